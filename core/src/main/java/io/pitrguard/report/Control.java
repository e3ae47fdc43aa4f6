package io.pitrguard.report;

import io.pitrguard.domain.finding.FindingKind;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;

/**
 * A control of a framework that auditors ask about, and the findings that bear on it. A control asks for more than
 * pitr-guard checks: without findings it is not fulfilled by that alone.
 *
 * @param id as the framework numbers it
 * @param title in the words of the framework
 * @param url the page that has the title
 * @param lookedUp when the title was read, in a stored copy of that page; ISO-8601 date
 */
public record Control(
        String framework, String id, String title, String url, String lookedUp, List<FindingKind> findings) {
    public Control {
        findings = List.copyOf(findings);
        if (framework.isBlank() || id.isBlank() || title.isBlank()) {
            throw new IllegalArgumentException("a control needs a framework, an id and a title");
        }
        if (!url.startsWith("https://")) {
            throw new IllegalArgumentException("the source of %s %s must be an https address".formatted(framework, id));
        }
        LocalDate.parse(lookedUp);
        if (findings.isEmpty() || new HashSet<>(findings).size() < findings.size()) {
            throw new IllegalArgumentException(
                    "%s %s needs kinds of findings, each of them once".formatted(framework, id));
        }
    }
}

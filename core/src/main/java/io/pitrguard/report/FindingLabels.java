package io.pitrguard.report;

import io.pitrguard.domain.finding.FindingKind;
import java.util.Collection;
import java.util.stream.Collectors;

/** Findings in words, for people who are notified that they are resolved. */
final class FindingLabels {
    private FindingLabels() {}

    static String were(Collection<String> kinds) {
        return kinds.stream()
                .map(kind -> FindingKind.named(kind).map(FindingKind::past).orElse(kind))
                .collect(Collectors.joining("; "));
    }
}

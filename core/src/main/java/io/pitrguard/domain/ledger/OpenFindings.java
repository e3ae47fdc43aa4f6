package io.pitrguard.domain.ledger;

import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.evaluation.Violation;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Notice;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.TableResult;
import java.util.NavigableSet;
import java.util.TreeSet;

/** What is amiss with a table that people are told of, by kind. */
public final class OpenFindings {
    /** The kind of a correction that failed. */
    public static final String FIX_FAILED = "FixFailed";

    private OpenFindings() {}

    /** Returns the kinds of finding that a result leaves open. */
    public static NavigableSet<String> of(TableResult result) {
        NavigableSet<String> kinds = new TreeSet<>();
        switch (result.judgement().verdict()) {
            case Verdict.NonCompliant nonCompliant ->
                nonCompliant.violations().stream()
                        .map(Violation::kind)
                        .map(FindingKind::toString)
                        .forEach(kinds::add);
            case Verdict.Undetermined undetermined ->
                kinds.add(undetermined.getClass().getSimpleName());
            case Verdict.Compliant _, Verdict.Exempt _, Verdict.NotApplicable _ -> {}
        }
        result.judgement().notices().stream()
                .filter(notice -> !notice.informational())
                .map(Notice::kind)
                .map(FindingKind::toString)
                .forEach(kinds::add);
        switch (result.outcome().orElse(null)) {
            case Outcome.FixFailed _ -> kinds.add(FIX_FAILED);
            case Outcome.Flapping _ -> kinds.add(FindingKind.FLAPPING.toString());
            case null, default -> {}
        }
        return kinds;
    }
}

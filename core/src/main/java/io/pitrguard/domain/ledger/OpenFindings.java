package io.pitrguard.domain.ledger;

import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.evaluation.Violation;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Notice;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.TableResult;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The findings about a table that people are notified of. */
public final class OpenFindings {
    private OpenFindings() {}

    /** Returns the kinds of finding that a result leaves open. */
    public static NavigableSet<FindingKind> of(TableResult result) {
        NavigableSet<FindingKind> open = new TreeSet<>();
        for (Violation violation : violations(result)) {
            open.add(violation.kind());
        }
        if (result.judgement().verdict() instanceof Verdict.Undetermined) {
            open.add(FindingKind.UNDETERMINED);
        }
        for (Notice notice : result.judgement().notices()) {
            if (!notice.informational()) {
                open.add(notice.kind());
            }
        }
        result.outcome().flatMap(OpenFindings::of).ifPresent(open::add);
        return open;
    }

    /** Returns the same, and what people were notified of before and is not known to be resolved. */
    public static NavigableSet<FindingKind> of(TableResult result, TableRecord record, FlappingRules rules) {
        SortedSet<FindingKind> notified = record.notified().open();
        NavigableSet<FindingKind> open = of(result);
        if (open.contains(FindingKind.UNDETERMINED)) {
            // What could not be read resolves nothing.
            open.addAll(notified);
        }
        boolean gone = result.judgement().verdict() instanceof Verdict.NotApplicable;
        if (!gone && record.flapping().flappingSince(rules).isPresent()) {
            open.add(FindingKind.FLAPPING);
        }
        if (notified.contains(FindingKind.FIX_FAILED) && result.plan().isPresent()) {
            open.add(FindingKind.FIX_FAILED);
        }
        return open;
    }

    private static Optional<FindingKind> of(Outcome outcome) {
        return switch (outcome.kind()) {
            case FIX_FAILED -> Optional.of(FindingKind.FIX_FAILED);
            case FLAPPING -> Optional.of(FindingKind.FLAPPING);
            case PLANNED, ALERT_ONLY, FIXED, UNCONFIRMED, DEFERRED, OVER_BUDGET -> Optional.empty();
        };
    }

    private static List<Violation> violations(TableResult result) {
        return result.judgement().verdict() instanceof Verdict.NonCompliant nonCompliant
                ? nonCompliant.violations()
                : List.of();
    }
}

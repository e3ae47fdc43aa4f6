package io.pitrguard.cli;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.Severity;
import java.util.EnumSet;
import java.util.Optional;

/** The order of tables in terminal output: worst first. */
final class TableOrder {
    /** Largest fleet whose compliant tables are listed without {@code --all}. */
    static final int MAX_LISTED = 40;

    private TableOrder() {}

    /** Whether somebody must look at a table with this verdict. */
    static boolean isProblem(VerdictKind verdict) {
        return switch (verdict) {
            case NON_COMPLIANT, UNDETERMINED -> true;
            case COMPLIANT, EXEMPT, NOT_APPLICABLE -> false;
        };
    }

    /**
     * Returns a table's rank; lower ranks come first.
     *
     * @param worst severity of its worst violation
     * @param quiet whether the verdict is all there is to show; such tables follow others of the same verdict
     */
    static int rank(VerdictKind verdict, Optional<Severity> worst, boolean quiet) {
        int severities = Severity.values().length;
        int rank = switch (verdict) {
            case NON_COMPLIANT ->
                worst.map(severity -> EnumSet.range(severity, Severity.CRITICAL).size() - 1)
                        .orElse(severities);
            case UNDETERMINED -> severities + 1;
            case COMPLIANT -> severities + 2;
            case EXEMPT -> severities + 3;
            case NOT_APPLICABLE -> severities + 4;
        };
        return 2 * rank + (quiet ? 1 : 0);
    }
}

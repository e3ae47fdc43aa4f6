package io.pitrguard.cli;

import io.pitrguard.domain.evaluation.VerdictKind;

/** The order of tables in terminal output: worst first. */
final class TableOrder {
    /** Largest fleet whose compliant tables are listed without {@code --all}. */
    static final int MAX_LISTED = 40;

    private TableOrder() {}

    /**
     * Returns a table's rank; lower ranks come first.
     *
     * @param quiet whether the verdict is all there is to show; such tables follow others of the same verdict
     */
    static int rank(VerdictKind verdict, boolean quiet) {
        int rank = switch (verdict) {
            case NON_COMPLIANT -> 0;
            case UNDETERMINED -> 1;
            case COMPLIANT -> 2;
            case EXEMPT -> 3;
            case NOT_APPLICABLE -> 4;
        };
        return 2 * rank + (quiet ? 1 : 0);
    }
}

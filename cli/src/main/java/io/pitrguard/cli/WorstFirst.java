package io.pitrguard.cli;

import io.pitrguard.domain.evaluation.VerdictKind;
import java.util.List;

/** The order in which tables are shown. */
final class WorstFirst {
    /** Of a fleet of more tables, those that there is nothing to say of are left out unless asked for. */
    static final int MANY = 40;

    private static final List<VerdictKind> VERDICTS = List.of(
            VerdictKind.NON_COMPLIANT,
            VerdictKind.UNDETERMINED,
            VerdictKind.COMPLIANT,
            VerdictKind.EXEMPT,
            VerdictKind.NOT_APPLICABLE);

    private WorstFirst() {}

    /**
     * Gives a table's place.
     *
     * @param calm whether there is nothing more to say of it than its verdict: then it comes after those of the same
     */
    static int rank(VerdictKind verdict, boolean calm) {
        return 2 * VERDICTS.indexOf(verdict) + (calm ? 1 : 0);
    }
}

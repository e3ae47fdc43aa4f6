package io.pitrguard.report;

import io.pitrguard.domain.text.Counted;

/**
 * Words for how tables that no longer exist are counted. A sweep counts those that it met as not applicable, and what the ledger
 * tells counts all of them apart from the others.
 */
public final class DeletedTables {
    private static final String DELETED = "deleted or being deleted";

    private DeletedTables() {}

    /** Returns how many tables of a sweep are not applicable, and how many of those because they no longer exist. */
    public static String notApplicable(SweepView.Summary summary) {
        String all = "%d not applicable".formatted(summary.notApplicable());
        return summary.gone() == 0 ? all : "%s (%d %s)".formatted(all, summary.gone(), DELETED);
    }

    /** Returns how many tables the ledger counts apart; empty if none. */
    public static String notCounted(StatusView.Summary summary) {
        return summary.gone() == 0 ? "" : "%s %s, not counted".formatted(Counted.tables(summary.gone()), DELETED);
    }
}

package io.pitrguard.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The accounts and regions of a ledger as they were last observed, as it is written out.
 *
 * @param places one for each account and region that has tables in the ledger, worst first; those that sweeps leave out last
 * @param withoutTables accounts that are swept and have no table in the ledger: they have none, or were not swept yet
 */
public record OrganizationStatusView(
        Header status, Summary summary, List<PlaceStatusView> places, List<AccountView> withoutTables) {
    public OrganizationStatusView {
        places = List.copyOf(places);
        withoutTables = List.copyOf(withoutTables);
    }

    /**
     * Whose status, and of when.
     *
     * @param at ISO-8601, UTC
     * @param ledger the name of the ledger's table
     * @param account the account of the ledger
     * @param region the region of the ledger
     * @param newestObservationAt when any table was last observed; null if none ever was
     * @param stale whether that is more than a day ago
     * @param accountsAt when the organization's accounts were last listed; null if nothing is known of them
     */
    public record Header(
            String at,
            String ledger,
            String account,
            String region,
            @Nullable String newestObservationAt,
            boolean stale,
            @Nullable String accountsAt) {}

    /**
     * Counts, without what sweeps leave out.
     *
     * @param stale accounts and regions in which no table was observed for more than a day
     * @param leftOut accounts and regions that are not counted
     * @param oldestObservationAt the oldest of all last observations; null if there is none
     */
    public record Summary(
            int accounts,
            int accountRegions,
            int stale,
            int leftOut,
            StatusView.Summary tables,
            @Nullable String oldestObservationAt) {}

    /**
     * An account.
     *
     * @param name null if it is not known
     * @param owner null if it has none, or none is known
     */
    public record AccountView(
            String id, @Nullable String name, @Nullable String owner) {}

    /**
     * An account and region.
     *
     * @param leftOut why sweeps leave it out, then it is not counted; null if they do not
     * @param oldestObservationAt the oldest of its tables' last observations; null if there is none
     * @param newestObservationAt the newest; null if there is none
     * @param stale whether that is more than a day ago
     */
    public record PlaceStatusView(
            AccountView account,
            String region,
            @Nullable String leftOut,
            StatusView.Summary tables,
            @Nullable String oldestObservationAt,
            @Nullable String newestObservationAt,
            boolean stale) {
        /** Whether there is something that a person should know of. */
        public boolean finding() {
            return tables.nonCompliant() + tables.undetermined() + tables.flapping() + tables.historyLost() > 0
                    || (stale && tables.tables() > 0);
        }
    }
}

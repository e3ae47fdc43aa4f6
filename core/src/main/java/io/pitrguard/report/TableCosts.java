package io.pitrguard.report;

import io.pitrguard.domain.ledger.LastObservation;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What recovery of a table costs now, and after all remediations. */
final class TableCosts {
    private static final BigDecimal NOTHING = BigDecimal.ZERO.setScale(2);
    private static final String UNREAD = "The recovery state could not be read.";

    private TableCosts() {}

    /**
     * Returns the costs. Recovery that is off costs nothing; where it should be on, it will cost what is estimated.
     *
     * @param due whether recovery is off and should be on
     * @param estimate what recovery of the table costs while it is on; null if that is not known
     * @param note why there is no estimate; null if there is one
     */
    static ReportView.TableCost of(
            LastObservation.Status status, boolean due, @Nullable BigDecimal estimate, @Nullable String note) {
        return switch (status) {
            case ENABLED -> new ReportView.TableCost(estimate, estimate, note);
            case DISABLED ->
                due
                        ? new ReportView.TableCost(NOTHING, estimate, note)
                        : new ReportView.TableCost(NOTHING, NOTHING, null);
            case GONE -> new ReportView.TableCost(NOTHING, NOTHING, null);
            case UNREADABLE -> new ReportView.TableCost(null, null, UNREAD);
        };
    }
}

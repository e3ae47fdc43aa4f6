package io.pitrguard.cli;

import io.pitrguard.domain.table.TableRef;
import io.pitrguard.ledger.Acknowledgement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What was acknowledged of a table. Times are ISO-8601, UTC.
 *
 * @param acknowledged false if there was nothing to acknowledge
 * @param lostFrom begin of the lost history; null where none was acknowledged
 * @param flappingSince null where the table was not flapping
 */
public record AcknowledgedView(
        String arn,
        String table,
        boolean acknowledged,
        @Nullable String lostFrom,
        @Nullable String lostTo,
        @Nullable String flappingSince) {
    /** Returns the view of a table of which there was nothing to acknowledge. */
    static AcknowledgedView none(TableRef table) {
        return new AcknowledgedView(table.arn(), table.name(), false, null, null, null);
    }

    /** Returns the view of what was acknowledged. */
    static AcknowledgedView of(TableRef table, Acknowledgement.Settled settled) {
        return new AcknowledgedView(
                table.arn(),
                table.name(),
                true,
                settled.lost().map(loss -> seconds(loss.from())).orElse(null),
                settled.lost().map(loss -> seconds(loss.to())).orElse(null),
                settled.what().flappingSince().map(AcknowledgedView::seconds).orElse(null));
    }

    /** Returns it for people. */
    String text() {
        if (!acknowledged) {
            return "Nothing to acknowledge for %s: it has no lost history and is not flapping.%n".formatted(table);
        }
        String lost = lostFrom == null
                ? ""
                : "  lost history: nothing between %s and %s can be restored%n".formatted(lostFrom, lostTo);
        String flapping = flappingSince == null
                ? ""
                : "  flapping since %s: automatic remediation resumes%n".formatted(flappingSince);
        return "Acknowledged for %s:%n".formatted(table) + lost + flapping;
    }

    private static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}

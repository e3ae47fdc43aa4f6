package io.pitrguard.domain.rotation;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.Unsettled;
import io.pitrguard.domain.recovery.DrillPast;
import io.pitrguard.domain.table.TableRef;
import java.time.Instant;
import java.util.Optional;

/**
 * A table that a sweep did not read, because it was compliant when it was last read and nothing points to a change since.
 * It says nothing of the table as it is now.
 *
 * @param provenAt when it was last read
 * @param recorded what was recorded of it then
 * @param drills what drills of the table came to
 */
public record CarriedTable(TableRef table, Instant provenAt, LastObservation recorded, DrillPast.Known drills) {
    /** Creates one of which no drill is known. */
    public CarriedTable(TableRef table, Instant provenAt, LastObservation recorded) {
        this(table, provenAt, recorded, DrillPast.NONE);
    }

    /**
     * Returns the table, if its record leaves nothing open; empty if it must be read.
     *
     * @param shareReadAt when all tables of its share were last read; a record of an unchanged table may be older
     */
    public static Optional<CarriedTable> of(TableRecord record, Instant shareReadAt, Instant now) {
        if (Unsettled.is(record, now) || !record.notified().open().isEmpty()) {
            return Optional.empty();
        }
        return record.lastObservation()
                .filter(last -> last.verdict() == VerdictKind.COMPLIANT)
                .map(last -> new CarriedTable(record.table(), later(last.at(), shareReadAt), last, drills(record)));
    }

    private static DrillPast.Known drills(TableRecord record) {
        return record.identity()
                .map(identity -> record.drills().of(identity.id()))
                .orElse(DrillPast.NONE);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}

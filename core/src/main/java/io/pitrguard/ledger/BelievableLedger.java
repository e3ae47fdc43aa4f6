package io.pitrguard.ledger;

import io.pitrguard.domain.ledger.FutureTimes;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Result;
import io.pitrguard.port.Time;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A ledger whose records hold no time in the future: such a time counts as unknown, people are notified of it, and the next
 * write of the record repairs it.
 */
public final class BelievableLedger implements Ledger {
    private final Ledger ledger;
    private final Trigger trigger;
    private final Time time;

    /**
     * Reads another ledger's records.
     *
     * @param trigger what makes a run read them
     */
    public BelievableLedger(Ledger ledger, Trigger trigger, Time time) {
        this.ledger = ledger;
        this.trigger = trigger;
        this.time = time;
    }

    @Override
    public Result<Stored> read(TableRef table) {
        return switch (ledger.read(table)) {
            case Result.Success<Stored>(Stored stored) -> new Result.Success<>(believable(stored));
            case Result.Failure<Stored> failed -> failed;
        };
    }

    @Override
    public Result<Fleet> readAll(AccountRegion where) {
        return switch (ledger.readAll(where)) {
            case Result.Success<Fleet>(Fleet fleet) -> {
                Map<TableRef, Stored> records = new HashMap<>();
                fleet.records().forEach((table, stored) -> records.put(table, believable(stored)));
                yield new Result.Success<>(new Fleet(records, fleet.problems()));
            }
            case Result.Failure<Fleet> failed -> failed;
        };
    }

    @Override
    public Result<Optional<Stored>> write(Stored read, TableRecord record, List<TimelineEntry> entries) {
        return ledger.write(read, record, entries);
    }

    @Override
    public Result<List<TimelineEntry>> timeline(TableRef table, int newest) {
        return ledger.timeline(table, newest);
    }

    private Stored believable(Stored stored) {
        Instant now = time.awsInstant();
        TableRecord record = FutureTimes.without(stored.record(), now);
        return record.equals(stored.record())
                ? stored
                : new Stored(record.mustNotify(List.of(FutureTimes.entry(record, trigger, now))), stored.version());
    }
}

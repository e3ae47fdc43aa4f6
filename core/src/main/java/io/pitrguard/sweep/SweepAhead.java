package io.pitrguard.sweep;

import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.table.TableRef;
import java.time.Instant;
import java.util.Map;

/**
 * Loads what verdicts need while other tables are still being read. The verdicts themselves come later: by then others may
 * have written to the ledger.
 */
final class SweepAhead implements ReadAhead {
    private final FleetReader fleet;
    private final TablesToRead toRead;
    private final SweepOrder order;
    private final OwnTags ownTags;
    private final Until until;
    private volatile Map<TableRef, TableRecord> records = Map.of();

    /** Creates one; nothing more is loaded once {@code until} is over. */
    SweepAhead(FleetReader fleet, TablesToRead toRead, SweepOrder order, OwnTags ownTags, Until until) {
        this.fleet = fleet;
        this.toRead = toRead;
        this.order = order;
        this.ownTags = ownTags;
        this.until = until;
    }

    @Override
    public Map<TableRef, TableRecord> records() {
        records = toRead.records();
        return records;
    }

    @Override
    public Instant changesSince(Instant now) {
        return toRead.changesSince(now);
    }

    @Override
    public boolean mayWait(TableRef table) {
        return toRead.mayWait(table);
    }

    @Override
    public TableSnapshot complete(TableSnapshot read) throws InterruptedException {
        TableRef table = read.facts().table();
        TableSnapshot known =
                read.with(records.getOrDefault(table, TableRecord.of(table)).past());
        TableSnapshot whole = fleet.complete(known, order.policy(), until);
        TableSnapshot tagged = ownTags.complete(whole, order.policy(), until);
        return order.sizes() ? fleet.withSize(tagged, until) : tagged;
    }
}

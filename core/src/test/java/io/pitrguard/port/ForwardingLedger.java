package io.pitrguard.port;

import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import java.util.List;
import java.util.Optional;

/** Passes every call on to another ledger; a test overrides the call that it wants to disturb. */
public abstract class ForwardingLedger implements Ledger {
    private final Ledger ledger;

    protected ForwardingLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Result<Stored> read(TableRef table) {
        return ledger.read(table);
    }

    @Override
    public Result<Fleet> readAll(AccountRegion where) {
        return ledger.readAll(where);
    }

    @Override
    public Result<Optional<Stored>> write(Stored read, TableRecord record, List<TimelineEntry> entries) {
        return ledger.write(read, record, entries);
    }

    @Override
    public Result<List<TimelineEntry>> timeline(TableRef table, int newest) {
        return ledger.timeline(table, newest);
    }
}

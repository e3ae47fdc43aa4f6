package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;

/** {@link InMemoryAggregateHints} keeps the contract of its port. */
class InMemoryAggregateHintsTest extends AggregateHintsContract {
    private final InMemoryAggregateHints hints = new InMemoryAggregateHints();

    @Override
    protected AggregateHints hints() {
        return hints;
    }

    @Override
    protected void record(TableRef table, boolean on) {
        hints.record(table, !on, time.instant());
    }

    @Override
    protected void recordDeleted(TableRef table) {
        hints.recordDeleted(table);
    }

    @Override
    protected void fail(Cause.Kind kind) {
        hints.fail(kind);
    }
}

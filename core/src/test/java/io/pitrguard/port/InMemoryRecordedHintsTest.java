package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;

/** {@link InMemoryRecordedHints} keeps the contract of {@link RecordedHints}. */
class InMemoryRecordedHintsTest extends RecordedHintsContract {
    private final InMemoryRecordedHints hints = new InMemoryRecordedHints();

    @Override
    protected RecordedHints hints() {
        return hints;
    }

    @Override
    protected void record(String table, boolean on) {
        hints.record(table, !on, time.instant());
    }

    @Override
    protected void recordWithoutBackups(String table) {
        hints.record(table, false, time.instant());
    }

    @Override
    protected void recordDeleted(String table) {
        hints.recordDeleted(table);
    }

    @Override
    protected void fail(Cause.Kind kind) {
        hints.fail(kind);
    }
}

package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.RecordedItems.Item;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** {@link InMemoryRecordedItems} keeps the contract of {@link RecordedItems}. */
class InMemoryRecordedItemsTest extends RecordedItemsContract {
    private final InMemoryRecordedItems items = new InMemoryRecordedItems();
    private final Set<String> known = new HashSet<>();

    @Override
    protected RecordedItems items() {
        return items;
    }

    @Override
    protected void record(String table, boolean on) {
        String status = on ? "ENABLED" : "DISABLED";
        record(
                table,
                known.add(table) ? "ResourceDiscovered" : "OK",
                Optional.of(
                        "{\"continuousBackupsStatus\":\"ENABLED\",\"pointInTimeRecoveryDescription\":{\"pointInTimeRecoveryStatus\":\""
                                + status + "\"}}"));
    }

    @Override
    protected void recordWithoutBackups(String table) {
        record(table, "OK", Optional.empty());
    }

    @Override
    protected void recordDeleted(String table) {
        record(table, "ResourceDeleted", Optional.empty());
    }

    @Override
    protected void fail(Cause.Kind kind) {
        items.fail(kind);
    }

    private void record(String table, String status, Optional<String> backups) {
        items.record(new Item("AWS::DynamoDB::Table", table, status, time.instant(), backups));
    }
}

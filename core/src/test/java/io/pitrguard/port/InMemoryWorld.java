package io.pitrguard.port;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** {@link InMemoryTables} as a contract test sees them. */
final class InMemoryWorld implements TableWorld {
    private final SettableTime time = new SettableTime();
    private final InMemoryTables tables = new InMemoryTables(time);
    private final Map<String, InMemoryTable> byName = new HashMap<>();

    @Override
    public AccountRegion where() {
        return InMemoryTables.WHERE;
    }

    @Override
    public Instant now() {
        return time.instant();
    }

    @Override
    public TableCatalog catalog() {
        return tables;
    }

    @Override
    public TableTags tags() {
        return tables;
    }

    @Override
    public RecoveryStates states() {
        return tables;
    }

    @Override
    public RecoveryChanges changes() {
        return tables;
    }

    @Override
    public void create(String name) {
        byName.put(name, tables.create(name));
    }

    @Override
    public void enabled(String name, int days) {
        byName.get(name).enabled(days, now());
    }

    @Override
    public void tags(String name, Map<String, String> tags) {
        byName.get(name).tags(tags);
    }

    @Override
    public void bulkTagsLagBehind(String name) {
        byName.get(name).bulkTagsLagBehind();
    }

    @Override
    public void status(String name, String status) {
        byName.get(name).status(TableStatus.valueOf(status));
    }

    @Override
    public void size(String name, long data, long localIndexes) {
        byName.get(name).size(data + localIndexes);
    }

    @Override
    public void deletionProtection(String name, boolean on) {
        byName.get(name).deletionProtection(on);
    }

    @Override
    public void notReady(String name) {
        byName.get(name).notReadyUntil(now().plus(Duration.ofMinutes(10)));
    }

    @Override
    public void delete(String name) {
        tables.delete(name);
    }

    @Override
    public void fail(InMemoryTables.Call call, Cause.Kind kind) {
        tables.on(call).fail(kind);
    }

    @Override
    public void close() {}
}

package io.pitrguard.port;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import java.time.Instant;
import java.util.Map;

/** Some tables behind the ports, in memory or in the sandbox: what a contract test sets up and looks at. */
public interface TableWorld extends AutoCloseable {
    AccountRegion where();

    Instant now();

    TableCatalog catalog();

    TableTags tags();

    RecoveryStates states();

    RecoveryChanges changes();

    /** Adds an active table with recovery off and no tags. */
    void create(String name);

    /** Recovery has been on for longer than the period. */
    void enabled(String name, int days);

    void tags(String name, Map<String, String> tags);

    /** The bulk index keeps showing the tags of this moment. */
    void bulkTagsLagBehind(String name);

    void status(String name, String status);

    void size(String name, long data, long localIndexes);

    void deletionProtection(String name, boolean on);

    /** AWS is still enabling the table's backups. */
    void notReady(String name);

    void delete(String name);

    /** From now on every such call fails, in a way that is sorted so. */
    void fail(InMemoryTables.Call call, Cause.Kind kind);

    default TableRef table(String name) {
        return where().table(name);
    }

    @Override
    void close();
}

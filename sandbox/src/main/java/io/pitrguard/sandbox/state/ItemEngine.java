package io.pitrguard.sandbox.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ServiceLoader;

/**
 * Holds items of tables and performs operations on them. The sandbox looks one up by {@link ServiceLoader}, so that only
 * those who need items carry a database; creating one starts it.
 */
public interface ItemEngine extends AutoCloseable {

    /** Starts one. */
    static ItemEngine start() {
        return ServiceLoader.load(ItemEngine.class, ItemEngine.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("items need pitr-guard-sandbox-items on the class path"));
    }

    /** Creates an empty table. */
    void create(String table, TableSchema schema);

    /** Deletes a table with its items. */
    void drop(String table);

    /**
     * Performs an operation on items.
     *
     * @throws io.pitrguard.sandbox.wire.ServiceError as AWS refuses, with all members of the refusal
     */
    ObjectNode perform(String operation, ObjectNode request);

    @Override
    void close();
}

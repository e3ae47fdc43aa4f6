package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.TableSchema.Throughput;
import io.pitrguard.sandbox.state.TableState;
import org.jspecify.annotations.Nullable;

/** Moves the capacity of tables. */
final class ScaledCapacity {

    private ScaledCapacity() {}

    /**
     * Moves the capacity of an active table into the range, as a registration does at once (API reference,
     * RegisterScalableTarget); an on-demand table has none.
     */
    static void move(TableState table, ScalableResource resource, long min, long max, Account account) {
        Throughput current = table.schema().throughput();
        if (current == null || !table.status().equals(TableState.ACTIVE) || resource.index().isPresent()) {
            return;
        }
        Throughput moved = resource.reads()
                ? new Throughput(Math.clamp(current.read(), min, max), current.write())
                : new Throughput(current.read(), Math.clamp(current.write(), min, max));
        account.tables().update(table.name(), state -> withThroughput(state, moved));
    }

    private static TableState withThroughput(TableState table, @Nullable Throughput throughput) {
        var schema = table.schema();
        return table.withSchema(new io.pitrguard.sandbox.state.TableSchema(
                schema.keys(), schema.attributes(), schema.localIndexes(), throughput));
    }
}

package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.TableSchema;
import io.pitrguard.sandbox.state.TableSchema.GlobalIndex;
import io.pitrguard.sandbox.state.TableSchema.Throughput;
import io.pitrguard.sandbox.state.TableState;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The capacity of tables and indexes, as Application Auto Scaling moves it. */
final class ScaledCapacity {

    private ScaledCapacity() {}

    /** Refuses a resource whose table or index does not exist. */
    static TableState require(ScalableResource resource, Account account) {
        TableState table = account.tables()
                .find(resource.table())
                .orElseThrow(() -> Errors.validation("DynamoDB table does not exist: table/" + resource.table()));
        if (resource.index().isPresent()
                && index(table.schema(), resource.index().get()).isEmpty()) {
            throw Errors.validation("DynamoDB index does not exist: " + resource.id());
        }
        return table;
    }

    /**
     * Moves the capacity of an active table, or of an index of one, into the range, as a registration does at once (API
     * reference, RegisterScalableTarget); on-demand tables have none.
     */
    static void move(ScalableResource resource, long min, long max, Account account) {
        TableState table = require(resource, account);
        if (table.statusAt(account.now()).equals(TableState.ACTIVE)) {
            account.tables().update(table.name(), state -> state.withSchema(moved(state.schema(), resource, min, max)));
        }
    }

    private static TableSchema moved(TableSchema schema, ScalableResource resource, long min, long max) {
        if (resource.index().isEmpty()) {
            return schema.withThroughput(clamp(schema.throughput(), resource, min, max));
        }
        String name = resource.index().get();
        List<GlobalIndex> indexes = schema.globalIndexes().stream()
                .map(index ->
                        index.name().equals(name) ? index.with(clamp(index.throughput(), resource, min, max)) : index)
                .toList();
        return schema.withIndexes(schema.localIndexes(), indexes);
    }

    private static @Nullable Throughput clamp(
            @Nullable Throughput current, ScalableResource resource, long min, long max) {
        if (current == null) {
            return null;
        }
        return resource.reads()
                ? new Throughput(Math.clamp(current.read(), min, max), current.write())
                : new Throughput(current.read(), Math.clamp(current.write(), min, max));
    }

    private static Optional<GlobalIndex> index(TableSchema schema, String name) {
        return schema.globalIndexes().stream()
                .filter(index -> index.name().equals(name))
                .findAny();
    }
}

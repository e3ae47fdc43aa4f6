package io.pitrguard.aws;

import io.pitrguard.domain.drill.DrillId;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.DrillStore;
import io.pitrguard.port.Result;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Keeps drills in the ledger's table: an item {@code DRILLS#partition#account#region} / {@code id} for each. */
public final class DynamoDbDrillStore implements DrillStore {
    /** What it takes of the caller's permissions, on the ledger's table. */
    public static final Set<String> ACTIONS = VersionedItems.ACTIONS;

    private final VersionedItems<Stored> items;

    /** Keeps them in the ledger's table of this name. */
    public DynamoDbDrillStore(DynamoDbClient client, String table) {
        this.items = new VersionedItems<>(
                client, table, new VersionedItems.Codec<>(DrillRecordCodec::write, DrillRecordCodec::read));
    }

    @Override
    public Result<Optional<Stored>> read(AccountRegion where, DrillId id) {
        return items.read(LedgerKeys.drill(where, id));
    }

    @Override
    public Result<Listing> list(AccountRegion where) {
        return items.list(LedgerKeys.drills(where)).map(all -> new Listing(all.records(), all.problems()));
    }

    @Override
    public Result<Optional<Stored>> create(DrillRecord record) {
        return items.create(new Stored(record, 1));
    }

    @Override
    public Result<Optional<Stored>> write(Stored read, DrillRecord next) {
        return items.replace(read.version(), new Stored(next, read.version() + 1));
    }
}

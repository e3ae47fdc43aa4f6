package io.pitrguard.aws;

import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.Result;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Keeps restores in the ledger's table: an item {@code RESTORES#partition#account#region} / {@code id} for each. */
public final class DynamoDbRestoreStore implements RestoreStore {
    /** What listing restores takes of the caller's permissions, on the ledger's table. */
    public static final String LIST_ACTION = VersionedItems.LIST_ACTION;

    /** What it takes of the caller's permissions, on the ledger's table. */
    public static final Set<String> ACTIONS = VersionedItems.ACTIONS;

    private final VersionedItems<Stored> items;

    /** Keeps them in the ledger's table of this name. */
    public DynamoDbRestoreStore(DynamoDbClient client, String table) {
        this.items = new VersionedItems<>(
                client, table, new VersionedItems.Codec<>(RestoreRecordCodec::write, RestoreRecordCodec::read));
    }

    @Override
    public Result<Optional<Stored>> read(AccountRegion where, RestoreId id) {
        return items.read(LedgerKeys.restore(where, id));
    }

    @Override
    public Result<Listing> list(AccountRegion where) {
        return items.list(LedgerKeys.restores(where)).map(all -> new Listing(all.records(), all.problems()));
    }

    @Override
    public Result<Optional<Stored>> create(RestoreRecord record) {
        return items.create(new Stored(record, 1));
    }

    @Override
    public Result<Optional<Stored>> write(Stored read, RestoreRecord next) {
        return items.replace(read.version(), new Stored(next, read.version() + 1));
    }
}

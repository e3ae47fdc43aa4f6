package io.pitrguard.aws;

import io.pitrguard.domain.backup.BackupId;
import io.pitrguard.domain.backup.BackupRecord;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.BackupStore;
import io.pitrguard.port.Result;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Keeps records of backups in the ledger's table: an item {@code BACKUPS#partition#account#region} / {@code id} for each. */
public final class DynamoDbBackupStore implements BackupStore {
    /** What it takes of the caller's permissions, on the ledger's table. */
    public static final Set<String> ACTIONS = VersionedItems.ACTIONS;

    private final VersionedItems<Stored> items;

    /** Keeps them in the ledger's table of this name. */
    public DynamoDbBackupStore(DynamoDbClient client, String table) {
        this.items = new VersionedItems<>(
                client, table, new VersionedItems.Codec<>(BackupRecordCodec::write, BackupRecordCodec::read));
    }

    @Override
    public Result<Optional<Stored>> read(AccountRegion where, BackupId id) {
        return items.read(LedgerKeys.backup(where, id));
    }

    @Override
    public Result<Listing> list(AccountRegion where) {
        return items.list(LedgerKeys.backups(where)).map(all -> new Listing(all.records(), all.problems()));
    }

    @Override
    public Result<Optional<Stored>> create(BackupRecord record) {
        return items.create(new Stored(record, 1));
    }

    @Override
    public Result<Optional<Stored>> write(Stored read, BackupRecord next) {
        return items.replace(read.version(), new Stored(next, read.version() + 1));
    }
}

package io.pitrguard.cli;

import io.pitrguard.domain.backup.BackupId;
import io.pitrguard.domain.backup.BackupRecord;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.BackupDocuments;
import io.pitrguard.port.BackupStore;
import io.pitrguard.port.Result;
import java.nio.file.Path;
import java.util.Optional;

/** Keeps records of backups in a folder of this machine, one JSON file each. */
final class LocalBackupStore implements BackupStore {
    private final LocalRecords<Stored> records;

    /** Keeps them in this folder, which the first write creates. */
    LocalBackupStore(Path folder, BackupDocuments documents) {
        this.records = new LocalRecords<>(
                folder, "backups", new LocalRecords.Form<>(documents::write, documents::read, Stored::version));
    }

    @Override
    public Result<Optional<Stored>> read(AccountRegion where, BackupId id) {
        return records.read(id.value()).map(found -> found.filter(each -> isOf(where, each)));
    }

    @Override
    public Result<Listing> list(AccountRegion where) {
        return records.list()
                .map(all -> new Listing(
                        all.records().stream().filter(each -> isOf(where, each)).toList(), all.problems()));
    }

    @Override
    public Result<Optional<Stored>> create(BackupRecord record) {
        return records.create(record.id().value(), new Stored(record, 1));
    }

    @Override
    public Result<Optional<Stored>> write(Stored read, BackupRecord next) {
        return records.replace(next.id().value(), read.version(), new Stored(next, read.version() + 1));
    }

    private static boolean isOf(AccountRegion where, Stored stored) {
        return stored.record().where().equals(where);
    }
}

package io.pitrguard.cli;

import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.RestoreDocuments;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.Result;
import java.nio.file.Path;
import java.util.Optional;

/** Keeps restores in a folder of this machine, one JSON file each. */
final class LocalRestoreStore implements RestoreStore {
    private final LocalRecords<Stored> records;

    /** Keeps them in this folder, which the first write creates. */
    LocalRestoreStore(Path folder, RestoreDocuments documents) {
        this.records = new LocalRecords<>(
                folder, "restores", new LocalRecords.Form<>(documents::write, documents::read, Stored::version));
    }

    @Override
    public Result<Optional<Stored>> read(AccountRegion where, RestoreId id) {
        return records.read(id.value()).map(found -> found.filter(each -> isOf(where, each)));
    }

    @Override
    public Result<Listing> list(AccountRegion where) {
        return records.list()
                .map(all -> new Listing(
                        all.records().stream().filter(each -> isOf(where, each)).toList(), all.problems()));
    }

    @Override
    public Result<Optional<Stored>> create(RestoreRecord record) {
        return records.create(record.id().value(), new Stored(record, 1));
    }

    @Override
    public Result<Optional<Stored>> write(Stored read, RestoreRecord next) {
        return records.replace(next.id().value(), read.version(), new Stored(next, read.version() + 1));
    }

    private static boolean isOf(AccountRegion where, Stored stored) {
        return stored.record().where().equals(where);
    }
}

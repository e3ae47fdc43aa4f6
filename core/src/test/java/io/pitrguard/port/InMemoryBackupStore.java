package io.pitrguard.port;

import io.pitrguard.domain.backup.BackupId;
import io.pitrguard.domain.backup.BackupRecord;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The twin in memory. */
public final class InMemoryBackupStore implements BackupStore {
    private final Map<AccountRegion, TreeMap<BackupId, Stored>> stored = new HashMap<>();
    private final List<Cause> problems = new ArrayList<>();

    /** Lets listings have a record that cannot be understood. */
    public void spoil(Cause problem) {
        problems.add(problem);
    }

    @Override
    public synchronized Result<Optional<Stored>> read(AccountRegion where, BackupId id) {
        return new Result.Success<>(Optional.ofNullable(of(where).get(id)));
    }

    @Override
    public synchronized Result<Listing> list(AccountRegion where) {
        return new Result.Success<>(
                new Listing(List.copyOf(of(where).descendingMap().values()), problems));
    }

    @Override
    public synchronized Result<Optional<Stored>> create(BackupRecord record) {
        if (of(record.where()).containsKey(record.id())) {
            return new Result.Success<>(Optional.empty());
        }
        return put(new Stored(record, 1));
    }

    @Override
    public synchronized Result<Optional<Stored>> write(Stored read, BackupRecord next) {
        Optional<Stored> now = Optional.ofNullable(of(next.where()).get(next.id()));
        return now.filter(each -> each.version() == read.version()).isPresent()
                ? put(new Stored(next, read.version() + 1))
                : new Result.Success<>(Optional.empty());
    }

    private Result<Optional<Stored>> put(Stored next) {
        of(next.record().where()).put(next.record().id(), next);
        return new Result.Success<>(Optional.of(next));
    }

    private TreeMap<BackupId, Stored> of(AccountRegion where) {
        return stored.computeIfAbsent(where, _ -> new TreeMap<>());
    }
}

package io.pitrguard.port;

import io.pitrguard.domain.drill.DrillId;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.DrillStore.Stored;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The twin in memory. */
public final class InMemoryDrillStore implements DrillStore {
    private final Map<AccountRegion, TreeMap<DrillId, Stored>> stored = new HashMap<>();

    @Override
    public synchronized Result<Optional<Stored>> read(AccountRegion where, DrillId id) {
        return new Result.Success<>(Optional.ofNullable(of(where).get(id)));
    }

    @Override
    public synchronized Result<Listing> list(AccountRegion where) {
        return new Result.Success<>(
                new Listing(List.copyOf(of(where).descendingMap().values()), List.of()));
    }

    @Override
    public synchronized Result<Optional<Stored>> create(DrillRecord record) {
        if (of(record.where()).containsKey(record.id())) {
            return new Result.Success<>(Optional.empty());
        }
        return put(new Stored(record, 1));
    }

    @Override
    public synchronized Result<Optional<Stored>> write(Stored read, DrillRecord next) {
        Optional<Stored> now = Optional.ofNullable(of(next.where()).get(next.id()));
        return now.filter(stored -> stored.version() == read.version()).isPresent()
                ? put(new Stored(next, read.version() + 1))
                : new Result.Success<>(Optional.empty());
    }

    private Result<Optional<Stored>> put(Stored next) {
        of(next.record().where()).put(next.record().id(), next);
        return new Result.Success<>(Optional.of(next));
    }

    private TreeMap<DrillId, Stored> of(AccountRegion where) {
        return stored.computeIfAbsent(where, _ -> new TreeMap<>());
    }
}

package io.pitrguard.port;

import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Restores that are only listed; counts how often. */
public final class InMemoryRestoreListing implements RestoreStore {
    public final List<RestoreRecord> records = new ArrayList<>();
    public final List<Cause> problems = new ArrayList<>();
    public Optional<Cause> failure = Optional.empty();
    public int lists;

    @Override
    public Result<Optional<Stored>> read(AccountRegion where, RestoreId id) {
        throw new UnsupportedOperationException("only listed");
    }

    @Override
    public Result<Listing> list(AccountRegion where) {
        lists++;
        return failure.<Result<Listing>>map(Result.Failure::new)
                .orElseGet(() -> new Result.Success<>(new Listing(
                        records.stream()
                                .filter(record -> record.where().equals(where))
                                .map(record -> new Stored(record, 1))
                                .toList(),
                        problems)));
    }

    @Override
    public Result<Optional<Stored>> create(RestoreRecord record) {
        throw new UnsupportedOperationException("only listed");
    }

    @Override
    public Result<Optional<Stored>> write(Stored read, RestoreRecord next) {
        throw new UnsupportedOperationException("only listed");
    }
}

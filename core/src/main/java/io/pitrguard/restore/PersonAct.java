package io.pitrguard.restore;

import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.RestoreStore.Stored;
import io.pitrguard.port.Result;
import java.util.Optional;
import java.util.function.Function;

/** Stores what a person decided; reads the restore again if somebody else wrote meanwhile. */
final class PersonAct {
    private static final int TRIES = 5;

    private final RestoreStore store;

    PersonAct(RestoreStore store) {
        this.store = store;
    }

    /** What a person's decision makes of a restore: the record to store and the answer then, or the answer alone. */
    record Decision<T>(Optional<RestoreRecord> next, Function<RestoreRecord, T> answer) {
        /** Stores the record. */
        static <T> Decision<T> store(RestoreRecord next, Function<RestoreRecord, T> answer) {
            return new Decision<>(Optional.of(next), answer);
        }

        /** Stores nothing. */
        static <T> Decision<T> only(T answer) {
            return new Decision<>(Optional.empty(), _ -> answer);
        }
    }

    <T> Result<T> decide(AccountRegion where, RestoreId id, Function<RestoreRecord, Decision<T>> decision) {
        for (int i = 0; i < TRIES; i++) {
            Result<Optional<Stored>> read = store.read(where, id);
            if (read instanceof Result.Failure<Optional<Stored>>(Cause cause)) {
                return new Result.Failure<>(cause);
            }
            Optional<Stored> stored = read.success().orElseThrow();
            if (stored.isEmpty()) {
                return new Result.Failure<>(RestoreEngine.unknown(id));
            }
            Optional<Result<T>> done =
                    store(stored.get(), decision.apply(stored.get().record()));
            if (done.isPresent()) {
                return done.get();
            }
        }
        return new Result.Failure<>(
                new Cause(Cause.Kind.BROKEN, "The restore " + id + " is being changed by somebody else. Try again."));
    }

    private <T> Optional<Result<T>> store(Stored read, Decision<T> decision) {
        if (decision.next().isEmpty()) {
            return Optional.of(new Result.Success<>(decision.answer().apply(read.record())));
        }
        return switch (store.write(read, decision.next().get())) {
            case Result.Failure<Optional<Stored>>(Cause cause) -> Optional.of(new Result.Failure<>(cause));
            case Result.Success<Optional<Stored>>(Optional<Stored> now) ->
                now.map(stored -> new Result.Success<>(decision.answer().apply(stored.record())));
        };
    }
}

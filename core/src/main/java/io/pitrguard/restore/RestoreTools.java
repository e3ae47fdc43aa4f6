package io.pitrguard.restore;

import io.pitrguard.domain.restore.Polling;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.RestoreStore.Stored;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableRestores;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** What the steps of a restore work with. */
record RestoreTools(RestoreStore store, TableRestores tables, Time time) {
    /** Stores the next state of a restore; if somebody else wrote meanwhile, the next step reads it again. */
    Result<RestoreStep> write(Stored read, RestoreRecord next, Function<RestoreRecord, RestoreStep> step) {
        return store.write(read, next)
                .map(stored -> stored.map(now -> step.apply(now.record()))
                        .orElseGet(() -> new RestoreStep.Again(read.record())));
    }

    /** Waits, and stores why if the log does not end with it yet. */
    Result<RestoreStep> await(Stored read, Duration wait, String why) {
        RestoreRecord record = read.record();
        boolean known = !record.log().isEmpty() && record.log().getLast().what().equals(why);
        return known
                ? new Result.Success<>(new RestoreStep.Wait(record, wait))
                : write(read, record.noted(now(), why), next -> new RestoreStep.Wait(next, wait));
    }

    /**
     * Waits after a read that failed. It says nothing of the restore: where another read would fail as well, or none has
     * succeeded in time, this is a failure and nothing is stored, so that a person can fix that and continue.
     *
     * @param elapsed how long the restore has run
     */
    Result<RestoreStep> unread(Stored read, Cause cause, Duration elapsed) {
        return cause.worthAnotherTry() && elapsed.compareTo(RequestedStep.LIMIT) <= 0
                ? await(read, Polling.after(elapsed), cause.message())
                : new Result.Failure<>(cause);
    }

    /** Stores that a restore failed. */
    Result<RestoreStep> fail(Stored read, String reason, String remedy, Optional<String> tableId) {
        return write(
                read,
                read.record().to(new RestoreState.Failed(now(), reason, remedy, tableId), now(), "Failed. " + reason),
                RestoreStep.Done::new);
    }

    /** Returns AWS's time. */
    Instant now() {
        return time.awsInstant();
    }
}

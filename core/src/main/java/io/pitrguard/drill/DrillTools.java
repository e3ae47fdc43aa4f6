package io.pitrguard.drill;

import io.pitrguard.domain.drill.Abort;
import io.pitrguard.domain.drill.CheckProgress;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.drill.DrillVerdict;
import io.pitrguard.domain.restore.RestoreEvent;
import io.pitrguard.port.DrillStore;
import io.pitrguard.port.DrillStore.Stored;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableRestores;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** What the steps of a drill work with. */
record DrillTools(DrillStore store, TableRestores tables, Time time) {
    /** AWS's time is known to a second or so. */
    static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);

    /** A drill that is carried on shows it in its log: the sweeper takes up those that show nothing for an hour. */
    private static final Duration HEARTBEAT = Duration.ofMinutes(20);

    /** Stores the next state of a drill; if somebody else wrote meanwhile, the next step reads it again. */
    Result<DrillStep> write(Stored read, DrillRecord next, Function<DrillRecord, DrillStep> step) {
        return store.write(read, next)
                .map(stored -> stored.map(now -> step.apply(now.record()))
                        .orElseGet(() -> new DrillStep.Again(read.record())));
    }

    /** Waits, and stores why if the log does not end with it yet. */
    Result<DrillStep> await(Stored read, Duration wait, String why) {
        DrillRecord record = read.record();
        DrillRecord noted = noted(record, why);
        return noted.equals(record)
                ? new Result.Success<>(new DrillStep.Wait(record, wait))
                : write(read, noted, next -> new DrillStep.Wait(next, wait));
    }

    /** Returns the record with an entry, unless its log ended with the same just now. */
    DrillRecord noted(DrillRecord record, String why) {
        RestoreEvent last = record.log().getLast();
        boolean fresh = Duration.between(last.at(), now()).compareTo(HEARTBEAT) < 0;
        return fresh && last.what().equals(why) ? record : record.noted(now(), why);
    }

    /** Ends a drill that made no table, as far as is known. */
    Result<DrillStep> end(Stored read, Abort why) {
        return write(
                read,
                read.record()
                        .withLook(Optional.empty())
                        .aborted(why)
                        .to(new DrillState.Ended(Optional.empty()), now(), "Aborted. " + why.reason()),
                DrillStep.Again::new);
    }

    /** Deletes the table of a drill that cannot go on. */
    Result<DrillStep> abort(Stored read, String tableId, Abort why) {
        DrillRecord record = read.record();
        return write(
                read,
                (record.state() instanceof DrillState.Checking(String _, CheckProgress progress)
                                ? record.with(progress.results()).with(progress.units())
                                : record)
                        .withLook(Optional.empty())
                        .aborted(why)
                        .to(new DrillState.Deleting(tableId, now()), now(), "Aborted. " + why.reason()),
                DrillStep.Again::new);
    }

    static Abort failed(String reason, String remedy) {
        return new Abort(DrillVerdict.FAILED, reason, remedy);
    }

    static Abort notProven(String reason, String remedy) {
        return new Abort(DrillVerdict.NOT_PROVEN, reason, remedy);
    }

    /** Returns AWS's time. */
    Instant now() {
        return time.awsInstant();
    }
}

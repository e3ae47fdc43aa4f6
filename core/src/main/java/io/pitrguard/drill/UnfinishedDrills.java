package io.pitrguard.drill;

import io.pitrguard.domain.drill.DrillId;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.drill.EndNotification;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.DrillStore;
import io.pitrguard.port.DrillStore.Stored;
import io.pitrguard.port.Result;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Finds the drills that a run of the schedule carries on: those that it began, and those that an earlier run, or a person's
 * command, did not bring to their end; also those of which people were not notified yet. Whoever else still carries one on is
 * not disturbed: each step is taken once.
 */
public final class UnfinishedDrills {
    /** A table that is kept for longer waits for a later run. */
    private static final Duration NEXT_RUN = Duration.ofDays(1);

    /** How long evidence is tried that was not stored when the drill ended; longer than a week between two runs. */
    private static final Duration EVIDENCE = Duration.ofDays(8);

    private final DrillStore store;
    private final Time time;

    /** Creates the use case. */
    public UnfinishedDrills(DrillStore store, Time time) {
        this.store = store;
        this.time = time;
    }

    /** Finds them in an account and region, oldest first: a failure if the store cannot be read. */
    public Result<List<DrillId>> find(AccountRegion where) {
        Instant now = time.awsInstant();
        return store.list(where).map(listing -> {
            List<Stored> unfinished = listing.records().reversed().stream()
                    .filter(stored -> isUnfinished(stored.record(), now))
                    .toList();
            unfinished.forEach(stored -> note(stored, now));
            return unfinished.stream().map(stored -> stored.record().id()).toList();
        });
    }

    /** People are notified of drills that made no progress. Where this cannot be stored, they are carried on all the same. */
    private void note(Stored stored, Instant now) {
        CarriedOn.noted(stored.record(), now).ifPresent(noted -> store.write(stored, noted));
    }

    /** Returns those of these drills that are not over, so nobody brought them to their end. */
    public Result<List<DrillId>> among(AccountRegion where, List<DrillId> drills) {
        return store.list(where)
                .map(listing -> listing.drills().reversed().stream()
                        .filter(drill -> drills.contains(drill.id()))
                        .filter(drill -> !drill.state().over())
                        .map(DrillRecord::id)
                        .toList());
    }

    private static boolean isUnfinished(DrillRecord drill, Instant now) {
        return switch (drill.state()) {
            case DrillState.Keeping keeping -> keeping.until().isBefore(now.plus(NEXT_RUN));
            case DrillState.Ended _ ->
                !(drill.notification() instanceof EndNotification.Settled)
                        || (drill.evidence().isEmpty()
                                && AfterLog.end(drill).plus(EVIDENCE).isAfter(now));
            case DrillState.Planned _ -> true;
            case DrillState.Requested _ -> true;
            case DrillState.Restoring _ -> true;
            case DrillState.Checking _ -> true;
            case DrillState.Deleting _ -> true;
        };
    }
}

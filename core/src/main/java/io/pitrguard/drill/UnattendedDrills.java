package io.pitrguard.drill;

import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.EndNotification;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.DrillStore;
import io.pitrguard.port.DrillStore.Stored;
import io.pitrguard.port.Result;
import io.pitrguard.port.Time;
import java.time.Instant;
import java.util.Optional;

/** Carries on drills that nobody carries on: those that made no progress, and the work after those that are over. */
final class UnattendedDrills {
    /** Steps that one call takes at most: a drill needs fewer between two waits. */
    private static final int MOST_STEPS = 1_000;

    private final DrillStore store;
    private final DrillEngine engine;
    private final Time time;

    UnattendedDrills(DrillStore store, DrillEngine engine, Time time) {
        this.store = store;
        this.engine = engine;
        this.time = time;
    }

    /** Carries a drill on, and stores that; returns why that failed. Where somebody else wrote meanwhile, that one does. */
    Optional<Cause> resume(Stored stored) {
        Optional<DrillRecord> noted = CarriedOn.noted(stored.record(), time.awsInstant());
        if (noted.isEmpty()) {
            return Optional.empty();
        }
        return switch (store.write(stored, noted.get())) {
            case Result.Failure<Optional<Stored>>(Cause cause) -> Optional.of(cause);
            case Result.Success<Optional<Stored>>(Optional<Stored> own) -> own.flatMap(now -> carryOn(now.record()));
        };
    }

    /** Takes up the work after a drill, whose evidence or notification is missing; returns why that failed. */
    Optional<Cause> finish(DrillRecord drill) {
        Instant now = time.awsInstant();
        boolean untold = !(drill.notification() instanceof EndNotification.Settled);
        boolean unproven = drill.evidence().isEmpty() && !AfterLog.isOverSince(drill, now);
        return CarriedOn.isOverForLong(drill, now) && (untold || unproven) ? carryOn(drill) : Optional.empty();
    }

    private Optional<Cause> carryOn(DrillRecord drill) {
        for (int step = 0; step < MOST_STEPS; step++) {
            switch (engine.advance(drill.where(), drill.id())) {
                case Result.Failure<DrillStep>(Cause cause) -> {
                    return Optional.of(cause);
                }
                case Result.Success<DrillStep>(DrillStep.Again _) -> {}
                case Result.Success<DrillStep>(DrillStep.Wait _), Result.Success<DrillStep>(DrillStep.Done _) -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}

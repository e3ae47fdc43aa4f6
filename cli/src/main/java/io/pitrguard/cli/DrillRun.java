package io.pitrguard.cli;

import io.pitrguard.concurrent.Workers;
import io.pitrguard.domain.drill.DrillId;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.restore.RestoreEvent;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.drill.DrillEngine;
import io.pitrguard.drill.DrillStep;
import io.pitrguard.port.Result;
import io.pitrguard.port.SweepLease;
import io.pitrguard.port.Time;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Carries drills out from this machine, all at once, until all are over: none waits for what another one reads. */
final class DrillRun {
    private static final Duration RETRY = Duration.ofSeconds(30);
    private static final int MOST_FAILURES = 20;
    private static final int MOST_WAITS = 1;
    private static final Duration BUSY = Duration.ofMinutes(1);

    /** A step reads for less than a minute, and at most three more to its end. */
    private static final Duration LONGEST_STEP = Duration.ofMinutes(5);

    private final DrillEngine engine;
    private final AccountRegion where;
    private final Time time;
    private final PrintWriter err;
    private final String resume;
    private final Function<DrillId, SweepLease> leases;
    private final String holder = "command " + UUID.randomUUID();

    /**
     * Carries drills of this account and region out.
     *
     * @param resume the command that carries on what this one does not bring to its end
     * @param leases let one at a time take a step of a drill: a schedule may carry it on, too
     */
    DrillRun(
            DrillEngine engine,
            AccountRegion where,
            Time time,
            PrintWriter err,
            String resume,
            Function<DrillId, SweepLease> leases) {
        this.engine = engine;
        this.where = where;
        this.time = time;
        this.err = err;
        this.resume = resume;
        this.leases = leases;
    }

    /** How one came to its end. */
    private sealed interface End {
        record Over(DrillRecord record) implements End {}

        record Lost(CommandFailure failure) implements End {}
    }

    /**
     * Carries them out.
     *
     * @return the drills as they ended, in the same order
     * @throws CommandFailure if nothing more can be stored or read of one, when the others are over: the same drill can be
     *     carried on later
     */
    List<DrillRecord> run(List<DrillRecord> drills) throws InterruptedException {
        List<DrillRecord> over = new ArrayList<>();
        List<CommandFailure> lost = new ArrayList<>();
        for (End end : Workers.map(Math.max(1, drills.size()), drills, drill -> carryOut(drill.id()))) {
            switch (end) {
                case End.Over(DrillRecord record) -> over.add(record);
                case End.Lost(CommandFailure failure) -> lost.add(failure);
            }
        }
        if (!lost.isEmpty()) {
            throw lost.getFirst();
        }
        return List.copyOf(over);
    }

    private End carryOut(DrillId id) throws InterruptedException {
        int logged = 0;
        int failures = 0;
        int waits = 0;
        while (true) {
            Result<SweepLease.Held> held = leases.apply(id).take(where, holder, LONGEST_STEP);
            if (held.success().filter(now -> !now.by().equals(holder)).isPresent()) {
                say(id, "Another command or the schedule takes a step of it. Waiting.");
                time.sleepUntil(time.instant().plus(BUSY));
                continue;
            }
            switch (held.failure().<Result<DrillStep>>map(Result.Failure::new).orElseGet(() -> step(id))) {
                case Result.Failure<DrillStep>(Cause cause) -> {
                    failures++;
                    if (!cause.worthAnotherTry() || failures > MOST_FAILURES) {
                        return new End.Lost(lost(id, cause));
                    }
                    say(id, cause.message() + " Trying again.");
                    time.sleepUntil(time.instant().plus(RETRY));
                }
                case Result.Success<DrillStep>(DrillStep step) -> {
                    failures = 0;
                    logged = show(step.record(), logged);
                    if (step instanceof DrillStep.Done(DrillRecord record)) {
                        return new End.Over(record);
                    }
                    if (step instanceof DrillStep.Wait(DrillRecord record, Duration pause)) {
                        // Only its evidence is missing: nobody waits for that at a terminal.
                        waits += record.state().over() ? 1 : 0;
                        if (waits > MOST_WAITS) {
                            return new End.Over(record);
                        }
                        time.sleepUntil(time.instant().plus(pause));
                    }
                }
            }
        }
    }

    private Result<DrillStep> step(DrillId id) {
        try {
            return engine.advance(where, id);
        } finally {
            // One that cannot be released ends by itself.
            leases.apply(id).release(where, holder);
        }
    }

    /** Shows what is new in the log, and returns how long it is. */
    private int show(DrillRecord record, int from) {
        List<RestoreEvent> log = record.log();
        log.subList(Math.min(from, log.size()), log.size()).forEach(event -> say(record.id(), event.what()));
        return log.size();
    }

    private void say(DrillId id, String what) {
        err.println("pitr-guard: drill %s: %s".formatted(id, what));
        err.flush();
    }

    private CommandFailure lost(DrillId id, Cause cause) {
        return new CommandFailure("nothing more is known of drill %s. %s When that is remedied: %s"
                .formatted(id, cause.message(), resume));
    }
}

package io.pitrguard.cli;

import io.pitrguard.domain.policy.RestorePolicy;
import io.pitrguard.domain.restore.ApprovalNeed;
import io.pitrguard.domain.restore.Polling;
import io.pitrguard.domain.restore.RestoreCommands;
import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.restore.RestorePlan;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.RestoreExecutions;
import io.pitrguard.port.RestoreStore.Stored;
import io.pitrguard.port.Result;
import io.pitrguard.restore.RestoreEngine;
import io.pitrguard.restore.RestoreStep;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Carries a restore out from this machine, or lets the state machine do that, and follows it until it is over or waits for a
 * person.
 */
final class RestoreRun {
    private static final Duration RETRY = Duration.ofSeconds(30);
    private static final Duration REDRAW = Duration.ofSeconds(5);
    private static final int MOST_FAILURES = 20;

    private final OpenRestores open;
    private final OpenRestores.Place place;
    private final RestorePolicy policy;
    private final PrintWriter err;
    private final RestoreProgress progress;
    private int failures;

    /**
     * Runs restores whose records are kept in this place.
     *
     * @param err for the name of what it began, and for problems
     * @param watching for the progress
     */
    RestoreRun(
            OpenRestores open, OpenRestores.Place place, RestorePolicy policy, PrintWriter err, PrintWriter watching) {
        this.open = open;
        this.place = place;
        this.policy = policy;
        this.err = err;
        this.progress = new RestoreProgress(PrintableWriter.raw(watching), Terminal.progress());
    }

    /**
     * Carries a plan out that a person agreed to.
     *
     * @return the restore when it is over, or waits for a person
     * @throws CommandFailure if it cannot be recorded, or nothing more is known of it
     */
    RestoreRecord start(RestorePlan plan) throws InterruptedException {
        byte[] distinction = new byte[3];
        ThreadLocalRandom.current().nextBytes(distinction);
        RestoreId id = RestoreId.of(
                plan.plannedAt(), plan.sourceTable(), HexFormat.of().formatHex(distinction));
        RestoreRecord record = RestoreRecord.planned(id, plan);
        Optional<Stored> stored = OpenRestores.value(place.store().create(record));
        if (stored.isEmpty()) {
            throw new CommandFailure("there is a restore " + id + " already. Run the command again.");
        }
        err.println("pitr-guard: restore %s, recorded in %s.".formatted(id, place.name()));
        if (plan.approval() instanceof ApprovalNeed.Required && place.ledger().isEmpty()) {
            err.println(
                    "pitr-guard: only who reads that folder can approve it. Share it with --records, or use a ledger.");
        }
        err.flush();
        return run(stored.get().record());
    }

    /** Continues a restore; with the state machine, it starts an execution unless one is running. */
    RestoreRecord run(RestoreRecord record) throws InterruptedException {
        Optional<RestoreExecutions> machine = open.machine(place);
        String message = InterruptionNotice.restore(open.command("restore resume", record.id()), machine.isPresent());
        try (InterruptionNotice _ = InterruptionNotice.of(message, err)) {
            if (machine.isEmpty()) {
                return advance(record.id());
            }
            String execution = OpenRestores.value(machine.get().start(record.id()));
            err.println("pitr-guard: the state machine %s carries it out (execution %s)."
                    .formatted(RestoreExecutions.STATE_MACHINE, execution));
            err.flush();
            return follow(record);
        } finally {
            progress.clear();
        }
    }

    private RestoreRecord advance(RestoreId id) throws InterruptedException {
        RestoreEngine engine = new LocalRestores(open, place, policy).engine();
        while (true) {
            switch (engine.advance(open.where(), id)) {
                case Result.Failure<RestoreStep>(Cause cause) -> retry(id, cause);
                case Result.Success<RestoreStep>(RestoreStep.Again(RestoreRecord record)) -> show(record);
                case Result.Success<RestoreStep>(RestoreStep.Wait(RestoreRecord record, Duration pause)) ->
                    await(record, pause);
                case Result.Success<RestoreStep>(RestoreStep.AwaitPerson(RestoreRecord record)) -> {
                    show(record);
                    return record;
                }
                case Result.Success<RestoreStep>(RestoreStep.Done(RestoreRecord record)) -> {
                    show(record);
                    return record;
                }
            }
        }
    }

    /** Reads the record again and again: whoever carries the restore out writes it. */
    private RestoreRecord follow(RestoreRecord started) throws InterruptedException {
        RestoreId id = started.id();
        while (true) {
            switch (place.store().read(open.where(), id)) {
                case Result.Failure<Optional<Stored>>(Cause cause) -> retry(id, cause);
                case Result.Success<Optional<Stored>>(Optional<Stored> stored) -> {
                    RestoreRecord record = stored.orElseThrow(() -> new CommandFailure("the record of restore " + id
                                    + " is gone from " + place.name() + ". Check CloudTrail for who deleted it."))
                            .record();
                    if (record.state().over() || isPersonsTurn(record.state())) {
                        show(record);
                        return record;
                    }
                    requireCarriedOn(record, started);
                    await(record, pause(record.state()));
                }
            }
        }
    }

    private static void requireCarriedOn(RestoreRecord record, RestoreRecord started) {
        record.log().stream()
                .skip(started.log().size())
                .filter(event -> event.what().startsWith(RestoreRecord.INTERRUPTED))
                .findFirst()
                .ifPresent(event -> {
                    throw new CommandFailure("nothing carries restore %s on any more. %s Continue it: %s"
                            .formatted(record.id(), event.what(), RestoreCommands.about(record, "restore resume")));
                });
    }

    private static boolean isPersonsTurn(RestoreState state) {
        return state instanceof RestoreState.AwaitingApproval || state instanceof RestoreState.AwaitingConfirmation;
    }

    private Duration pause(RestoreState state) {
        return state instanceof RestoreState.Restoring restoring
                ? Polling.after(
                        Duration.between(restoring.requestedAt(), open.time().awsInstant()))
                : REDRAW;
    }

    private void show(RestoreRecord record) {
        failures = 0;
        progress.show(record, open.time().awsInstant());
    }

    /** Waits, and on a terminal shows meanwhile how long it has taken. */
    private void await(RestoreRecord record, Duration pause) throws InterruptedException {
        Instant end = open.time().instant().plus(pause);
        show(record);
        while (open.time().instant().isBefore(end)) {
            Instant redraw = open.time().instant().plus(REDRAW);
            open.time().sleepUntil(redraw.isBefore(end) ? redraw : end);
            show(record);
        }
    }

    private void retry(RestoreId id, Cause cause) throws InterruptedException {
        failures++;
        if (!cause.worthAnotherTry() || failures > MOST_FAILURES) {
            throw new CommandFailure("nothing more is known of restore %s. %s When that is remedied: %s"
                    .formatted(id, cause.message(), open.command("restore resume", id)));
        }
        err.println("pitr-guard: " + cause.message() + " Trying again.");
        err.flush();
        open.time().sleepUntil(open.time().instant().plus(RETRY));
    }
}

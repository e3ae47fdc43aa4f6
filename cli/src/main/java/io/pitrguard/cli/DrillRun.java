package io.pitrguard.cli;

import io.pitrguard.domain.drill.DrillId;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.drill.DrillEngine;
import io.pitrguard.drill.DrillStep;
import io.pitrguard.port.Result;
import io.pitrguard.port.Time;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Carries drills out from this machine, several at once, until all are over. */
final class DrillRun {
    private static final Duration RETRY = Duration.ofSeconds(30);
    private static final int MOST_FAILURES = 20;

    private final DrillEngine engine;
    private final AccountRegion where;
    private final Time time;
    private final PrintWriter err;
    private final Map<DrillId, Instant> next = new HashMap<>();
    private final Map<DrillId, Integer> logged = new HashMap<>();
    private final Map<DrillId, Integer> failures = new HashMap<>();
    private final List<DrillRecord> over = new ArrayList<>();

    DrillRun(DrillEngine engine, AccountRegion where, Time time, PrintWriter err) {
        this.engine = engine;
        this.where = where;
        this.time = time;
        this.err = err;
    }

    /**
     * Carries them out.
     *
     * @return the drills as they ended
     * @throws CommandFailure if nothing more can be stored or read of one: the same drill can be carried on later
     */
    List<DrillRecord> run(List<DrillRecord> drills) throws InterruptedException {
        drills.forEach(drill -> next.put(drill.id(), time.instant()));
        while (!next.isEmpty()) {
            Map.Entry<DrillId, Instant> first = next.entrySet().stream()
                    .min(Map.Entry.<DrillId, Instant>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .orElseThrow();
            time.sleepUntil(first.getValue());
            step(first.getKey());
        }
        return List.copyOf(over);
    }

    private void step(DrillId id) {
        switch (engine.advance(where, id)) {
            case Result.Failure<DrillStep>(Cause cause) -> failed(id, cause);
            case Result.Success<DrillStep>(DrillStep.Again(DrillRecord record)) -> show(record, time.instant());
            case Result.Success<DrillStep>(DrillStep.Wait(DrillRecord record, Duration pause)) ->
                show(record, time.instant().plus(pause));
            case Result.Success<DrillStep>(DrillStep.Done(DrillRecord record)) -> {
                show(record, time.instant());
                next.remove(id);
                over.add(record);
            }
        }
    }

    private void show(DrillRecord record, Instant then) {
        failures.remove(record.id());
        next.put(record.id(), then);
        int from = Math.min(logged.getOrDefault(record.id(), 0), record.log().size());
        record.log()
                .subList(from, record.log().size())
                .forEach(event -> err.println("pitr-guard: drill %s: %s".formatted(record.id(), event.what())));
        logged.put(record.id(), record.log().size());
        err.flush();
    }

    private void failed(DrillId id, Cause cause) {
        if (!cause.worthAnotherTry() || failures.merge(id, 1, Integer::sum) > MOST_FAILURES) {
            throw new CommandFailure(
                    "nothing more is known of drill %s. %s When that is remedied: ./pitr-guard drill run --all-due"
                            .formatted(id, cause.message()));
        }
        err.println("pitr-guard: drill %s: %s Trying again.".formatted(id, cause.message()));
        err.flush();
        next.put(id, time.instant().plus(RETRY));
    }
}

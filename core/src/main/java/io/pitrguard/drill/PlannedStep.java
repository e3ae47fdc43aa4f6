package io.pitrguard.drill;

import io.pitrguard.domain.drill.DrillPlan;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.drill.SampleLook;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.text.Counted;
import io.pitrguard.port.DrillStore.Stored;
import io.pitrguard.port.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Prepares a drill of the latest moment: looks at a sample of the source, takes a moment right after as the one to restore,
 * and waits until AWS offers it. So an item that is the same before the moment and after the restore explains itself.
 */
final class PlannedStep {
    /** How long it is tried; AWS offers a moment after about five minutes. */
    static final Duration LIMIT = Duration.ofHours(1);

    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final String TOO_SLOW = "To read it takes longer than an hour at the pace of the drill.";
    private final DrillTools tools;
    private final DrillChecks checks;
    private final DrillGate gate;

    PlannedStep(DrillTools tools, DrillChecks checks, DrillGate gate) {
        this.tools = tools;
        this.checks = checks;
        this.gate = gate;
    }

    Result<DrillStep> step(Stored read) {
        DrillRecord record = read.record();
        Optional<SampleLook> look = record.look();
        if (look.isPresent() && !look.get().over()) {
            return look(read, look.get());
        }
        return switch (gate.pass(record)) {
            case Result.Failure<DrillGate.Passage>(Cause cause) -> new Result.Failure<>(cause);
            case Result.Success<DrillGate.Passage>(DrillGate.Passage.Closed closed) -> tools.end(read, closed.abort());
            case Result.Success<DrillGate.Passage>(DrillGate.Passage.Wait(String reason)) ->
                tools.await(read, PAUSE, reason);
            case Result.Success<DrillGate.Passage>(DrillGate.Passage.Open _) -> open(read);
        };
    }

    private Result<DrillStep> open(Stored read) {
        DrillRecord record = read.record();
        Optional<Instant> end = record.look().flatMap(SampleLook::end);
        if (end.isPresent()) {
            return offered(read, end.get());
        }
        return record.look().isEmpty() && record.plan().latest()
                ? tools.write(
                        read,
                        record.withLook(Optional.of(SourceLook.begin(record.plan())))
                                .noted(tools.now(), "Reading a sample of the source before the moment."),
                        DrillStep.Again::new)
                : latest(read, record);
    }

    /** Without digests any moment will do; the newest one that AWS offers is the recovery point that can really be reached. */
    private Result<DrillStep> latest(Stored read, DrillRecord record) {
        DrillPlan plan = record.plan();
        return plan.latest()
                        && tools.tables().recovery(plan.source().table()) instanceof RecoveryState.Enabled on
                        && on.earliest().isPresent()
                        && on.latest().isPresent()
                ? request(
                        read,
                        record.with(plan.to(
                                on.latest().get().truncatedTo(ChronoUnit.SECONDS),
                                new DrillPlan.Window(
                                        on.earliest().get(), on.latest().get()))))
                : request(read, record);
    }

    private Result<DrillStep> look(Stored read, SampleLook before) {
        return switch (checks.look(read.record(), before)) {
            case SourceLook.Outcome.NotPossible(Cause cause) -> without(read, cause.message());
            case SourceLook.Outcome.Later(SampleLook look, Cause cause) ->
                late(read.record().plan().plannedAt())
                        ? shortened(read, look, cause.message())
                        : tools.write(
                                read,
                                tools.noted(read.record().withLook(Optional.of(look)), cause.message()),
                                record -> new DrillStep.Wait(record, PAUSE));
            case SourceLook.Outcome.Paused(SampleLook look, Duration pause) ->
                late(read.record().plan().plannedAt())
                        ? shortened(read, look, TOO_SLOW)
                        : tools.write(
                                read,
                                read.record().withLook(Optional.of(look)),
                                record -> new DrillStep.Wait(record, pause));
            case SourceLook.Outcome.Looked(SampleLook look) ->
                !look.over() && late(read.record().plan().plannedAt())
                        ? shortened(read, look, TOO_SLOW)
                        : tools.write(read, looked(read.record(), look), DrillStep.Again::new);
        };
    }

    /** What was read within the time is compared; at one place alone, only one of the two ways. */
    private Result<DrillStep> shortened(Stored read, SampleLook look, String why) {
        return look.spots().size() < 2
                ? without(read, why)
                : tools.write(
                        read,
                        looked(
                                read.record().noted(tools.now(), "The sample is smaller than it should be. " + why),
                                look.shortened()),
                        DrillStep.Again::new);
    }

    private DrillRecord looked(DrillRecord record, SampleLook look) {
        if (!look.over()) {
            return record.withLook(Optional.of(look));
        }
        Instant moment = after(tools.now());
        return record.withLook(Optional.of(look.ended(moment)))
                .noted(
                        tools.now(),
                        "Read " + Counted.of(look.items(), "item", "items")
                                + " of the source. Waiting until AWS offers " + moment + ".");
    }

    /** Returns the first whole second that is certainly after everything that was read. */
    private static Instant after(Instant now) {
        return now.plus(DrillTools.CLOCKS_DIFFER)
                .truncatedTo(ChronoUnit.SECONDS)
                .plusSeconds(1);
    }

    private Result<DrillStep> offered(Stored read, Instant moment) {
        DrillRecord record = read.record();
        return switch (tools.tables().recovery(record.plan().source().table())) {
            case RecoveryState.Enabled on
            when on.earliest().isPresent()
                    && on.latest().filter(latest -> !latest.isBefore(moment)).isPresent() ->
                request(
                        read,
                        record.with(record.plan()
                                .to(
                                        moment,
                                        new DrillPlan.Window(
                                                on.earliest().get(), on.latest().get()))));
            // AWS refuses the restore, and says why.
            case RecoveryState.Disabled _, RecoveryState.TableGone _ -> request(read, record);
            case RecoveryState.Enabled _, RecoveryState.Unreadable _ -> {
                String why = "Waiting until AWS offers " + moment + ".";
                yield late(moment) ? without(read, why) : tools.await(read, PAUSE, why);
            }
        };
    }

    private boolean late(Instant since) {
        return Duration.between(since, tools.now()).compareTo(LIMIT) > 0;
    }

    /** The planned moment is restored, and what the source was like at it is not known. */
    private Result<DrillStep> without(Stored read, String why) {
        return tools.write(
                read,
                read.record()
                        .withLook(Optional.of(SampleLook.NONE))
                        .noted(tools.now(), "The sample is not compared with the source before the moment. " + why),
                DrillStep.Again::new);
    }

    /** Stores that AWS will be asked, before it is: so the table that it makes counts as pitr-guard's own. */
    private Result<DrillStep> request(Stored read, DrillRecord record) {
        Instant now = tools.now();
        return tools.write(
                read,
                record.with(record.times().requested(now))
                        .to(
                                new DrillState.Requested(now),
                                now,
                                "Asking AWS to restore "
                                        + record.plan().target().name() + " to "
                                        + record.plan().moment() + "."),
                DrillStep.Again::new);
    }
}

package io.pitrguard.drill;

import io.pitrguard.domain.drill.CheckProgress;
import io.pitrguard.domain.drill.CheckResult;
import io.pitrguard.domain.drill.CheckTime;
import io.pitrguard.domain.drill.CountRules;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.drill.DrillTimes;
import io.pitrguard.domain.restore.DescribedTable;
import io.pitrguard.domain.restore.RestoreEvent;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.DrillStore.Stored;
import io.pitrguard.port.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Checks the restored table, a part at a time, and goes on when everything is checked or the time is over. */
final class CheckingStep {
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration NOTE = Duration.ofMinutes(20);

    private final DrillTools tools;
    private final DrillChecks checks;

    CheckingStep(DrillTools tools, DrillChecks checks) {
        this.tools = tools;
        this.checks = checks;
    }

    Result<DrillStep> step(Stored read, DrillState.Checking state) {
        boolean over = read.record()
                .times()
                .active()
                .filter(at -> Duration.between(at, tools.now()).compareTo(CheckTime.LIMIT) > 0)
                .isPresent();
        if (over) {
            return finish(
                    read,
                    state,
                    checks.cutOff(
                            read.record().plan(),
                            state.progress(),
                            "It took longer than 12 hours. "
                                    + read.record().log().getLast().what()));
        }
        return switch (tools.tables().describe(read.record().plan().target())) {
            case Result.Failure<DescribedTable>(Cause cause) -> tools.await(read, PAUSE, cause.message());
            case Result.Success<DescribedTable>(DescribedTable.Present(TableDescription table))
            when table.tableId().equals(state.tableId()) -> check(read, state, table);
            case Result.Success<DescribedTable> _ ->
                tools.abort(
                        read,
                        state.tableId(),
                        DrillTools.notProven(
                                "The restored table vanished while it was checked, or another one has its name.",
                                "Check CloudTrail for a DeleteTable of "
                                        + read.record().plan().target().name() + ", then request the drill again."));
        };
    }

    private Result<DrillStep> check(Stored read, DrillState.Checking state, TableDescription table) {
        return switch (checks.next(read.record(), state.progress(), table)) {
            case DrillChecks.Part.Advanced(CheckProgress progress) ->
                tools.write(read, counted(progressed(read.record(), state, progress), progress), DrillStep.Again::new);
            case DrillChecks.Part.Paused(CheckProgress progress, Duration pause) ->
                tools.write(
                        read,
                        counted(progressed(read.record(), state, progress), progress),
                        record -> new DrillStep.Wait(record, pause));
            case DrillChecks.Part.Later(CheckProgress progress, Cause cause) ->
                later(read, progressed(read.record(), state, progress), cause.message());
            case DrillChecks.Part.Over(CheckProgress progress) -> finish(read, state, progress);
        };
    }

    /** What was counted is noted now and then: it shows that the drill is carried on. */
    private DrillRecord counted(DrillRecord next, CheckProgress progress) {
        RestoreEvent last = next.log().getLast();
        return Duration.between(last.at(), tools.now()).compareTo(NOTE) < 0
                ? next
                : next.noted(tools.now(), "Checking: " + progress.items() + " items are counted so far.");
    }

    private static DrillRecord progressed(DrillRecord record, DrillState.Checking state, CheckProgress progress) {
        return record.with(new DrillState.Checking(state.tableId(), progress));
    }

    private Result<DrillStep> later(Stored read, DrillRecord next, String why) {
        return tools.write(read, tools.noted(next, why), record -> new DrillStep.Wait(record, PAUSE));
    }

    private Result<DrillStep> finish(Stored read, DrillState.Checking state, CheckProgress progress) {
        Instant now = tools.now();
        DrillRecord record = read.record();
        DrillTimes times = record.times().checked(now);
        List<CheckResult> results = new ArrayList<>(progress.results());
        CountRules.targetTime(record.plan().requirement(), times).ifPresent(results::add);
        DrillRecord checked =
                record.with(times).with(results).with(progress.units()).withLook(Optional.empty());
        Duration keep = record.plan().order().keep();
        String verdict = "Checked: "
                + checked.verdict()
                        .orElseThrow()
                        .name()
                        .toLowerCase(Locale.ROOT)
                        .replace('_', ' ') + ".";
        return tools.write(
                read,
                keep.isZero()
                        ? checked.to(new DrillState.Deleting(state.tableId(), now), now, verdict)
                        : checked.to(
                                new DrillState.Keeping(state.tableId(), now.plus(keep)),
                                now,
                                verdict + " The table is kept until "
                                        + now.plus(keep).truncatedTo(ChronoUnit.SECONDS) + "."),
                DrillStep.Again::new);
    }
}

package io.pitrguard.report;

import io.pitrguard.domain.drill.Abort;
import io.pitrguard.domain.drill.CheckResult;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.drill.DrillSummary;
import io.pitrguard.domain.drill.DrillTimes;
import io.pitrguard.domain.drill.DrillVerdict;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.restore.RestoreCommands;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.domain.text.ShellWord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds the views of drills that are over. */
public final class DrillEndViews {
    private DrillEndViews() {}

    /**
     * Returns the view of a drill that is over.
     *
     * @param mayRepeat whether people may have been notified already
     */
    public static DrillEndView of(DrillRecord drill, boolean mayRepeat) {
        TableRef table = drill.plan().source().table();
        DrillVerdict verdict = drill.verdict().orElse(DrillVerdict.NOT_PROVEN);
        String reason = DrillSummary.reason(drill);
        return new DrillEndView(
                EventParts.VERSION,
                EventParts.hash(EventKind.DRILL.name(), table.arn(), drill.id().value()),
                severity(verdict, drill.left()),
                Printable.line(table.name() + ": " + title(verdict, drill.left().isPresent())),
                drill.where().account(),
                drill.where().region(),
                drill.id().value(),
                verdict,
                reason.isEmpty() ? null : reason,
                drill.abort().map(Abort::remedy).orElse(null),
                new DrillEndView.Table(table.arn(), table.name()),
                drill.plan().moment().toString(),
                drill.plan().order().requester(),
                drill.plan().order().scheduled(),
                times(drill),
                checks(drill.checks()),
                drill.left().map(left -> left(drill, left)).orElse(null),
                drill.evidence()
                        .map(link -> new DrillEndView.Evidence(
                                link.number(), link.digest(), link.report().orElse(null)))
                        .orElse(null),
                commands(drill, verdict),
                mayRepeat,
                null);
    }

    /** Returns in a few words what a drill came to. */
    static String title(DrillVerdict verdict, boolean left) {
        String what = switch (verdict) {
            case PASSED -> "restore proven";
            case FAILED -> "drill failed";
            case NOT_PROVEN -> "restore not proven";
        };
        return left ? what + ", the drill's table remains" : what;
    }

    private static Severity severity(DrillVerdict verdict, Optional<DrillState.LeftOver> left) {
        return switch (verdict) {
            case FAILED -> Severity.HIGH;
            case NOT_PROVEN -> Severity.MEDIUM;
            case PASSED -> left.isPresent() ? Severity.MEDIUM : Severity.LOW;
        };
    }

    private static DrillEndView.Times times(DrillRecord drill) {
        DrillTimes times = drill.times();
        return new DrillEndView.Times(
                seconds(times.restored()),
                seconds(between(times.active(), times.checked())),
                seconds(times.recovery()),
                seconds(drill.plan().requirement().targetTime()),
                seconds(drill.recoveryPoint()));
    }

    private static Optional<Duration> between(Optional<Instant> from, Optional<Instant> to) {
        return from.flatMap(start -> to.map(end -> Duration.between(start, end)));
    }

    private static @Nullable Long seconds(Optional<Duration> duration) {
        return duration.map(Duration::toSeconds).orElse(null);
    }

    private static List<DrillEndView.Check> checks(List<CheckResult> results) {
        return results.stream()
                .sorted(Comparator.comparingInt(DrillEndViews::rank))
                .map(check -> new DrillEndView.Check(
                        check.kind(), check.verdict(), check.reason().isEmpty() ? null : check.reason()))
                .toList();
    }

    private static int rank(CheckResult check) {
        return switch (check.verdict()) {
            case FAILED -> 0;
            case NOT_PROVEN -> 1;
            case PASSED -> 2;
        };
    }

    private static DrillEndView.Left left(DrillRecord drill, DrillState.LeftOver left) {
        TableRef target = drill.plan().target();
        return new DrillEndView.Left(target.arn(), target.name(), left.reasons());
    }

    private static List<String> commands(DrillRecord drill, DrillVerdict verdict) {
        List<String> commands = new ArrayList<>();
        if (drill.left().isPresent()) {
            commands.add(RestoreCommands.describe(drill.plan().target()));
        }
        if (verdict != DrillVerdict.PASSED) {
            commands.add(RestoreCommands.guard(
                    drill.where(),
                    "drill " + ShellWord.quoted(drill.plan().source().table().name())));
        }
        return commands;
    }
}

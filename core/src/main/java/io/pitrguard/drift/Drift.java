package io.pitrguard.drift;

import io.pitrguard.domain.evaluation.RecoveryPeriodCheck;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.ledger.Call;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.port.SweepListener;
import io.pitrguard.port.Time;
import io.pitrguard.remediate.HourlyChangeBudget;
import io.pitrguard.sweep.Sweep;
import io.pitrguard.sweep.SweepOrder;
import io.pitrguard.sweep.SweepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reacts to a call that may have changed what a table has. The call is only a hint: the table is read again, judged and
 * corrected as a sweep would. What cannot be settled yet is put off, longer each time, for a day at most.
 */
public final class Drift {
    /** AWS may take up to ten minutes until a new table's recovery can be enabled, and hours to restore one. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

    /** SQS delays a message by so much at most. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private final Sweep sweep;
    private final Duration grace;
    private final Time time;
    private final HourlyChangeBudget budget;

    /**
     * Reacts through a sweep's parts.
     *
     * @param grace how long a new table is left alone, so that who makes it can enable recovery
     */
    public Drift(Sweep sweep, Duration grace, Time time) {
        this.sweep = sweep;
        this.grace = grace;
        this.time = time;
        this.budget = new HourlyChangeBudget(time);
    }

    /**
     * How often a call was put off.
     *
     * @param number 0 the first time
     * @param firstSeen when it came first
     */
    public record Attempt(int number, Instant firstSeen) {}

    /**
     * Reacts to a call. What AWS answers never makes it throw: it stands in the outcome.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public DriftOutcome react(SweepOrder order, TableRef table, Call call, Attempt attempt)
            throws InterruptedException {
        Instant now = time.instant();
        // A time that has not come yet is somebody's mistake.
        Instant calledAt = call.at().isAfter(now) ? attempt.firstSeen() : call.at();
        Instant settled = calledAt.plus(grace);
        if (call.madeTable() && now.isBefore(settled)) {
            return new DriftOutcome.Requeued(Optional.empty(), pause(now, settled), "The table is new.");
        }
        SweepResult judged = sweep.judge(order, table, Optional.of(call));
        TableResult seen = judged.tables().getFirst();
        Optional<String> tooYoung = tooYoung(seen, now);
        boolean fallsShort = seen.judgement().verdict() instanceof Verdict.NonCompliant;
        if (fallsShort && tooYoung.isPresent() && !overdue(attempt, now)) {
            return new DriftOutcome.Requeued(Optional.empty(), pause(attempt), tooYoung.get());
        }
        Optional<String> unread = unread(seen);
        if (unread.isPresent() && !overdue(attempt, now)) {
            return new DriftOutcome.Requeued(Optional.empty(), pause(attempt), unread.get());
        }
        SweepResult corrected = sweep.remediate(
                judged, budget.within(order.policy().limits(), _ -> sweep.budget(order)), SweepListener.SILENT, 0);
        Optional<String> open = open(corrected);
        if (open.isEmpty()) {
            return new DriftOutcome.Settled(corrected);
        }
        return overdue(attempt, now)
                ? givenUp(corrected, open.get())
                : new DriftOutcome.Requeued(Optional.of(corrected), pause(attempt), open.get());
    }

    /** What was tried for a day is told as a failure. */
    private static DriftOutcome givenUp(SweepResult result, String why) {
        TableResult failed = result.tables().getFirst().with(new Outcome.FixFailed("It was put off for a day. " + why));
        result.record().left(failed);
        return new DriftOutcome.GivenUp(result.of(List.of(failed)), why);
    }

    /**
     * Reacts to a call that says to be pitr-guard's own, which it does not have to be; empty where it is. Ours never
     * leave a period that is too short.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public Optional<DriftOutcome> reactToOwn(SweepOrder order, TableRef table, Call call, Attempt attempt)
            throws InterruptedException {
        TableResult seen = sweep.judge(order, table).tables().getFirst();
        boolean shortened = seen.judgement().verdict() instanceof Verdict.NonCompliant fallen
                && fallen.violations().stream()
                        .anyMatch(violation -> violation instanceof RecoveryPeriodCheck.PeriodTooShort tooShort
                                && call.periodDays().orElse(0) == tooShort.actualDays());
        return shortened ? Optional.of(react(order, table, call, attempt)) : Optional.empty();
    }

    /** Gives why a table is to be left alone for now: it was made a moment ago, or is being made. */
    private Optional<String> tooYoung(TableResult seen, Instant now) {
        if (!(seen.snapshot().facts().details() instanceof Fact.Known<TableDetails>(TableDetails known))) {
            return Optional.empty();
        }
        if (known.status() == TableStatus.CREATING) {
            return Optional.of("The table is being created.");
        }
        return known.origin()
                .filter(origin -> now.isBefore(origin.createdAt().plus(grace)))
                .map(_ -> "The table is new.");
    }

    /** Gives why nothing can be said of a table, where waiting may help. */
    private static Optional<String> unread(TableResult seen) {
        return seen.judgement().verdict() instanceof Verdict.Undetermined undetermined
                        && undetermined.cause().kind() != Cause.Kind.DENIED
                ? Optional.of(undetermined.cause().message())
                : Optional.empty();
    }

    /** Gives why a table is not settled yet; empty when it is. */
    private static Optional<String> open(SweepResult result) {
        TableResult table = result.tables().getFirst();
        if (table.judgement().verdict() instanceof Verdict.Undetermined undetermined) {
            return Optional.of(undetermined.cause().message());
        }
        return table.outcome().filter(Outcome.Deferred.class::isInstance).map(Outcome::message);
    }

    private static boolean overdue(Attempt attempt, Instant now) {
        return attempt.number() > 0 && !now.isBefore(attempt.firstSeen().plus(LONGEST_WAIT));
    }

    private static Duration pause(Instant now, Instant until) {
        Duration pause = Duration.between(now, until).plusSeconds(1);
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private static Duration pause(Attempt attempt) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt.number(), 4));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}

package io.pitrguard.drift;

import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.ledger.Call;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.port.Time;
import io.pitrguard.remediate.HourlyChangeBudget;
import io.pitrguard.sweep.JudgedTables;
import io.pitrguard.sweep.Sweep;
import io.pitrguard.sweep.SweepOrder;
import io.pitrguard.sweep.SweepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reacts to a call that may have changed a table. The call is only a hint: the table is read again, judged and remediated
 * as in a sweep. What cannot be settled yet is requeued, for longer each time, for a day at most.
 */
public final class Drift {
    /** AWS may take up to ten minutes until a new table's recovery can be enabled, and hours to restore one. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

    /** Tags may not show at the table so soon after a call. */
    private static final Duration TAGS_LAG = Duration.ofSeconds(30);

    /** A read that still contradicts a call so long after it is right: another call came since. */
    private static final Duration READS_LAG = Duration.ofMinutes(5);

    private static final int READS = 3;
    private static final Duration READ_PAUSE = Duration.ofSeconds(2);

    /** SQS delays a message by so much at most. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private final Sweep sweep;
    private final Duration grace;
    private final Time time;
    private final HourlyChangeBudget budget;

    /**
     * Reacts through a sweep's parts.
     *
     * @param grace how long a new table is not touched, so that its creator can enable recovery
     */
    public Drift(Sweep sweep, Duration grace, Time time) {
        this.sweep = sweep;
        this.grace = grace;
        this.time = time;
        this.budget = new HourlyChangeBudget(time);
    }

    /**
     * How often a call was requeued.
     *
     * @param number 0 the first time
     * @param firstSeen when it first arrived
     */
    public record Attempt(int number, Instant firstSeen) {}

    /**
     * Reacts to a call. What AWS answers never makes it throw: it is in the outcome.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public DriftOutcome react(SweepOrder order, TableRef table, Call call, Attempt attempt)
            throws InterruptedException {
        Instant arrived = time.awsInstant();
        // A call cannot be in the future: then the time of the message counts.
        Instant calledAt = call.at().isAfter(arrived) ? attempt.firstSeen() : call.at();
        Instant settled = calledAt.plus(grace);
        if (call.madeTable() && arrived.isBefore(settled)) {
            return new DriftOutcome.Requeued(Optional.empty(), pause(arrived, settled), "The table is new.");
        }
        Instant tagsShow = calledAt.plus(TAGS_LAG);
        if (call.aboutTags() && arrived.isBefore(tagsShow)) {
            return new DriftOutcome.Requeued(Optional.empty(), pause(arrived, tagsShow), "The tags may not show yet.");
        }
        boolean recent = arrived.isBefore(calledAt.plus(READS_LAG));
        JudgedTables judged = judge(order, table, call, recent ? READS : 1);
        // AWS answered, so that its time is known.
        Instant now = time.awsInstant();
        TableResult seen = judged.tables().getFirst();
        Optional<String> notYet = recent && call.contradicts(seen.snapshot().state())
                ? Optional.of("A read does not show what the call did yet.")
                : notYet(seen, now).filter(_ -> !overdue(attempt, now));
        if (notYet.isPresent()) {
            judged.session().recordCall(table);
            return new DriftOutcome.Requeued(Optional.empty(), pause(attempt), notYet.get());
        }
        SweepResult result = sweep.remediateWithoutWaiting(
                judged, budget.within(order.policy().limits(), _ -> sweep.budget(order)));
        Optional<String> open = open(result);
        if (open.isEmpty()) {
            return new DriftOutcome.Settled(result);
        }
        return overdue(attempt, now)
                ? givenUp(new JudgedTables(result, judged.session()), open.get())
                : new DriftOutcome.Requeued(Optional.of(result), pause(attempt), open.get());
    }

    /** Reads and judges a table, and again after a pause where the read does not show the call, a few times at most. */
    private JudgedTables judge(SweepOrder order, TableRef table, Call call, int reads) throws InterruptedException {
        JudgedTables judged = sweep.judgeAfter(order, table, call);
        for (int i = 1; i < reads; i++) {
            Instant next = time.instant().plus(READ_PAUSE);
            boolean shown =
                    !call.contradicts(judged.tables().getFirst().snapshot().state());
            if (shown || !next.isBefore(order.deadline())) {
                break;
            }
            time.sleepUntil(next);
            judged = sweep.judgeAfter(order, table, call);
        }
        return judged;
    }

    /** After a day of tries the table counts as one whose remediation failed. */
    private DriftOutcome givenUp(JudgedTables tried, String why) throws InterruptedException {
        TableResult failed =
                tried.tables().getFirst().with(new Outcome.FixFailed("pitr-guard tried for a day. " + why));
        return new DriftOutcome.GivenUp(sweep.record(tried.of(List.of(failed))), why);
    }

    /**
     * Reacts to a call that one of pitr-guard's functions seems to have made; empty if the ledger has the mark of that
     * change.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public Optional<DriftOutcome> reactToOwn(SweepOrder order, TableRef table, Call call, Attempt attempt)
            throws InterruptedException {
        return sweep.judge(order, table).session().made(table, call)
                ? Optional.empty()
                : Optional.of(react(order, table, call, attempt));
    }

    /** Returns why nothing is said of a table yet. */
    private Optional<String> notYet(TableResult seen, Instant now) {
        return Optional.of(seen)
                .filter(table -> table.judgement().verdict() instanceof Verdict.NonCompliant)
                .flatMap(table -> tooYoung(table, now))
                .or(() -> unreadable(seen));
    }

    /** Returns why a table is not touched yet: it is new, or is being created. */
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

    /** Returns why a table is undetermined, if waiting may help. */
    private static Optional<String> unreadable(TableResult seen) {
        return seen.judgement().verdict() instanceof Verdict.Undetermined undetermined
                        && undetermined.cause().kind() != Cause.Kind.DENIED
                ? Optional.of(undetermined.cause().message())
                : Optional.empty();
    }

    /** Returns why a table is not settled yet; empty if it is. */
    private static Optional<String> open(SweepResult result) {
        TableResult table = result.tables().getFirst();
        if (table.judgement().verdict() instanceof Verdict.Undetermined undetermined) {
            return Optional.of(undetermined.cause().message());
        }
        return table.outcome()
                .filter(outcome -> outcome instanceof Outcome.Deferred || outcome instanceof Outcome.Unconfirmed)
                .map(Outcome::message);
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

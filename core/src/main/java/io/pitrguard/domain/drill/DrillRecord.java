package io.pitrguard.domain.drill;

import io.pitrguard.domain.restore.RestoreEvent;
import io.pitrguard.domain.table.AccountRegion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that is stored of one drill.
 *
 * @param log what happened, oldest first
 * @param times when it got how far
 * @param checks what the checks came to, once they are over
 * @param abort why it ended before its checks did; empty if it did not
 * @param calls its calls at AWS
 * @param evidence where its evidence is; empty while there is none
 * @param notification how far people were notified of its end
 * @param look what items of the source were like before the moment; empty before they were looked at, and once they are
 *     compared
 */
public record DrillRecord(
        DrillId id,
        DrillPlan plan,
        DrillState state,
        List<RestoreEvent> log,
        DrillTimes times,
        List<CheckResult> checks,
        Optional<Abort> abort,
        DrillCalls calls,
        Optional<DrillEvidenceLink> evidence,
        EndNotification notification,
        Optional<SampleLook> look) {
    /** How many entries the log keeps: the first half and the newest, so that an item of DynamoDB holds them. */
    public static final int MOST_EVENTS = 200;

    /** How long an entry is at most: AWS's messages may name whole policies. */
    private static final int LONGEST_EVENT = 500;

    public DrillRecord {
        log = List.copyOf(log);
        checks = List.copyOf(checks);
    }

    /** Creates the record of a plan of which nothing was done. */
    public static DrillRecord planned(DrillId id, DrillPlan plan) {
        return new DrillRecord(
                id,
                plan,
                new DrillState.Planned(),
                List.of(new RestoreEvent(
                        plan.plannedAt(), "Planned by " + plan.order().requester() + ".")),
                DrillTimes.NONE,
                List.of(),
                Optional.empty(),
                DrillCalls.NONE,
                Optional.empty(),
                EndNotification.PENDING,
                Optional.empty());
    }

    /** Returns the account and region whose ledger has the record: those of the source. */
    public AccountRegion where() {
        return plan.where();
    }

    /** Returns the record in another state, with an entry that says so. */
    public DrillRecord to(DrillState next, Instant at, String what) {
        return new DrillRecord(
                id,
                plan,
                next,
                with(new RestoreEvent(at, what)),
                times,
                checks,
                abort,
                calls,
                evidence,
                notification,
                look);
    }

    /** Returns the record with one more entry. */
    public DrillRecord noted(Instant at, String what) {
        return to(state, at, what);
    }

    /** Returns the record in another state, without an entry. */
    public DrillRecord with(DrillState next) {
        return new DrillRecord(id, plan, next, log, times, checks, abort, calls, evidence, notification, look);
    }

    /** Returns the record with other times. */
    public DrillRecord with(DrillTimes other) {
        return new DrillRecord(id, plan, state, log, other, checks, abort, calls, evidence, notification, look);
    }

    /** Returns the record with what the checks came to. */
    public DrillRecord with(List<CheckResult> results) {
        return new DrillRecord(id, plan, state, log, times, results, abort, calls, evidence, notification, look);
    }

    /** Returns the record of a drill that ended before its checks did. */
    public DrillRecord aborted(Abort why) {
        return new DrillRecord(
                id, plan, state, log, times, checks, Optional.of(why), calls, evidence, notification, look);
    }

    /** Returns the record with other ids of calls. */
    public DrillRecord with(DrillCalls other) {
        return new DrillRecord(id, plan, state, log, times, checks, abort, other, evidence, notification, look);
    }

    /** Returns the record with what the checks consumed. */
    public DrillRecord with(ReadUnits units) {
        return with(calls.consumed(units));
    }

    /** Returns the record with its evidence. */
    public DrillRecord with(DrillEvidenceLink link) {
        return new DrillRecord(
                id, plan, state, log, times, checks, abort, calls, Optional.of(link), notification, look);
    }

    /** Returns the record after a step of notifying people of its end. */
    public DrillRecord with(EndNotification next) {
        return new DrillRecord(id, plan, state, log, times, checks, abort, calls, evidence, next, look);
    }

    /** Returns the record with another plan: of another moment. */
    public DrillRecord with(DrillPlan other) {
        return new DrillRecord(id, other, state, log, times, checks, abort, calls, evidence, notification, look);
    }

    /** Returns the record with what items of the source were like before the moment; empty: it is needed no longer. */
    public DrillRecord withLook(Optional<SampleLook> other) {
        return new DrillRecord(id, plan, state, log, times, checks, abort, calls, evidence, notification, other);
    }

    /** Returns what the drill came to; empty while it is neither aborted nor checked. */
    public Optional<DrillVerdict> verdict() {
        if (abort.isPresent()) {
            return Optional.of(
                    checks.stream().anyMatch(check -> check.verdict() == DrillVerdict.FAILED)
                            ? DrillVerdict.FAILED
                            : abort.get().verdict());
        }
        return times.checked().isPresent() ? Optional.of(DrillRules.verdict(checks)) : Optional.empty();
    }

    /** Returns how far the recovery point that was in reach lay behind the request; empty before it. */
    public Optional<Duration> recoveryPoint() {
        return times.requested().map(at -> Duration.between(plan.window().latest(), at));
    }

    /** Returns the table that it could not delete; empty while it runs, and where none is left. */
    public Optional<DrillState.LeftOver> left() {
        return state instanceof DrillState.Ended ended ? ended.left() : Optional.empty();
    }

    private List<RestoreEvent> with(RestoreEvent event) {
        List<RestoreEvent> all = new ArrayList<>(log);
        all.add(new RestoreEvent(
                event.at(),
                event.what().length() > LONGEST_EVENT
                        ? event.what().substring(0, LONGEST_EVENT - 1) + "…"
                        : event.what()));
        if (all.size() > MOST_EVENTS) {
            all.remove(MOST_EVENTS / 2);
        }
        return all;
    }
}

package io.pitrguard.ledger;

import io.pitrguard.domain.ledger.Actor;
import io.pitrguard.domain.ledger.AwaitingPerson;
import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.recovery.LostHistory;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Result;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lets a person acknowledge what waits for one: lost history, and a table whose remediation is suspended. */
public final class AcknowledgeTable {
    private static final int TRIES = 5;

    /** A rule may require a window of any length. */
    private static final Duration LONGEST_WINDOW = Duration.ofDays(Requirement.MAX_PERIOD_DAYS);

    private final Ledger ledger;
    private final FlappingRules flappingRules;
    private final Time time;

    /** Acknowledges in this ledger. */
    public AcknowledgeTable(Ledger ledger, FlappingRules flappingRules, Time time) {
        this.ledger = ledger;
        this.flappingRules = flappingRules;
        this.time = time;
    }

    /**
     * Who acknowledges.
     *
     * @param name the person, as the caller says
     * @param callerArn who the caller is to AWS
     */
    public record Person(String name, String callerArn) {
        /** Returns the person and the caller, each once. */
        private String description() {
            return name.equals(callerArn) ? name : "%s (%s)".formatted(name, callerArn);
        }

        private Actor actor() {
            return new Actor(callerArn, "a terminal", "pitr-guard acknowledge", "");
        }
    }

    /**
     * Acknowledges everything that waits for a person at a table, and records in its timeline who did so and why. The next
     * run that notifies people tells them.
     */
    public Acknowledgement acknowledge(TableRef table, Person who, String reason) {
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<Acknowledgement> end = switch (ledger.read(table)) {
                case Result.Success<Ledger.Stored>(Ledger.Stored stored) -> settle(stored, who, reason);
                case Result.Failure<Ledger.Stored>(Cause cause) -> Optional.of(new Acknowledgement.Failed(cause));
            };
            if (end.isPresent()) {
                return end.get();
            }
        }
        return new Acknowledgement.Failed(new Cause(
                Cause.Kind.BROKEN,
                "Others kept writing to the ledger's record of " + table.name() + ". Try again in a minute."));
    }

    /** Returns how it ended; empty if somebody else wrote in between. */
    private Optional<Acknowledgement> settle(Ledger.Stored stored, Person who, String reason) {
        if (stored.version() == 0) {
            return Optional.of(new Acknowledgement.UnknownTable());
        }
        TableRecord record = stored.record();
        Instant now = time.awsInstant();
        AwaitingPerson open = AwaitingPerson.of(record, flappingRules, LONGEST_WINDOW, now);
        if (!open.any()) {
            return Optional.of(new Acknowledgement.NothingOpen());
        }
        Optional<LostHistory> lost = record.past().lost(LONGEST_WINDOW, now);
        TimelineEntry entry = new TimelineEntry(
                now,
                TimelineEntry.Kind.ACKNOWLEDGED,
                Trigger.PERSON,
                text(open, lost, who, reason),
                Optional.of(who.actor()),
                record.tableId());
        // Not the clock of the person's machine, which may be ahead: a loss that is noticed later is a new one.
        Instant until = open.noticedUntil().orElse(now);
        return switch (ledger.write(stored, record.acknowledge(until).mustNotify(List.of(entry)), List.of(entry))) {
            case Result.Success<Optional<Ledger.Stored>>(Optional<Ledger.Stored> written) ->
                written.map(_ -> new Acknowledgement.Settled(open, lost));
            case Result.Failure<Optional<Ledger.Stored>>(Cause cause) -> Optional.of(new Acknowledgement.Failed(cause));
        };
    }

    private static String text(AwaitingPerson open, Optional<LostHistory> lost, Person who, String reason) {
        List<String> what = new ArrayList<>();
        lost.ifPresent(loss -> what.add(
                "nothing between %s and %s can be restored".formatted(seconds(loss.from()), seconds(loss.to()))));
        open.flappingSince()
                .ifPresent(since ->
                        what.add("automatic remediation, suspended since %s, resumes".formatted(seconds(since))));
        return "Acknowledged by %s, reason: %s. Acknowledged: %s."
                .formatted(who.description(), reason.replaceFirst("[.]$", ""), String.join("; ", what));
    }

    private static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}

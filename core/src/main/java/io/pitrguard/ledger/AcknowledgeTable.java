package io.pitrguard.ledger;

import io.pitrguard.domain.ledger.AwaitingPerson;
import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.recovery.Loss;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lets a person settle what waits for one: lost history, and a table that is left alone. */
public final class AcknowledgeTable {
    private static final int TRIES = 5;

    /** A rule may ask for a window of any length. */
    private static final Duration LONGEST_WINDOW = Duration.ofDays(Requirement.MAX_PERIOD_DAYS);

    private final Ledger ledger;
    private final FlappingRules flappingRules;
    private final Time time;

    /** Settles in this ledger. */
    public AcknowledgeTable(Ledger ledger, FlappingRules flappingRules, Time time) {
        this.ledger = ledger;
        this.flappingRules = flappingRules;
        this.time = time;
    }

    /** Settles all that is unsettled of a table, and says in its timeline who did so and why. */
    public Acknowledgement acknowledge(TableRef table, String who, String reason) {
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<Acknowledgement> end = switch (ledger.read(table)) {
                case Ledger.Answer.Read<Ledger.Stored> read -> settle(read.value(), who, reason);
                case Ledger.Answer.Failed<Ledger.Stored> failed ->
                    Optional.of(new Acknowledgement.Failed(failed.cause()));
            };
            if (end.isPresent()) {
                return end.get();
            }
        }
        return new Acknowledgement.Failed(new Cause(
                Cause.Kind.BROKEN,
                "Others kept writing to the ledger's memory of " + table.name() + ". Try again in a minute."));
    }

    /** Gives how it ended; empty when somebody else wrote in between. */
    private Optional<Acknowledgement> settle(Ledger.Stored stored, String who, String reason) {
        if (stored.version() == 0) {
            return Optional.of(new Acknowledgement.UnknownTable());
        }
        TableRecord record = stored.record();
        Instant now = time.instant();
        AwaitingPerson open = AwaitingPerson.of(record, flappingRules, LONGEST_WINDOW, now);
        if (!open.any()) {
            return Optional.of(new Acknowledgement.NothingOpen());
        }
        TimelineEntry entry = new TimelineEntry(
                now,
                TimelineEntry.Kind.ACKNOWLEDGED,
                Trigger.PERSON,
                text(open, who, reason),
                Optional.empty(),
                record.tableId());
        // Not the clock of the person's machine, which may be ahead: a loss that is noticed later is another one.
        Instant until = open.noticedUntil().orElse(now);
        return switch (ledger.write(stored, record.acknowledge(until), List.of(entry))) {
            case Ledger.Written.Accepted _ -> Optional.of(new Acknowledgement.Settled(open));
            case Ledger.Written.Outdated _ -> Optional.empty();
            case Ledger.Written.Failed failed -> Optional.of(new Acknowledgement.Failed(failed.cause()));
        };
    }

    private static String text(AwaitingPerson open, String who, String reason) {
        List<String> what = new ArrayList<>();
        open.flappingSince().ifPresent(since -> what.add("that it is left alone since " + seconds(since)));
        for (Loss loss : open.losses()) {
            what.add("of the loss of its history from %s to %s".formatted(seconds(loss.from()), seconds(loss.to())));
        }
        return "%s knows %s. Reason: %s".formatted(who, String.join(", ", what), reason);
    }

    private static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}

package io.pitrguard.check;

import io.pitrguard.domain.ledger.Memory;
import io.pitrguard.domain.ledger.Observation;
import io.pitrguard.domain.ledger.Seen;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.recovery.Past;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Ledger;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Ties a look at tables to the ledger: what is known before they are judged, and what is learned of them. What the ledger
 * does not answer costs memory and nothing else.
 */
public final class Remembering {
    private static final int TRIES = 5;

    /** A table that is as it was is written again only after so long, to say when it was last seen. */
    private static final Duration FRESH = Duration.ofHours(6);

    private final Ledger ledger;

    /** Remembers in this ledger. */
    public Remembering(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * What the ledger knows of tables.
     *
     * @param failure why it could not be asked; then nothing is known
     */
    public record Recalled(Map<TableRef, Ledger.Stored> memories, Optional<Cause> failure) {
        public Recalled {
            memories = Map.copyOf(memories);
        }

        /** Nothing is known of any table. */
        public static final Recalled NOTHING = new Recalled(Map.of(), Optional.empty());

        /** Gives what is stored of a table; nothing where it was never seen. */
        Ledger.Stored of(TableRef table) {
            return memories.getOrDefault(table, Ledger.Stored.nothing(table));
        }

        /** Gives the past that a table is judged by. */
        Past past(TableRef table) {
            Memory memory = of(table).memory();
            return new Past(memory.history(), memory.lossesKnownUntil());
        }
    }

    /** Recalls all tables of an account and region. */
    public Recalled recallAll(AccountRegion where) {
        return switch (ledger.readAll(where)) {
            case Ledger.Answer.Read<Map<TableRef, Ledger.Stored>> read -> new Recalled(read.value(), Optional.empty());
            case Ledger.Answer.Failed<Map<TableRef, Ledger.Stored>> failed ->
                new Recalled(Map.of(), Optional.of(failed.cause()));
        };
    }

    /** Recalls one table. */
    public Recalled recall(TableRef table) {
        return switch (ledger.read(table)) {
            case Ledger.Answer.Read<Ledger.Stored> read -> new Recalled(Map.of(table, read.value()), Optional.empty());
            case Ledger.Answer.Failed<Ledger.Stored> failed -> new Recalled(Map.of(), Optional.of(failed.cause()));
        };
    }

    /** Gives the observation that a judged table is. */
    static Observation observation(TableResult result, Trigger trigger) {
        Observation observation = Observation.of(
                result.table(),
                result.look().at(),
                trigger,
                result.look().state(),
                result.judgement(),
                result.outcome());
        return result.look().facts().details() instanceof TableDetails.Known known
                        && known.origin().isPresent()
                ? observation.of(known.origin().get().tableId())
                : observation;
    }

    /**
     * Learns how tables were found, and how they were left; gives why some of that could not be stored.
     *
     * @param before the tables as judged, in the same order as {@code after}
     */
    Optional<Cause> learn(SweepResult before, SweepResult after, Trigger trigger) {
        Optional<Cause> failure = Optional.empty();
        for (int i = 0; i < after.tables().size() && failure.isEmpty(); i++) {
            TableResult found = before.tables().get(i);
            TableResult left = after.tables().get(i);
            Ledger.Stored known = after.recalled().of(left.table());
            if (!found.look().equals(left.look())) {
                failure = learn(observation(found, trigger), known);
            }
            failure = failure.isPresent() ? failure : learn(observation(left, trigger), known);
        }
        return failure;
    }

    /** Learns of a table; gives why that could not be stored. */
    Optional<Cause> learn(Observation observation, Ledger.Stored known) {
        Ledger.Stored stored = known;
        for (int tries = 1; ; tries++) {
            Memory.Learned learned = stored.memory().learn(observation);
            if (learned.entries().isEmpty() && isFresh(stored.memory(), observation)) {
                return Optional.empty();
            }
            switch (ledger.write(stored, learned.memory(), learned.entries())) {
                case Ledger.Written.Accepted _ -> {
                    return Optional.empty();
                }
                case Ledger.Written.Failed failed -> {
                    return Optional.of(failed.cause());
                }
                case Ledger.Written.Outdated _ -> {
                    if (tries == TRIES) {
                        return Optional.of(new Cause(
                                Cause.Kind.BROKEN,
                                "Others kept writing to the ledger's memory of "
                                        + observation.table().name() + "."));
                    }
                }
            }
            switch (ledger.read(observation.table())) {
                case Ledger.Answer.Read<Ledger.Stored> read -> stored = read.value();
                case Ledger.Answer.Failed<Ledger.Stored> failed -> {
                    return Optional.of(failed.cause());
                }
            }
        }
    }

    /** Whether nothing but the time at which it was seen would change, and that is not old. */
    private static boolean isFresh(Memory before, Observation observation) {
        return before.seen()
                .filter(seen -> same(seen, observation.seen()))
                .filter(seen ->
                        Duration.between(seen.at(), observation.seen().at()).compareTo(FRESH) < 0)
                .isPresent();
    }

    private static boolean same(Seen one, Seen other) {
        return one.verdict().equals(other.verdict())
                && one.violations().keySet().equals(other.violations().keySet())
                && one.recovery().status() == other.recovery().status()
                && one.recovery().periodDays().equals(other.recovery().periodDays());
    }
}

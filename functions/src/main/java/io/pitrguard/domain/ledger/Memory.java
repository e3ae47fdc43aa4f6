package io.pitrguard.domain.ledger;

import io.pitrguard.domain.recovery.Loss;
import io.pitrguard.domain.recovery.RecoveryHistory;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.table.TableRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is remembered of one table.
 *
 * @param tableId AWS's id of the table, once somebody read it
 * @param seen the newest look that said something
 * @param unread the newest look, where it said nothing; empty when the newest said something
 * @param history how its restorable window came about
 * @param lossesKnownUntil a person knows of all losses that were noticed until then
 * @param told what people were told of it
 */
public record Memory(
        TableRef table,
        Optional<String> tableId,
        Optional<Seen> seen,
        Optional<Seen> unread,
        RecoveryHistory history,
        Optional<Instant> lossesKnownUntil,
        Told told) {

    /** What an observation changes: what is remembered from then on, and what goes into the timeline. */
    public record Learned(Memory memory, List<Entry> entries) {
        public Learned {
            entries = List.copyOf(entries);
        }
    }

    /** Gives the memory of a table that was never seen. */
    public static Memory of(TableRef table) {
        return new Memory(
                table,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                RecoveryHistory.NONE,
                Optional.empty(),
                Told.NOTHING);
    }

    /**
     * Takes an observation in. One that is older than the newest that is known replaces nothing, and one that could not
     * tell opens and resolves nothing.
     */
    public Learned learn(Observation observation) {
        if (isAnotherTable(observation)) {
            Learned fresh = of(table).learn(observation);
            List<Entry> entries = new ArrayList<>();
            entries.add(entry(
                    observation,
                    Entry.Kind.REPLACED,
                    "Another table has the name now: what was known of the one before no longer counts."));
            entries.addAll(fresh.entries());
            return new Learned(fresh.memory(), entries);
        }
        RecoveryHistory known = observation.point().map(history::with).orElse(history);
        Seen now = observation.seen();
        boolean late = seen.filter(then -> then.at().isAfter(now.at())).isPresent();
        List<Entry> entries = new ArrayList<>(losses(observation, known));
        if (late) {
            entries.addAll(late(observation));
        } else if (!now.undetermined()) {
            entries.addAll(changes(observation));
        }
        entries.addAll(outcome(observation));
        return new Learned(
                new Memory(
                        table,
                        observation.tableId().or(() -> tableId),
                        late || now.undetermined() ? seen : Optional.of(now),
                        newestUnread(now, late),
                        known,
                        lossesKnownUntil,
                        told),
                entries);
    }

    /** Gives the memory after a person said that they know of all losses until a moment. */
    public Memory acknowledge(Instant until) {
        return new Memory(table, tableId, seen, unread, history, Optional.of(until), told);
    }

    /** Gives the memory after people were told. */
    public Memory tell(Told now) {
        return new Memory(table, tableId, seen, unread, history, lossesKnownUntil, now);
    }

    private boolean isAnotherTable(Observation observation) {
        return tableId.isPresent()
                && observation.tableId().isPresent()
                && !tableId.equals(observation.tableId())
                && seen.filter(then -> then.at().isAfter(observation.seen().at()))
                        .isEmpty();
    }

    private Optional<Seen> newestUnread(Seen now, boolean late) {
        if (late) {
            return unread;
        }
        return now.undetermined()
                        && unread.filter(then -> then.at().isAfter(now.at())).isEmpty()
                ? Optional.of(now)
                : unread.filter(then -> then.at().isAfter(now.at()));
    }

    private List<Entry> losses(Observation observation, RecoveryHistory known) {
        List<Loss> before = history.losses();
        return known.losses().stream()
                .filter(loss -> before.stream().noneMatch(old -> old.to().equals(loss.to())))
                .map(loss -> entry(
                        observation,
                        Entry.Kind.HISTORY_LOST,
                        "Nothing between %s and %s can be restored any more.".formatted(loss.from(), loss.to())))
                .toList();
    }

    private List<Entry> late(Observation observation) {
        Seen then = observation.seen();
        boolean known = then.undetermined()
                || seen.filter(now -> now.verdict().equals(then.verdict())
                                && now.violations()
                                        .keySet()
                                        .equals(then.violations().keySet()))
                        .isPresent();
        return known
                ? List.of()
                : List.of(entry(
                        observation,
                        Entry.Kind.LATE,
                        "Learned late that it was %s then. %s"
                                .formatted(
                                        then.verdict(),
                                        String.join(" ", then.violations().values()))
                                .strip()));
    }

    private List<Entry> changes(Observation observation) {
        Seen now = observation.seen();
        Map<String, String> before = seen.map(Seen::violations).orElse(Collections.emptySortedMap());
        boolean wasExempt = seen.filter(Seen::exempt).isPresent();
        List<Entry> entries = new ArrayList<>();
        if (wasExempt && !now.exempt()) {
            entries.add(entry(observation, Entry.Kind.EXEMPTION_ENDED, "It is no longer exempt."));
        }
        now.violations().forEach((kind, message) -> {
            String old = before.get(kind);
            if (old == null) {
                entries.add(entry(observation, Entry.Kind.OPENED, message));
            } else if (!sameWithoutTimes(old, message)) {
                entries.add(entry(observation, Entry.Kind.CHANGED, message));
            }
        });
        if (now.exempt() && !wasExempt) {
            entries.add(entry(observation, Entry.Kind.EXEMPTED, now.reason()));
        }
        before.forEach((kind, message) -> {
            if (!now.violations().containsKey(kind)) {
                entries.add(entry(observation, Entry.Kind.RESOLVED, "No longer so: " + message));
            }
        });
        return entries;
    }

    /** A lag is another one each time that it is looked at. */
    private static boolean sameWithoutTimes(String one, String other) {
        return withoutTimes(one).equals(withoutTimes(other));
    }

    private static String withoutTimes(String message) {
        return message.replaceAll("\\d{4}-\\d\\d-\\d\\dT\\S+ \\([^)]* ago\\)", "");
    }

    private static List<Entry> outcome(Observation observation) {
        return observation
                .outcome()
                .flatMap(outcome -> switch (outcome) {
                    case Outcome.Fixed fixed -> Optional.of(entry(observation, Entry.Kind.REMEDIATED, fixed.message()));
                    case Outcome.FixFailed failed ->
                        Optional.of(entry(observation, Entry.Kind.FAILED, failed.message()));
                    case Outcome.Planned _, Outcome.Deferred _, Outcome.CapReached _ -> Optional.<Entry>empty();
                })
                .map(List::of)
                .orElse(List.of());
    }

    private static Entry entry(Observation observation, Entry.Kind kind, String text) {
        return new Entry(
                observation.seen().at(),
                kind,
                observation.seen().trigger(),
                text,
                observation.actor(),
                observation.tableId());
    }
}

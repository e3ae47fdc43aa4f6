package io.pitrguard.sweep;

import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.Unsettled;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Decides which tables a sweep reads first, by the policy, the ledger, AWS Config and tags. It decides nothing else: every
 * table is read and judged all the same.
 */
final class ReadingOrder {
    private final Policy policy;
    private final List<Rule> rules;
    private final Instant now;
    private final Map<String, Integer> off = new ConcurrentHashMap<>();
    private final Map<String, Integer> changed = new ConcurrentHashMap<>();
    private volatile Map<TableRef, TableRecord> records = Map.of();
    private volatile Function<TableRef, Tags> tags;

    /** How soon a table is read, the first ones first. */
    enum Urgency {
        /** AWS Config recorded that recovery is off, and the ledger does not say so. */
        RECORDED_OFF,
        /** The ledger leaves something open about it. */
        UNSETTLED,
        /** AWS Config recorded that it is new or changed. */
        RECORDED_CHANGE,
        /** Nothing but the policy tells it from others. */
        BY_RULE,
        /** The policy exempts it. */
        EXEMPT,
        /** It was tried a few times already. */
        TRIED
    }

    /** A table's place among the tables that wait; lower is earlier. */
    record Place(Urgency urgency, int position) implements Comparable<Place> {
        /** Behind all others. */
        static final Place LAST = new Place(Urgency.TRIED, 0);

        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::urgency).thenComparingInt(Place::position);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    /** Creates an order that knows nothing but the policy. */
    ReadingOrder(Policy policy, Instant now) {
        this.policy = policy;
        this.rules = policy.effectiveRules();
        this.now = now;
        Tags unknown = new Tags.Unreadable(new Cause(Cause.Kind.NOT_YET, "The tags are not read yet."));
        this.tags = _ -> unknown;
    }

    /** Returns the moment that it is made for. */
    Instant now() {
        return now;
    }

    /** Takes the names of tables that AWS Config recorded as off; those of an earlier call stay ahead of them. */
    void recordedOff(List<String> names) {
        names.forEach(name -> off.putIfAbsent(name, off.size()));
    }

    /** Takes the names of tables that AWS Config recorded as new or changed. */
    void recordedChanges(List<String> names) {
        names.forEach(name -> changed.putIfAbsent(name, changed.size()));
    }

    /** Whether AWS Config recorded a table as off, new or changed. */
    boolean isRecorded(TableRef table) {
        return off.containsKey(table.name()) || changed.containsKey(table.name());
    }

    /** Takes what the ledger knows; nothing at all says nothing. */
    void known(Map<TableRef, TableRecord> known) {
        records = Map.copyOf(known);
    }

    /** Takes the tags of tables. */
    void tagged(Function<TableRef, Tags> read) {
        tags = read;
    }

    /** Returns the place of a table, by everything that was taken so far. */
    Place of(TableRef table) {
        int tier = tier(table);
        if (tier == rules.size()) {
            return new Place(Urgency.EXEMPT, 0);
        }
        Map<TableRef, TableRecord> known = records;
        TableRecord record = known.getOrDefault(table, TableRecord.of(table));
        Integer recordedOff = off.get(table.name());
        if (recordedOff != null && !isKnownOff(record)) {
            return new Place(Urgency.RECORDED_OFF, recordedOff);
        }
        if (!known.isEmpty() && Unsettled.is(record, now)) {
            return new Place(Urgency.UNSETTLED, tier);
        }
        Integer recordedChange = changed.get(table.name());
        return recordedChange != null
                ? new Place(Urgency.RECORDED_CHANGE, recordedChange)
                : new Place(Urgency.BY_RULE, tier);
    }

    private static boolean isKnownOff(TableRecord record) {
        return record.lastObservation()
                .filter(last -> last.recovery().status() == LastObservation.Status.DISABLED)
                .isPresent();
    }

    /** Returns the number of the first rule that may ask something of the table; one more than all where none does. */
    private int tier(TableRef table) {
        return policy.choose(table, tags.apply(table), now).candidates().stream()
                .filter(rule -> rule.effect() instanceof Rule.Effect.Require)
                .mapToInt(rules::indexOf)
                .findFirst()
                .orElse(rules.size());
    }
}

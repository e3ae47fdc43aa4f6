package io.pitrguard.domain.ledger;

import io.pitrguard.domain.recovery.Loss;
import io.pitrguard.domain.recovery.RecoveryHistory;
import io.pitrguard.domain.table.CallTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes one observation into the record of a table, whose name may have been another table's before. */
record Learning(TableRecord record, Observation observation) {
    TableRecord.Learned learned() {
        if (isOfAnother()) {
            return isEarlier() ? ofPredecessor() : ofSuccessor();
        }
        return isOfUnknownPredecessor() ? ofPredecessor() : ofThis();
    }

    private TableRecord.Learned ofThis() {
        TimelineEntries added = new TimelineEntries(record, observation);
        RecoveryHistory history = added.history();
        LastObservation now = observation.observed();
        boolean late = record.isNewerThan(now.at());
        List<Loss> lost = added.losses();
        List<TimelineEntry> entries = new ArrayList<>(added.restored());
        entries.addAll(added.lost(lost));
        List<Loss> disproved = added.disproved();
        entries.addAll(added.withdrawn(disproved));
        List<Loss> recorded = both(record.lossesRecorded(), lost);
        recorded.removeAll(disproved);
        if (late) {
            entries.addAll(added.late());
        } else if (!now.undetermined()) {
            entries.addAll(added.changes(lost));
        }
        entries.addAll(added.outcome());
        return new TableRecord.Learned(
                new TableRecord(
                                record.table(),
                                identity(),
                                late || now.undetermined()
                                        ? record.lastObservation()
                                        : Optional.of(now.after(record.lastObservation())),
                                lastUnreadable(late),
                                history,
                                history.recent(recorded),
                                record.lossesAcknowledgedUntil(),
                                record.notified(),
                                flapping(late),
                                record.historyCuts(),
                                record.runMarkers(),
                                LastAttempt.after(record.lastAttempt(), observation),
                                ofThisTable(record.unnotified()),
                                record.drills())
                        .mustNotify(added.events(entries)),
                entries);
    }

    /** What was observed since the other table exists is of that one, too: it came without an id. */
    private TableRecord.Learned ofSuccessor() {
        Instant from = observation.createdAt().orElse(observation.observed().at());
        TableRecord successor = new TableRecord(
                record.table(),
                observation.tableId().map(id -> new Identity(id, from, true)),
                since(record.lastObservation(), from),
                since(record.lastUnreadable(), from),
                record.history().since(from),
                List.of(),
                Optional.empty(),
                record.notified(),
                Flapping.NONE,
                record.past().since(from).cuts(),
                record.runMarkers(),
                Optional.empty(),
                record.unnotified());
        TableRecord.Learned learned = new Learning(successor, observation).ofThis();
        List<TimelineEntry> entries = new ArrayList<>();
        entries.add(new TimelineEntries(record, observation).replaced());
        entries.addAll(learned.entries());
        return new TableRecord.Learned(learned.record(), entries);
    }

    private TableRecord.Learned ofPredecessor() {
        Identity known = record.identity().orElseThrow();
        TimelineEntries added = new TimelineEntries(record, observation);
        List<TimelineEntry> entries = new ArrayList<>(added.late());
        entries.addAll(added.outcome());
        return new TableRecord.Learned(
                new TableRecord(
                        record.table(),
                        Optional.of(known.succeeding()),
                        since(record.lastObservation(), known.since()),
                        since(record.lastUnreadable(), known.since()),
                        record.history().since(known.since()),
                        record.lossesRecorded(),
                        record.lossesAcknowledgedUntil(),
                        record.notified(),
                        record.flapping(),
                        record.historyCuts(),
                        record.runMarkers(),
                        record.lastAttempt(),
                        record.unnotified(),
                        record.drills()),
                entries);
    }

    /** What happened before the table was created is of no use to anybody. */
    private List<TimelineEntry> ofThisTable(List<TimelineEntry> entries) {
        Instant from = observation.createdAt().orElse(Instant.MIN);
        return entries.stream()
                .filter(entry -> !CallTime.isBefore(entry.at(), from))
                .toList();
    }

    private boolean isOfAnother() {
        if (record.identity().isPresent()) {
            return observation
                    .tableId()
                    .filter(id -> !record.tableId().equals(Optional.of(id)))
                    .isPresent();
        }
        return observation.createdAt().filter(this::isAfterWhatIsKnown).isPresent();
    }

    /** Whether a table that was created then cannot be the one that is known, whose id nobody read. */
    private boolean isAfterWhatIsKnown(Instant createdAt) {
        return record.lastObservation()
                        .filter(last -> last.at().isBefore(createdAt))
                        .isPresent()
                || record.history().points().stream()
                        .anyMatch(point -> point.at().isBefore(createdAt));
    }

    private boolean isEarlier() {
        return record.identity()
                .filter(known -> observation.observed().at().isBefore(known.since()))
                .isPresent();
    }

    private boolean isOfUnknownPredecessor() {
        return observation.tableId().isEmpty()
                && record.identity().filter(Identity::successor).isPresent()
                && isEarlier();
    }

    private Optional<Identity> identity() {
        Instant at = observation.observed().at();
        return observation
                .tableId()
                .map(id -> record.identity()
                        .map(known -> known.observedAt(at))
                        .orElseGet(() -> new Identity(id, at, false)))
                .or(record::identity);
    }

    private Optional<LastObservation> lastUnreadable(boolean late) {
        LastObservation now = observation.observed();
        if (late) {
            return record.lastUnreadable();
        }
        Optional<LastObservation> newer =
                record.lastUnreadable().filter(then -> then.at().isAfter(now.at()));
        return now.undetermined() && newer.isEmpty() ? Optional.of(now) : newer;
    }

    /** An exemption is a decision of people, too: it ends flapping. */
    private Flapping flapping(boolean late) {
        LastObservation now = observation.observed();
        if (now.exempt()) {
            return late ? record.flapping() : Flapping.NONE;
        }
        return now.recovery().status() == LastObservation.Status.DISABLED
                ? record.flapping().observedOff(now.at())
                : record.flapping();
    }

    private static Optional<LastObservation> since(Optional<LastObservation> observed, Instant moment) {
        return observed.filter(then -> !then.at().isBefore(moment));
    }

    private static List<Loss> both(List<Loss> one, List<Loss> other) {
        List<Loss> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }
}

package io.pitrguard.domain.ledger;

import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.recovery.HistoryCut;
import io.pitrguard.domain.recovery.Loss;
import io.pitrguard.domain.recovery.RecoveryHistory;
import io.pitrguard.domain.table.TableRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is remembered of one table.
 *
 * @param identity which of the tables that had the name over time it is, once somebody read its id
 * @param seen the newest look that said something
 * @param unread the newest look, where it said nothing; empty when the newest said something
 * @param history how its restorable window came about
 * @param lossesRecorded the losses that stand in the timeline; what is learned late may take one back and bring it again
 * @param lossesAcknowledgedUntil a person knows of all losses that were noticed until then
 * @param told what people were told of it
 * @param flapping how often somebody disabled recovery after pitr-guard enabled it
 * @param cut who last threw history away, where CloudTrail showed that
 * @param begun what runs set out to do and are not known to have finished; one mark for each run
 */
public record TableRecord(
        TableRef table,
        Optional<Identity> identity,
        Optional<LastObservation> seen,
        Optional<LastObservation> unread,
        RecoveryHistory history,
        List<Loss> lossesRecorded,
        Optional<Instant> lossesAcknowledgedUntil,
        NotifiedState told,
        Flapping flapping,
        Optional<HistoryCut> cut,
        List<RunMarker> begun) {
    /** What people settle by saying that they know: the end of it is not told. */
    public static final SortedSet<String> SETTLED =
            Collections.unmodifiableSortedSet(new TreeSet<>(Set.of("HistoryLost", FindingKind.FLAPPING.toString())));

    private static final int MOST_MARKS = 20;

    public TableRecord {
        lossesRecorded = List.copyOf(lossesRecorded);
        begun = List.copyOf(begun.subList(Math.max(0, begun.size() - MOST_MARKS), begun.size()));
    }

    /** What an observation changes: what is remembered from then on, and what goes into the timeline. */
    public record Learned(TableRecord record, List<TimelineEntry> entries) {
        public Learned {
            entries = List.copyOf(entries);
        }
    }

    /** Gives the memory of a table that was never seen. */
    public static TableRecord of(TableRef table) {
        return new TableRecord(
                table,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                RecoveryHistory.NONE,
                List.of(),
                Optional.empty(),
                NotifiedState.NOTHING,
                Flapping.NONE,
                Optional.empty(),
                List.of());
    }

    /** Gives AWS's id of the table, once somebody read it. */
    public Optional<String> tableId() {
        return identity.map(Identity::id);
    }

    /**
     * Takes an observation in. One that is older than the newest that is known replaces nothing, one that could not
     * tell opens and resolves nothing, and one of a table that had the name before changes nothing.
     */
    public Learned learn(Observation observation) {
        if (isOfAnother(observation)) {
            return isEarlier(observation) ? learnOfPredecessor(observation) : learnOfSuccessor(observation);
        }
        return isOfUnknownPredecessor(observation) ? learnOfPredecessor(observation) : learnOfThis(observation);
    }

    private Learned learnOfThis(Observation observation) {
        TimelineEntries added = new TimelineEntries(this, observation);
        RecoveryHistory known = observation.point().map(history::with).orElse(history);
        LastObservation now = observation.seen();
        boolean late = seen.filter(then -> then.at().isAfter(now.at())).isPresent();
        List<Loss> lost = added.losses(known);
        List<TimelineEntry> entries = new ArrayList<>(added.lost(lost));
        if (late) {
            entries.addAll(added.late());
        } else if (!now.undetermined()) {
            entries.addAll(added.changes());
        }
        entries.addAll(added.outcome());
        return new Learned(
                new TableRecord(
                        table,
                        identity(observation),
                        late || now.undetermined() ? seen : Optional.of(now),
                        newestUnread(now, late),
                        known,
                        known.recent(both(lossesRecorded, lost)),
                        lossesAcknowledgedUntil,
                        told,
                        flapping(now, late),
                        cut,
                        begun),
                entries);
    }

    /** What was seen since the other table is known is of that one, too: it came without an id. */
    private Learned learnOfSuccessor(Observation observation) {
        Instant from = observation.createdAt().orElse(observation.seen().at());
        Learned learned = new TableRecord(
                        table,
                        observation.tableId().map(id -> new Identity(id, from, true)),
                        since(seen, from),
                        since(unread, from),
                        history.since(from),
                        List.of(),
                        Optional.empty(),
                        told,
                        Flapping.NONE,
                        cut.filter(each -> !each.at().isBefore(from)),
                        begun)
                .learnOfThis(observation);
        List<TimelineEntry> entries = new ArrayList<>();
        entries.add(new TimelineEntries(this, observation).replaced());
        entries.addAll(learned.entries());
        return new Learned(learned.record(), entries);
    }

    private Learned learnOfPredecessor(Observation observation) {
        Identity known = identity.orElseThrow();
        TimelineEntries added = new TimelineEntries(this, observation);
        List<TimelineEntry> entries = new ArrayList<>(added.late());
        entries.addAll(added.outcome());
        return new Learned(
                new TableRecord(
                        table,
                        Optional.of(known.succeeding()),
                        since(seen, known.since()),
                        since(unread, known.since()),
                        history.since(known.since()),
                        lossesRecorded,
                        lossesAcknowledgedUntil,
                        told,
                        flapping,
                        cut,
                        begun),
                entries);
    }

    /**
     * Takes a call in: who did what, and whether it threw away history or undid what pitr-guard did. It comes before
     * what is seen of the table because of it.
     */
    public TableRecord called(Call call) {
        boolean shortened = call.periodDays().isPresent() && call.periodDays().getAsInt() < daysBefore(call.at());
        boolean newer = cut.filter(known -> known.at().isAfter(call.at())).isEmpty();
        return with(
                told,
                call.disabled() ? flapping.disabled(call.at(), call.actor()) : flapping,
                newer && (call.disabled() || shortened)
                        ? Optional.of(new HistoryCut(
                                call.at(),
                                call.actor().who() + ", with " + call.actor().with()))
                        : cut,
                begun);
    }

    /** Gives the memory after a person said that they know of all losses until a moment, and ended a fight. */
    public TableRecord acknowledge(Instant until) {
        return new TableRecord(
                table,
                identity,
                seen,
                unread,
                history,
                lossesRecorded,
                lossesAcknowledgedUntil.filter(known -> known.isAfter(until)).or(() -> Optional.of(until)),
                told.without(SETTLED),
                Flapping.NONE,
                cut,
                begun);
    }

    /** Whether a person settled something since it was like that. */
    public boolean acknowledgedSince(TableRecord then) {
        return !lossesAcknowledgedUntil.equals(then.lossesAcknowledgedUntil)
                || (flapping.disables().isEmpty() && !then.flapping.disables().isEmpty());
    }

    /** Gives the period that the table had before a moment, in days; 0 where that is not known. */
    private int daysBefore(Instant moment) {
        return history.points().stream()
                .filter(point -> point.at().isBefore(moment))
                .flatMap(point -> point.window().stream())
                .mapToInt(window -> window.periodDays().orElse(0))
                .reduce(0, (_, last) -> last);
    }

    /** Gives what a run set out to do; empty where it is not known to have. */
    public Optional<RunMarker> begun(String run) {
        return begun.stream().filter(each -> each.run().equals(run)).findFirst();
    }

    /** Gives the memory after a run set out to do something. */
    public TableRecord begin(RunMarker now) {
        List<RunMarker> marks = new ArrayList<>(finish(List.of(now.run())).begun);
        marks.add(now);
        return with(told, flapping, cut, marks);
    }

    /** Gives the memory after runs are known to have finished. */
    public TableRecord finish(Collection<String> runs) {
        return with(
                told,
                flapping,
                cut,
                begun.stream().filter(each -> !runs.contains(each.run())).toList());
    }

    /** Gives the memory after pitr-guard enabled recovery and saw that it is on. */
    public TableRecord enabled(Instant at) {
        return with(told, flapping.enabled(at), cut, begun);
    }

    /** Gives the memory after people were told. */
    public TableRecord tell(NotifiedState now) {
        return with(now, flapping, cut, begun);
    }

    private TableRecord with(
            NotifiedState nowTold, Flapping nowBouts, Optional<HistoryCut> nowCut, List<RunMarker> nowBegun) {
        return new TableRecord(
                table,
                identity,
                seen,
                unread,
                history,
                lossesRecorded,
                lossesAcknowledgedUntil,
                nowTold,
                nowBouts,
                nowCut,
                nowBegun);
    }

    /** An exemption is a decision of people, too: it ends a fight. */
    private Flapping flapping(LastObservation now, boolean late) {
        if (now.exempt()) {
            return late ? flapping : Flapping.NONE;
        }
        return now.recovery().status() == LastObservation.Status.DISABLED ? flapping.seenOff(now.at()) : flapping;
    }

    private boolean isOfAnother(Observation observation) {
        return identity.isPresent()
                ? observation
                        .tableId()
                        .filter(id ->
                                identity.filter(known -> known.id().equals(id)).isEmpty())
                        .isPresent()
                : observation.createdAt().filter(this::isYounger).isPresent();
    }

    /** Whether a table that was created then is not the one that something is known of, whose id nobody read. */
    private boolean isYounger(Instant createdAt) {
        return seen.filter(then -> then.at().isBefore(createdAt)).isPresent()
                || history.points().stream().anyMatch(point -> point.at().isBefore(createdAt));
    }

    private boolean isEarlier(Observation observation) {
        return identity.filter(known -> observation.seen().at().isBefore(known.since()))
                .isPresent();
    }

    private boolean isOfUnknownPredecessor(Observation observation) {
        return observation.tableId().isEmpty()
                && identity.filter(Identity::successor).isPresent()
                && isEarlier(observation);
    }

    private Optional<Identity> identity(Observation observation) {
        Instant at = observation.seen().at();
        return observation
                .tableId()
                .map(id -> identity.map(known -> known.seenAt(at)).orElseGet(() -> new Identity(id, at, false)))
                .or(() -> identity);
    }

    private static Optional<LastObservation> since(Optional<LastObservation> snapshot, Instant moment) {
        return snapshot.filter(then -> !then.at().isBefore(moment));
    }

    private Optional<LastObservation> newestUnread(LastObservation now, boolean late) {
        if (late) {
            return unread;
        }
        return now.undetermined()
                        && unread.filter(then -> then.at().isAfter(now.at())).isEmpty()
                ? Optional.of(now)
                : unread.filter(then -> then.at().isAfter(now.at()));
    }

    private static List<Loss> both(List<Loss> one, List<Loss> other) {
        List<Loss> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }
}

package io.pitrguard.domain.ledger;

import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.recovery.DrillPast;
import io.pitrguard.domain.recovery.HistoryCut;
import io.pitrguard.domain.recovery.Loss;
import io.pitrguard.domain.recovery.RecoveryHistory;
import io.pitrguard.domain.recovery.RecoveryPast;
import io.pitrguard.domain.table.TableRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the ledger knows of one table.
 *
 * @param identity which of the tables that had the name over time it is; empty until its id was read
 * @param lastObservation the newest observation that says something of the table
 * @param lastUnreadable the newest observation, if the table could not be read then; empty otherwise
 * @param history how its restorable window came about
 * @param lossesRecorded the losses that are in the timeline; a late observation may take one back and another bring it again
 * @param lossesAcknowledgedUntil a person knows of all losses that were noticed until then
 * @param notified what people have been notified of
 * @param flapping how often somebody disabled recovery after pitr-guard enabled it
 * @param historyCuts who threw history away, where CloudTrail showed that, oldest first
 * @param runMarkers what runs set out to do and are not known to have finished; one marker for each run
 * @param lastAttempt the last change that is not known to have come about; empty if there is none
 * @param unnotified entries of the timeline of which people must still be notified, oldest first
 * @param drills what drills of the table came to
 */
public record TableRecord(
        TableRef table,
        Optional<Identity> identity,
        Optional<LastObservation> lastObservation,
        Optional<LastObservation> lastUnreadable,
        RecoveryHistory history,
        List<Loss> lossesRecorded,
        Optional<Instant> lossesAcknowledgedUntil,
        NotifiedState<FindingKind> notified,
        Flapping flapping,
        List<HistoryCut> historyCuts,
        List<RunMarker> runMarkers,
        Optional<LastAttempt> lastAttempt,
        List<TimelineEntry> unnotified,
        DrillPast.Known drills) {
    /** What a person settles by acknowledging it: people are not notified that it is resolved. */
    public static final SortedSet<FindingKind> SETTLED =
            Collections.unmodifiableSortedSet(new TreeSet<>(Set.of(FindingKind.HISTORY_LOST, FindingKind.FLAPPING)));

    private static final int MAX_MARKERS = 20;
    private static final int MAX_CUTS = 50;
    private static final int MAX_UNNOTIFIED = 20;

    /** A table that did not change is recorded again after so long, to show when it was last observed. */
    private static final Duration FRESH = Duration.ofHours(6);

    public TableRecord {
        lossesRecorded = List.copyOf(lossesRecorded);
        historyCuts = newest(historyCuts, MAX_CUTS);
        runMarkers = newest(runMarkers, MAX_MARKERS);
        unnotified = newest(unnotified, MAX_UNNOTIFIED);
    }

    /** Creates the record of a table that no drill restored. */
    public TableRecord(
            TableRef table,
            Optional<Identity> identity,
            Optional<LastObservation> lastObservation,
            Optional<LastObservation> lastUnreadable,
            RecoveryHistory history,
            List<Loss> lossesRecorded,
            Optional<Instant> lossesAcknowledgedUntil,
            NotifiedState<FindingKind> notified,
            Flapping flapping,
            List<HistoryCut> historyCuts,
            List<RunMarker> runMarkers,
            Optional<LastAttempt> lastAttempt,
            List<TimelineEntry> unnotified) {
        this(
                table,
                identity,
                lastObservation,
                lastUnreadable,
                history,
                lossesRecorded,
                lossesAcknowledgedUntil,
                notified,
                flapping,
                historyCuts,
                runMarkers,
                lastAttempt,
                unnotified,
                DrillPast.NONE);
    }

    private static <T> List<T> newest(List<T> all, int most) {
        return List.copyOf(all.subList(Math.max(0, all.size() - most), all.size()));
    }

    /** What an observation changes: the record from then on, and what it adds to the timeline. */
    public record Learned(TableRecord record, List<TimelineEntry> entries) {
        public Learned {
            entries = List.copyOf(entries);
        }
    }

    /** Returns the record of a table that was never observed. */
    public static TableRecord of(TableRef table) {
        return new TableRecord(
                table,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                RecoveryHistory.NONE,
                List.of(),
                Optional.empty(),
                NotifiedState.nothing(),
                Flapping.NONE,
                List.of(),
                List.of(),
                Optional.empty(),
                List.of());
    }

    /** Returns AWS's id of the table; empty until it was read. */
    public Optional<String> tableId() {
        return identity.map(Identity::id);
    }

    /**
     * Takes an observation in. One that is older than the last one replaces nothing, one that could not be read opens and
     * resolves nothing, and one of a table that had the name before changes nothing.
     */
    public Learned learn(Observation observation) {
        return new Learning(this, observation).learned();
    }

    /** Returns the name of the rule that applied when the table was last observed; empty where that was not recorded. */
    public Optional<String> rule() {
        return Stream.of(lastUnreadable, lastObservation)
                .flatMap(Optional::stream)
                .flatMap(seen -> seen.details().rule().stream())
                .findFirst();
    }

    /** Whether the table existed when it was last observed. */
    public boolean present() {
        return lastObservation
                .filter(last -> last.recovery().status() != LastObservation.Status.GONE)
                .isPresent();
    }

    /**
     * Whether an observation would change nothing but the time of the last one and the table's size, and that is recent. The
     * first size is a change; a size grows with each write to the table, and following it would record every table every
     * time.
     */
    public boolean isUpToDate(Observation observation) {
        boolean idKnown = observation.tableId().isEmpty() || tableId().isPresent();
        boolean sizeKnown = observation.observed().details().sizeBytes().isEmpty()
                || lastObservation
                        .filter(last -> last.details().sizeBytes().isPresent())
                        .isPresent();
        return idKnown
                && sizeKnown
                && lastUnreadable.isEmpty()
                && lastObservation
                        .filter(last -> last.saysSameAs(observation.observed()))
                        .filter(last -> Duration.between(
                                                last.at(),
                                                observation.observed().at())
                                        .compareTo(FRESH)
                                < 0)
                        .isPresent();
    }

    /** Whether the table was observed after that moment. */
    public boolean isNewerThan(Instant moment) {
        return lastObservation.filter(last -> last.at().isAfter(moment)).isPresent();
    }

    /**
     * Takes a call in: whether it threw history away or undid what pitr-guard or an interrupted run did. It comes before
     * what is observed because of it.
     */
    public TableRecord called(Call call) {
        return new RecordedCall(this, call).taken();
    }

    /** Returns the past that the table is judged by. */
    public RecoveryPast past() {
        return new RecoveryPast(history, lossesAcknowledgedUntil, historyCuts, drills);
    }

    /** Returns the record after a person acknowledged all losses until a moment, and ended flapping. */
    public TableRecord acknowledge(Instant until) {
        return new TableRecord(
                table,
                identity,
                lastObservation,
                lastUnreadable,
                history,
                lossesRecorded,
                lossesAcknowledgedUntil.filter(known -> known.isAfter(until)).or(() -> Optional.of(until)),
                notified.without(SETTLED),
                Flapping.NONE,
                historyCuts,
                runMarkers,
                lastAttempt,
                unnotified,
                drills);
    }

    /** Returns the record with what drills came to. */
    public TableRecord drilled(DrillPast.Known known) {
        return new TableRecord(
                table,
                identity,
                lastObservation,
                lastUnreadable,
                history,
                lossesRecorded,
                lossesAcknowledgedUntil,
                notified,
                flapping,
                historyCuts,
                runMarkers,
                lastAttempt,
                unnotified,
                known);
    }

    /** Whether a person acknowledged something since losses were acknowledged until then, and it was flapping or not. */
    public boolean acknowledgedSince(Optional<Instant> acknowledgedUntil, boolean wasFlapping) {
        return !lossesAcknowledgedUntil.equals(acknowledgedUntil)
                || (wasFlapping && flapping.disables().isEmpty());
    }

    /** Whether a run of pitr-guard set out to make a call, or enabled recovery, about then; none ever shortens a period. */
    public boolean made(Call call) {
        return new RecordedCall(this, call).isOurs();
    }

    /** Returns the period that a call shortened, in days; empty if it shortened none, as far as is known. */
    public OptionalInt shortenedFrom(Call call) {
        return new RecordedCall(this, call).shortenedFrom();
    }

    /** Returns the marker of a run; empty if it has none. */
    public Optional<RunMarker> runMarker(String run) {
        return runMarkers.stream().filter(each -> each.run().equals(run)).findFirst();
    }

    /** Returns the record after a run set out to do something. */
    public TableRecord begin(RunMarker marker) {
        List<RunMarker> markers = new ArrayList<>(finish(List.of(marker.run())).runMarkers);
        markers.add(marker);
        return with(notified, flapping, historyCuts, markers, unnotified);
    }

    /** Returns the record after runs finished. */
    public TableRecord finish(Collection<String> runs) {
        return with(
                notified,
                flapping,
                historyCuts,
                runMarkers.stream().filter(each -> !runs.contains(each.run())).toList(),
                unnotified);
    }

    /** Returns the record after pitr-guard enabled recovery and read that it is on. */
    public TableRecord enabled(Instant at) {
        return with(notified, flapping.enabled(at), historyCuts, runMarkers, unnotified);
    }

    /** Returns the record after people were notified. */
    public TableRecord notified(NotifiedState<FindingKind> now) {
        return with(now, flapping, historyCuts, runMarkers, unnotified);
    }

    /** Returns the record with entries of the timeline of which people must be notified; the same one twice counts once. */
    public TableRecord mustNotify(List<TimelineEntry> entries) {
        Stream<TimelineEntry> all = Stream.concat(unnotified.stream(), entries.stream());
        return with(notified, flapping, historyCuts, runMarkers, all.distinct().toList());
    }

    /** Returns the record after people were notified of these entries. */
    public TableRecord notifiedOf(List<TimelineEntry> entries) {
        Stream<TimelineEntry> others = unnotified.stream().filter(entry -> !entries.contains(entry));
        return with(notified, flapping, historyCuts, runMarkers, others.toList());
    }

    /** Returns the record after a call. */
    TableRecord with(Flapping nowFlapping, List<HistoryCut> nowCuts) {
        return with(notified, nowFlapping, nowCuts, runMarkers, unnotified);
    }

    private TableRecord with(
            NotifiedState<FindingKind> nowNotified,
            Flapping nowFlapping,
            List<HistoryCut> nowCuts,
            List<RunMarker> nowMarkers,
            List<TimelineEntry> nowUnnotified) {
        return new TableRecord(
                table,
                identity,
                lastObservation,
                lastUnreadable,
                history,
                lossesRecorded,
                lossesAcknowledgedUntil,
                nowNotified,
                nowFlapping,
                nowCuts,
                nowMarkers,
                lastAttempt,
                nowUnnotified,
                drills);
    }
}

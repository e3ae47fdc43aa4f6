package io.pitrguard.domain.ledger;

import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.NotifiedState;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
        Optional<LastAttempt> lastAttempt) {
    /** What a person settles by acknowledging it: people are not notified that it is resolved. */
    public static final SortedSet<FindingKind> SETTLED =
            Collections.unmodifiableSortedSet(new TreeSet<>(Set.of(FindingKind.HISTORY_LOST, FindingKind.FLAPPING)));

    private static final int MAX_MARKERS = 20;
    private static final int MAX_CUTS = 50;

    /** A table that did not change is recorded again after so long, to show when it was last observed. */
    private static final Duration FRESH = Duration.ofHours(6);

    public TableRecord {
        lossesRecorded = List.copyOf(lossesRecorded);
        historyCuts = newest(historyCuts, MAX_CUTS);
        runMarkers = newest(runMarkers, MAX_MARKERS);
    }

    private static <T> List<T> newest(List<T> all, int most) {
        return List.copyOf(all.subList(Math.max(0, all.size() - most), all.size()));
    }

    /** Creates the record of a table whose last change is known to have come about. */
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
            List<RunMarker> runMarkers) {
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
                Optional.empty());
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

    /** Whether an observation would change nothing but the time of the last one, and that is recent. */
    public boolean isUpToDate(Observation observation) {
        boolean idKnown = observation.tableId().isEmpty() || tableId().isPresent();
        return idKnown
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
     * Takes a call in: who did what, and whether it threw history away or undid what pitr-guard did, which includes what
     * an interrupted run set out to do. It comes before what is observed because of it.
     */
    public TableRecord called(Call call) {
        Flapping before = flapping;
        for (RunMarker marker : runMarkers) {
            if (call.disabled() && marker.mayHaveEnabled() && marker.at().isBefore(call.at())) {
                before = before.enabled(marker.at());
            }
        }
        boolean shortened = call.periodDays().isPresent() && call.periodDays().getAsInt() < daysBefore(call.at());
        return with(
                notified,
                call.disabled() ? before.disabled(call.at(), call.actor()) : before,
                call.disabled() || shortened ? withCut(cutBy(call)) : historyCuts,
                runMarkers);
    }

    private static HistoryCut cutBy(Call call) {
        String by = call.actor().who() + ", with " + call.actor().with();
        return call.disabled()
                ? HistoryCut.disabling(call.at(), by)
                : HistoryCut.shortening(call.at(), by, call.periodDays().orElseThrow());
    }

    /** The same event may come twice, and late. */
    private List<HistoryCut> withCut(HistoryCut cut) {
        return Stream.concat(historyCuts.stream(), Stream.of(cut))
                .distinct()
                .sorted(Comparator.comparing(HistoryCut::at).thenComparing(HistoryCut::by))
                .toList();
    }

    /** Returns the past that the table is judged by. */
    public RecoveryPast past() {
        return new RecoveryPast(history, lossesAcknowledgedUntil, historyCuts);
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
                lastAttempt);
    }

    /** Whether a person acknowledged something since the record was like that. */
    public boolean acknowledgedSince(TableRecord then) {
        return !lossesAcknowledgedUntil.equals(then.lossesAcknowledgedUntil)
                || (flapping.disables().isEmpty() && !then.flapping.disables().isEmpty());
    }

    /** Returns the period that the table had before a moment, in days; 0 if that is not known. */
    private int daysBefore(Instant moment) {
        return history.points().stream()
                .filter(point -> point.at().isBefore(moment))
                .flatMap(point -> point.window().stream())
                .mapToInt(window -> window.periodDays().orElse(0))
                .reduce(0, (_, last) -> last);
    }

    /** Returns the marker of a run; empty if it has none. */
    public Optional<RunMarker> runMarker(String run) {
        return runMarkers.stream().filter(each -> each.run().equals(run)).findFirst();
    }

    /** Returns the record after a run set out to do something. */
    public TableRecord begin(RunMarker marker) {
        List<RunMarker> markers = new ArrayList<>(finish(List.of(marker.run())).runMarkers);
        markers.add(marker);
        return with(notified, flapping, historyCuts, markers);
    }

    /** Returns the record after runs finished. */
    public TableRecord finish(Collection<String> runs) {
        return with(
                notified,
                flapping,
                historyCuts,
                runMarkers.stream().filter(each -> !runs.contains(each.run())).toList());
    }

    /** Returns the record after pitr-guard enabled recovery and read that it is on. */
    public TableRecord enabled(Instant at) {
        return with(notified, flapping.enabled(at), historyCuts, runMarkers);
    }

    /** Returns the record after people were notified. */
    public TableRecord notified(NotifiedState<FindingKind> now) {
        return with(now, flapping, historyCuts, runMarkers);
    }

    private TableRecord with(
            NotifiedState<FindingKind> nowNotified,
            Flapping nowFlapping,
            List<HistoryCut> nowCuts,
            List<RunMarker> nowMarkers) {
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
                lastAttempt);
    }
}

package io.pitrguard.port;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.ledger.Actor;
import io.pitrguard.domain.ledger.Flapping;
import io.pitrguard.domain.ledger.Identity;
import io.pitrguard.domain.ledger.LastAttempt;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.RunMarker;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.recovery.DrillPast;
import io.pitrguard.domain.recovery.Drilled;
import io.pitrguard.domain.recovery.HistoryCut;
import io.pitrguard.domain.recovery.Loss;
import io.pitrguard.domain.recovery.Point;
import io.pitrguard.domain.recovery.RecoveryHistory;
import io.pitrguard.domain.table.TableRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** Any memory of any table, and any entries. */
public final class AnyTableRecord extends DomainContextBase {
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2099-12-31T23:59:59.999999999Z");

    @Provide
    Arbitrary<TableRecord> records() {
        return Combinators.combine(
                        undrilled(),
                        drilled().optional(),
                        drilled().optional(),
                        drilled().optional())
                .as((record, passed, failed, notProven) ->
                        record.drilled(new DrillPast.Known(passed, failed, notProven)));
    }

    private Arbitrary<Drilled> drilled() {
        return Combinators.combine(
                        texts(),
                        texts(),
                        times(),
                        Arbitraries.longs()
                                .between(0, 1_000_000)
                                .map(Duration::ofSeconds)
                                .optional(),
                        texts())
                .as(Drilled::new);
    }

    private Arbitrary<TableRecord> undrilled() {
        return Combinators.combine(
                        Arbitraries.just(InMemoryTables.WHERE.table("orders")),
                        identities().optional(),
                        seen().optional(),
                        seen().optional(),
                        points().list().ofMaxSize(10).map(RecoveryHistory::new),
                        losses().list().ofMaxSize(3),
                        times().optional(),
                        Combinators.combine(
                                        notified(),
                                        flapping(),
                                        cuts().list().ofMaxSize(3),
                                        runMarkers().list().ofMaxSize(3),
                                        attempts().optional(),
                                        entries().list().ofMaxSize(3).map(List::copyOf))
                                .as(Tuple::of))
                .as((table, identity, seen, unread, history, losses, known, rest) -> new TableRecord(
                        table,
                        identity,
                        seen,
                        unread,
                        history,
                        losses,
                        known,
                        rest.get1(),
                        rest.get2(),
                        rest.get3(),
                        rest.get4(),
                        rest.get5(),
                        rest.get6()));
    }

    @Provide
    Arbitrary<TimelineEntry> entries() {
        return Combinators.combine(
                        times(),
                        Arbitraries.of(TimelineEntry.Kind.class),
                        Arbitraries.of(Trigger.class),
                        texts(),
                        actors().optional(),
                        texts().optional())
                .as(TimelineEntry::new);
    }

    @Provide
    Arbitrary<List<TimelineEntry>> timelines() {
        return entries().list().ofMaxSize(6);
    }

    /** Gives a memory as one of another table. */
    static TableRecord of(TableRef table, TableRecord record) {
        return new TableRecord(
                table,
                record.identity(),
                record.lastObservation(),
                record.lastUnreadable(),
                record.history(),
                record.lossesRecorded(),
                record.lossesAcknowledgedUntil(),
                record.notified(),
                record.flapping(),
                record.historyCuts(),
                record.runMarkers(),
                record.lastAttempt(),
                record.unnotified(),
                record.drills());
    }

    private static Arbitrary<Flapping> flapping() {
        Arbitrary<Flapping.Disable> disable =
                Combinators.combine(times(), times(), actors().optional()).as(Flapping.Disable::new);
        return Combinators.combine(times().optional(), disable.list().ofMaxSize(4))
                .as(Flapping::new);
    }

    private static Arbitrary<HistoryCut> cuts() {
        return Combinators.combine(
                        times(), texts(), Arbitraries.integers().between(1, 35).optional())
                .as((at, by, days) -> days.map(left -> HistoryCut.shortening(at, by, left))
                        .orElseGet(() -> HistoryCut.disabling(at, by)));
    }

    private static Arbitrary<RunMarker> runMarkers() {
        return Combinators.combine(
                        times(),
                        texts(),
                        Arbitraries.of(RunMarker.Change.class),
                        Arbitraries.of(true, false),
                        Arbitraries.of(RunMarker.Span.class),
                        kinds().set()
                                .ofMaxSize(3)
                                .map(TreeSet::new)
                                .map(Collections::unmodifiableSortedSet)
                                .optional())
                .as(RunMarker::new);
    }

    private static Arbitrary<LastAttempt> attempts() {
        return Combinators.combine(
                        Arbitraries.of(RunMarker.Change.class), times(), Arbitraries.of(LastAttempt.Ending.class))
                .as(LastAttempt::new);
    }

    private static Arbitrary<Identity> identities() {
        return Combinators.combine(texts(), times(), Arbitraries.of(true, false))
                .as(Identity::new);
    }

    private static Arbitrary<LastObservation> seen() {
        return Combinators.combine(
                        times(),
                        Arbitraries.of(Trigger.class),
                        Arbitraries.of(VerdictKind.class),
                        Arbitraries.maps(kinds(), texts()).ofMaxSize(3),
                        texts(),
                        recoveries(),
                        Arbitraries.maps(unknown(), texts()).ofMaxSize(2),
                        details())
                .as((at, trigger, verdict, violations, reason, recovery, unknown, details) -> new LastObservation(
                        at,
                        trigger,
                        verdict,
                        new TreeMap<>(violations),
                        reason,
                        recovery,
                        new TreeMap<>(unknown),
                        details));
    }

    private static Arbitrary<LastObservation.Details> details() {
        Arbitrary<OptionalLong> sizes = Arbitraries.longs().greaterOrEqual(0).map(OptionalLong::of);
        return Combinators.combine(texts().optional(), Arbitraries.oneOf(sizes, Arbitraries.just(OptionalLong.empty())))
                .as(LastObservation.Details::new);
    }

    private static Arbitrary<LastObservation.Recovery> recoveries() {
        return Combinators.combine(
                        Arbitraries.of(LastObservation.Status.class), periods(), times().optional(), times().optional())
                .as(LastObservation.Recovery::new);
    }

    private static Arbitrary<Point> points() {
        Arbitrary<Point.Window> windows =
                Combinators.combine(times(), periods()).as(Point.Window::new);
        return Combinators.combine(times(), windows.optional()).as(Point::new);
    }

    private static Arbitrary<Loss> losses() {
        return Combinators.combine(times(), Arbitraries.integers().between(1, 4_000_000), times())
                .as((from, seconds, at) -> new Loss(from, from.plusSeconds(seconds), at));
    }

    private static Arbitrary<NotifiedState<FindingKind>> notified() {
        return Combinators.combine(
                        kinds().set().ofMaxSize(3),
                        times().optional(),
                        unknown().set().ofMaxSize(2))
                .as((kinds, at, unknown) -> new NotifiedState<>(new TreeSet<>(kinds), at, new TreeSet<>(unknown)));
    }

    /** Names of findings that only another version knows. */
    private static Arbitrary<String> unknown() {
        return Arbitraries.of("Blessed", "Cursed", "Undeciphered");
    }

    private static Arbitrary<Actor> actors() {
        return Combinators.combine(texts(), texts(), texts(), texts()).as(Actor::new);
    }

    private static Arbitrary<OptionalInt> periods() {
        return Arbitraries.integers()
                .optional()
                .map((Optional<Integer> days) -> days.map(OptionalInt::of).orElse(OptionalInt.empty()));
    }

    private static Arbitrary<Instant> times() {
        return Combinators.combine(
                        Arbitraries.longs().between(FIRST.getEpochSecond(), LAST.getEpochSecond()),
                        Arbitraries.integers().between(0, 999_999_999))
                .as(Instant::ofEpochSecond);
    }

    private static Arbitrary<FindingKind> kinds() {
        return Arbitraries.of(FindingKind.class);
    }

    /** Any characters but halves of pairs, which are none. */
    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of("", " ", "#", "Möwe 🐦 \"\\\n\u0000", "null", "2026-11-22T10:00:00Z"),
                Arbitraries.strings().withCharRange('\u0000', '\ud7ff').ofMaxLength(40));
    }
}

package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.ledger.Actor;
import io.pitrguard.domain.ledger.Call;
import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.Observation;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.recovery.Point;
import io.pitrguard.domain.table.AccountRegion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StatusViewsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final AccountRegion HERE = new AccountRegion("aws", "123456789012", "eu-west-1");
    private static final FlappingRules ONCE = new FlappingRules(1, Duration.ofDays(1));
    private static final LastObservation.Recovery OFF = recovery(LastObservation.Status.DISABLED);

    private static StatusView view(TableRecord... records) {
        return StatusViews.of("our-ledger", HERE, List.of(records), ONCE, NOW);
    }

    private static StatusView.TableView table(TableRecord record) {
        return view(record).tables().getFirst();
    }

    @Test
    void sumsUpTheFleetInTheOrderOfNames() {
        StatusView view = view(
                seen("b", 3, VerdictKind.NON_COMPLIANT, on(40)),
                seen("a", 2, VerdictKind.COMPLIANT, on(40)),
                seen("c", 1, VerdictKind.EXEMPT, OFF),
                seen("d", 1, VerdictKind.UNDETERMINED, recovery(LastObservation.Status.UNREADABLE)),
                seen("e", 1, VerdictKind.NOT_APPLICABLE, recovery(LastObservation.Status.ENABLED)),
                seen("f", 1, VerdictKind.NOT_APPLICABLE, recovery(LastObservation.Status.GONE)));

        assertThat(view.status())
                .isEqualTo(new StatusView.Header(
                        "2026-11-22T10:00:00Z",
                        "our-ledger",
                        "123456789012",
                        "eu-west-1",
                        "2026-11-22T09:00:00Z",
                        false));
        assertThat(view.summary()).isEqualTo(new StatusView.Summary(5, 1, 1, 1, 1, 1, 1, 0, 0));
        assertThat(view.tables()).extracting(StatusView.TableView::name).containsExactly("a", "b", "c", "d", "e", "f");
        assertThat(view.withoutGone().tables())
                .extracting(StatusView.TableView::name)
                .containsExactly("a", "b", "c", "d", "e");
        assertThat(view.withoutGone().summary()).isEqualTo(view.summary());
        assertThat(JsonRecords.read(StatusView.class, Json.write(view))).isEqualTo(view);
    }

    @Test
    void isStaleAfterADayAndWithoutAnyObservation() {
        assertThat(view(seen("a", 24, VerdictKind.COMPLIANT, on(40))).status().stale())
                .isFalse();
        assertThat(view(seen("a", 25, VerdictKind.COMPLIANT, on(40))).status().stale())
                .isTrue();
        assertThat(view(TableRecord.of(HERE.table("a"))).status().stale()).isTrue();
        assertThat(view(TableRecord.of(HERE.table("a"))).status().newestObservationAt())
                .isNull();
    }

    @Test
    void isFreshWhereTheNewestObservationWasUndetermined() {
        TableRecord record = unread(seen("a", 30, VerdictKind.COMPLIANT, on(40)), 1);

        assertThat(view(record).status().newestObservationAt()).isEqualTo("2026-11-22T09:00:00Z");
        assertThat(view(record).status().stale()).isFalse();
    }

    @Test
    void isNotKnownToBeWellWhereItCouldNotBeReadSince() {
        StatusView.TableView table = table(unread(seen("a", 3, VerdictKind.COMPLIANT, on(40)), 1));

        assertThat(table.verdict()).hasToString("UNDETERMINED");
        assertThat(table.reason()).isEqualTo("AWS denied it.");
        assertThat(table.lastObservation())
                .isEqualTo(
                        new StatusView.ObservationView("2026-11-22T07:00:00Z", Trigger.SWEEP, VerdictKind.COMPLIANT));
        assertThat(table.lastUnreadable())
                .isEqualTo(new StatusView.ObservationView(
                        "2026-11-22T09:00:00Z", Trigger.SWEEP, VerdictKind.UNDETERMINED));
    }

    @Test
    void isNotKnownToBeOverWhereItCouldNotBeReadSince() {
        assertThat(table(unread(seen("a", 3, VerdictKind.NON_COMPLIANT, OFF), 1))
                        .verdict())
                .hasToString("NON_COMPLIANT");
    }

    @Test
    void isUndeterminedWithoutAnyObservation() {
        StatusView.TableView table = table(TableRecord.of(HERE.table("a")));

        assertThat(table.verdict()).hasToString("UNDETERMINED");
        assertThat(table.reason()).isEqualTo("It was not read yet.");
        assertThat(table.recovery())
                .isEqualTo(new StatusView.RecoveryView(LastObservation.Status.UNREADABLE, null, null, false));
        assertThat(table.lastObservation()).isNull();
        assertThat(table.lastUnreadable()).isNull();
    }

    @Test
    void movesAFullWindowWithTheClock() {
        assertThat(table(seen("a", 3, VerdictKind.COMPLIANT, on(40))).recovery())
                .isEqualTo(
                        new StatusView.RecoveryView(LastObservation.Status.ENABLED, 35, "2026-10-18T10:00:00Z", false));
    }

    @Test
    void knowsAWindowThatGrows() {
        assertThat(table(seen("a", 3, VerdictKind.COMPLIANT, on(20))).recovery())
                .isEqualTo(
                        new StatusView.RecoveryView(LastObservation.Status.ENABLED, 35, "2026-11-02T10:00:00Z", true));
    }

    @Test
    void takesTheEarliestMomentAsItWasWhereThePeriodIsNotKnown() {
        LastObservation.Recovery noPeriod = new LastObservation.Recovery(
                LastObservation.Status.ENABLED,
                OptionalInt.empty(),
                Optional.of(NOW.minus(Duration.ofDays(40))),
                Optional.empty());

        assertThat(table(seen("a", 3, VerdictKind.COMPLIANT, noPeriod)).recovery())
                .isEqualTo(new StatusView.RecoveryView(
                        LastObservation.Status.ENABLED, null, "2026-10-13T10:00:00Z", false));
    }

    @Test
    void showsATableThatIsFlapping() {
        TableRecord fought = seen("a", 1, VerdictKind.NON_COMPLIANT, OFF)
                .enabled(NOW.minus(Duration.ofHours(6)))
                .called(new Call(
                        "UpdateContinuousBackups",
                        NOW.minus(Duration.ofHours(5)),
                        new Actor("ann", "192.0.2.1", "console", "r-1"),
                        false,
                        true,
                        OptionalInt.empty(),
                        false));

        assertThat(table(fought).flapping())
                .isEqualTo(new StatusView.FlappingView(
                        "2026-11-22T05:00:00Z",
                        "2026-11-22T05:00:00Z by ann, from 192.0.2.1, with console (request r-1)"));
        assertThat(view(fought).summary().flapping()).isEqualTo(1);
    }

    @Test
    void showsLostHistoryUntilItIsAcknowledged() {
        TableRecord lost = losing();

        assertThat(table(lost).historyLost())
                .isEqualTo(new StatusView.LossView("2026-11-02T10:00:00Z", "2026-11-22T07:00:00Z", null));
        assertThat(table(lost).lossAcknowledged()).isFalse();
        assertThat(view(lost).summary().historyLost()).isEqualTo(1);

        StatusView.TableView known = table(lost.acknowledge(NOW.minus(Duration.ofHours(2))));
        assertThat(known.historyLost()).isNull();
        assertThat(known.lossAcknowledged()).isTrue();
        assertThat(known.violations())
                .containsExactly(new StatusView.ViolationView(FindingKind.HISTORY_LOST, "History is lost."));

        assertThat(table(lost.acknowledge(NOW.minus(Duration.ofHours(9)))).lossAcknowledged())
                .isFalse();
    }

    private static TableRecord losing() {
        TableRecord record = learn(TableRecord.of(HERE.table("a")), 4, VerdictKind.COMPLIANT, Map.of(), on(20));
        LastObservation.Recovery since = new LastObservation.Recovery(
                LastObservation.Status.ENABLED,
                OptionalInt.of(35),
                Optional.of(NOW.minus(Duration.ofHours(3))),
                Optional.empty());
        return learn(record, 2, VerdictKind.NON_COMPLIANT, Map.of(FindingKind.HISTORY_LOST, "History is lost."), since);
    }

    private static TableRecord seen(String name, int hoursAgo, VerdictKind verdict, LastObservation.Recovery recovery) {
        TableRecord none = TableRecord.of(HERE.table(name));
        LastObservation seen = read(hoursAgo, verdict, Map.of(), recovery);
        return with(none, Optional.of(seen), none.lastUnreadable());
    }

    private static TableRecord unread(TableRecord record, int hoursAgo) {
        LastObservation nothing =
                read(hoursAgo, VerdictKind.UNDETERMINED, Map.of(), recovery(LastObservation.Status.UNREADABLE));
        return with(record, record.lastObservation(), Optional.of(nothing));
    }

    private static TableRecord with(
            TableRecord record, Optional<LastObservation> seen, Optional<LastObservation> unread) {
        return new TableRecord(
                record.table(),
                record.identity(),
                seen,
                unread,
                record.history(),
                record.lossesRecorded(),
                record.lossesAcknowledgedUntil(),
                record.notified(),
                record.flapping(),
                record.historyCuts(),
                record.runMarkers(),
                record.lastAttempt(),
                record.unnotified());
    }

    private static TableRecord learn(
            TableRecord record,
            int hoursAgo,
            VerdictKind verdict,
            Map<FindingKind, String> violations,
            LastObservation.Recovery recovery) {
        LastObservation seen = read(hoursAgo, verdict, violations, recovery);
        Point point = new Point(
                seen.at(), Optional.of(new Point.Window(recovery.earliest().orElseThrow(), recovery.periodDays())));
        return record.learn(new Observation(
                        record.table(),
                        Optional.empty(),
                        Optional.empty(),
                        seen,
                        Optional.of(point),
                        Optional.empty(),
                        Optional.empty()))
                .record();
    }

    private static LastObservation read(
            int hoursAgo, VerdictKind verdict, Map<FindingKind, String> violations, LastObservation.Recovery recovery) {
        return new LastObservation(
                NOW.minus(Duration.ofHours(hoursAgo)),
                Trigger.SWEEP,
                verdict,
                new TreeMap<>(violations),
                verdict == VerdictKind.UNDETERMINED ? "AWS denied it." : "",
                recovery);
    }

    private static LastObservation.Recovery on(int sinceDays) {
        return new LastObservation.Recovery(
                LastObservation.Status.ENABLED,
                OptionalInt.of(35),
                Optional.of(NOW.minus(Duration.ofDays(sinceDays))),
                Optional.of(NOW));
    }

    private static LastObservation.Recovery recovery(LastObservation.Status status) {
        return new LastObservation.Recovery(status, OptionalInt.empty(), Optional.empty(), Optional.empty());
    }
}

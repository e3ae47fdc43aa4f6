package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.Actor;
import io.pitrguard.domain.ledger.Call;
import io.pitrguard.domain.ledger.FightRules;
import io.pitrguard.domain.ledger.Memory;
import io.pitrguard.domain.ledger.Observation;
import io.pitrguard.domain.ledger.Seen;
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
    private static final FightRules ONCE = new FightRules(1, Duration.ofDays(1));
    private static final Seen.Recovery OFF = recovery(Seen.Status.DISABLED);

    private static StatusView view(Memory... memories) {
        return StatusViews.of("our-ledger", HERE, List.of(memories), ONCE, NOW);
    }

    private static StatusView.TableView table(Memory memory) {
        return view(memory).tables().getFirst();
    }

    @Test
    void sumsUpTheFleetInTheOrderOfNames() {
        StatusView view = view(
                seen("b", 3, "NonCompliant", on(40)),
                seen("a", 2, "Compliant", on(40)),
                seen("c", 1, "Exempt", OFF),
                seen("d", 1, "Undetermined", recovery(Seen.Status.UNREADABLE)),
                seen("e", 1, "NotApplicable", recovery(Seen.Status.ENABLED)),
                seen("f", 1, "NotApplicable", recovery(Seen.Status.GONE)));

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
    void isStaleAfterADayAndWhereNobodyEverLooked() {
        assertThat(view(seen("a", 24, "Compliant", on(40))).status().stale()).isFalse();
        assertThat(view(seen("a", 25, "Compliant", on(40))).status().stale()).isTrue();
        assertThat(view(Memory.of(HERE.table("a"))).status().stale()).isTrue();
        assertThat(view(Memory.of(HERE.table("a"))).status().newestLookAt()).isNull();
    }

    @Test
    void isFreshWhereTheNewestLookSaidNothing() {
        Memory memory = unread(seen("a", 30, "Compliant", on(40)), 1);

        assertThat(view(memory).status().newestLookAt()).isEqualTo("2026-11-22T09:00:00Z");
        assertThat(view(memory).status().stale()).isFalse();
    }

    @Test
    void isNotKnownToBeWellWhereItCouldNotBeReadSince() {
        StatusView.TableView table = table(unread(seen("a", 3, "Compliant", on(40)), 1));

        assertThat(table.verdict()).isEqualTo("UNDETERMINED");
        assertThat(table.reason()).isEqualTo("AWS denied it.");
        assertThat(table.seen()).isEqualTo(new StatusView.LookView("2026-11-22T07:00:00Z", "SWEEP", "COMPLIANT"));
        assertThat(table.unread()).isEqualTo(new StatusView.LookView("2026-11-22T09:00:00Z", "SWEEP", "UNDETERMINED"));
    }

    @Test
    void isNotKnownToBeOverWhereItCouldNotBeReadSince() {
        assertThat(table(unread(seen("a", 3, "NonCompliant", OFF), 1)).verdict())
                .isEqualTo("NON_COMPLIANT");
    }

    @Test
    void isUndeterminedWhereNobodyLooked() {
        StatusView.TableView table = table(Memory.of(HERE.table("a")));

        assertThat(table.verdict()).isEqualTo("UNDETERMINED");
        assertThat(table.reason()).isEqualTo("Nobody looked at it yet.");
        assertThat(table.recovery()).isEqualTo(new StatusView.RecoveryView("UNREADABLE", null, null, false));
        assertThat(table.seen()).isNull();
        assertThat(table.unread()).isNull();
    }

    @Test
    void movesAFullWindowWithTheClock() {
        assertThat(table(seen("a", 3, "Compliant", on(40))).recovery())
                .isEqualTo(new StatusView.RecoveryView("ENABLED", 35, "2026-10-18T10:00:00Z", false));
    }

    @Test
    void knowsAWindowThatGrows() {
        assertThat(table(seen("a", 3, "Compliant", on(20))).recovery())
                .isEqualTo(new StatusView.RecoveryView("ENABLED", 35, "2026-11-02T10:00:00Z", true));
    }

    @Test
    void takesTheEarliestMomentAsItWasWhereThePeriodIsNotKnown() {
        Seen.Recovery noPeriod = new Seen.Recovery(
                Seen.Status.ENABLED,
                OptionalInt.empty(),
                Optional.of(NOW.minus(Duration.ofDays(40))),
                Optional.empty());

        assertThat(table(seen("a", 3, "Compliant", noPeriod)).recovery())
                .isEqualTo(new StatusView.RecoveryView("ENABLED", null, "2026-10-13T10:00:00Z", false));
    }

    @Test
    void showsATableThatIsLeftAlone() {
        Memory fought = seen("a", 1, "NonCompliant", OFF)
                .enabled(NOW.minus(Duration.ofHours(6)))
                .called(new Call(
                        "UpdateContinuousBackups",
                        NOW.minus(Duration.ofHours(5)),
                        new Actor("ann", "192.0.2.1", "console", "r-1"),
                        false,
                        true,
                        OptionalInt.empty(),
                        false));

        assertThat(table(fought).leftAlone())
                .isEqualTo(new StatusView.FightView(
                        "2026-11-22T05:00:00Z",
                        "2026-11-22T05:00:00Z by ann, from 192.0.2.1, with console (request r-1)"));
        assertThat(view(fought).summary().leftAlone()).isEqualTo(1);
    }

    @Test
    void showsLostHistoryUntilItIsAcknowledged() {
        Memory lost = losing();

        assertThat(table(lost).historyLost())
                .isEqualTo(new StatusView.LossView("2026-11-02T10:00:00Z", "2026-11-22T07:00:00Z"));
        assertThat(table(lost).lossAcknowledged()).isFalse();
        assertThat(view(lost).summary().historyLost()).isEqualTo(1);

        StatusView.TableView known = table(lost.acknowledge(NOW.minus(Duration.ofHours(2))));
        assertThat(known.historyLost()).isNull();
        assertThat(known.lossAcknowledged()).isTrue();
        assertThat(known.violations()).containsExactly(new StatusView.ViolationView("HistoryLost", "History is lost."));

        assertThat(table(lost.acknowledge(NOW.minus(Duration.ofHours(9)))).lossAcknowledged())
                .isFalse();
    }

    private static Memory losing() {
        Memory memory = learn(Memory.of(HERE.table("a")), 4, "Compliant", Map.of(), on(20));
        Seen.Recovery since = new Seen.Recovery(
                Seen.Status.ENABLED, OptionalInt.of(35), Optional.of(NOW.minus(Duration.ofHours(3))), Optional.empty());
        return learn(memory, 2, "NonCompliant", Map.of("HistoryLost", "History is lost."), since);
    }

    private static Memory seen(String name, int hoursAgo, String verdict, Seen.Recovery recovery) {
        Memory none = Memory.of(HERE.table(name));
        Seen seen = look(hoursAgo, verdict, Map.of(), recovery);
        return with(none, Optional.of(seen), none.unread());
    }

    private static Memory unread(Memory memory, int hoursAgo) {
        Seen nothing = look(hoursAgo, "Undetermined", Map.of(), recovery(Seen.Status.UNREADABLE));
        return with(memory, memory.seen(), Optional.of(nothing));
    }

    private static Memory with(Memory memory, Optional<Seen> seen, Optional<Seen> unread) {
        return new Memory(
                memory.table(),
                memory.identity(),
                seen,
                unread,
                memory.history(),
                memory.lossesTold(),
                memory.lossesKnownUntil(),
                memory.told(),
                memory.bouts(),
                memory.cut(),
                memory.begun());
    }

    private static Memory learn(
            Memory memory, int hoursAgo, String verdict, Map<String, String> violations, Seen.Recovery recovery) {
        Seen seen = look(hoursAgo, verdict, violations, recovery);
        Point point = new Point(
                seen.at(), Optional.of(new Point.Window(recovery.earliest().orElseThrow(), recovery.periodDays())));
        return memory.learn(new Observation(
                        memory.table(),
                        Optional.empty(),
                        Optional.empty(),
                        seen,
                        Optional.of(point),
                        Optional.empty(),
                        Optional.empty()))
                .memory();
    }

    private static Seen look(int hoursAgo, String verdict, Map<String, String> violations, Seen.Recovery recovery) {
        return new Seen(
                NOW.minus(Duration.ofHours(hoursAgo)),
                Trigger.SWEEP,
                verdict,
                new TreeMap<>(violations),
                verdict.equals("Undetermined") ? "AWS denied it." : "",
                recovery);
    }

    private static Seen.Recovery on(int sinceDays) {
        return new Seen.Recovery(
                Seen.Status.ENABLED,
                OptionalInt.of(35),
                Optional.of(NOW.minus(Duration.ofDays(sinceDays))),
                Optional.of(NOW));
    }

    private static Seen.Recovery recovery(Seen.Status status) {
        return new Seen.Recovery(status, OptionalInt.empty(), Optional.empty(), Optional.empty());
    }
}

package io.pitrguard.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.recovery.HistoryCut;
import io.pitrguard.domain.recovery.LostHistory;
import io.pitrguard.domain.recovery.Point;
import io.pitrguard.domain.recovery.RecoveryHistory;
import io.pitrguard.domain.recovery.RecoveryPast;
import io.pitrguard.domain.table.RecoveryState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which calls a loss of history is blamed on. A window of 35 days was full, and last seen at second 0. */
class RecoveryPastTest {
    private static final Instant START = Instant.parse("2026-11-29T17:54:00Z");
    private static final Duration REQUIRED = Duration.ofDays(35);
    private static final long DAY = 86_400;

    private static Instant at(long second) {
        return START.plusSeconds(second);
    }

    private static Point on(long second, long since) {
        return on(second, since, 35);
    }

    private static Point on(long second, long since, int days) {
        return new Point(at(second), Optional.of(new Point.Window(at(since), OptionalInt.of(days))));
    }

    private static Point off(long second) {
        return new Point(at(second), Optional.empty());
    }

    private static HistoryCut terraform(long second) {
        return HistoryCut.disabling(at(second), "Terraform");
    }

    private static HistoryCut person(long second) {
        return HistoryCut.disabling(at(second), "a person");
    }

    private static HistoryCut shortened(long second, int days) {
        return HistoryCut.shortening(at(second), "a script", days);
    }

    static Stream<Arguments> blame() {
        Point full = on(0, -35 * DAY);
        HistoryCut terraform = terraform(18);
        HistoryCut person = person(41);
        return Stream.of(
                Arguments.of("one call", List.of(full, on(22, 22)), List.of(terraform), 22L, List.of(terraform)),
                Arguments.of(
                        "recovery is still off again",
                        List.of(full, on(22, 22), off(42)),
                        List.of(terraform, person),
                        22L,
                        List.of(terraform)),
                Arguments.of(
                        "a second loss extends the first",
                        List.of(full, on(22, 22), off(42), on(45, 45)),
                        List.of(terraform, person),
                        45L,
                        List.of(terraform, person)),
                Arguments.of(
                        "twice between two looks",
                        List.of(full, on(60, 45)),
                        List.of(terraform, person),
                        45L,
                        List.of(terraform, person)),
                Arguments.of(
                        "a second loss much later",
                        List.of(full, on(22, 22), on(4000, 22), on(5000, 4500)),
                        List.of(terraform, person(4400)),
                        4500L,
                        List.of(terraform, person(4400))),
                Arguments.of(
                        "a second loss much later that a later window disproves",
                        List.of(full, on(22, 22), on(4000, 3900), on(5000, 22)),
                        List.of(terraform, person(3850)),
                        22L,
                        List.of(terraform)),
                Arguments.of(
                        "a call after the window began anew",
                        List.of(full, on(60, 22)),
                        List.of(person),
                        22L,
                        List.of()),
                Arguments.of(
                        "a call long before the last look that saw the history",
                        List.of(full, on(22, 22)),
                        List.of(terraform(-3600)),
                        22L,
                        List.of()),
                Arguments.of(
                        "a look a moment behind the call",
                        List.of(full, on(22, 22)),
                        List.of(terraform(-5)),
                        22L,
                        List.of(terraform(-5))),
                Arguments.of("no event", List.of(full, on(22, 22)), List.of(), 22L, List.of()),
                Arguments.of(
                        "a shorter period",
                        List.of(full, on(30, 30 - DAY, 1)),
                        List.of(shortened(18, 1)),
                        30 - DAY,
                        List.of(shortened(18, 1))),
                Arguments.of(
                        "a shorter period, noticed after hours",
                        List.of(full, on(9000, 9000 - DAY, 1)),
                        List.of(shortened(18, 1)),
                        9000 - DAY,
                        List.of(shortened(18, 1))),
                Arguments.of(
                        "shortened twice, each between its own looks",
                        List.of(full, on(30, 30 - 7 * DAY, 7), on(9000, 9000 - DAY, 1)),
                        List.of(shortened(18, 7), shortened(8000, 1)),
                        9000 - DAY,
                        List.of(shortened(18, 7), shortened(8000, 1))),
                Arguments.of(
                        "shortened and disabled between two looks",
                        List.of(full, on(60, 45)),
                        List.of(shortened(18, 7), person),
                        45L,
                        List.of(shortened(18, 7), person)),
                Arguments.of(
                        "a shorter period threw nothing away that was there",
                        List.of(on(0, -DAY), on(60, 45)),
                        List.of(shortened(18, 7), person),
                        45L,
                        List.of(person)),
                Arguments.of(
                        "a full window is no extension",
                        List.of(full, on(30, 30 - DAY, 1), on(90, 90 - DAY, 1)),
                        List.of(shortened(18, 1), person(60)),
                        30 - DAY,
                        List.of(shortened(18, 1))),
                Arguments.of(
                        "a window whose period is unknown may be full",
                        List.of(
                                full,
                                on(22, 22),
                                new Point(at(60), Optional.of(new Point.Window(at(45), OptionalInt.empty())))),
                        List.of(terraform(18)),
                        22L,
                        List.of(terraform(18))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void blame(String what, List<Point> points, List<HistoryCut> calls, long to, List<HistoryCut> causes) {
        RecoveryPast past = new RecoveryPast(learn(points), Optional.empty(), calls);
        Instant now = points.getLast().at().plusSeconds(1);

        LostHistory lost = past.lost(REQUIRED, now).orElseThrow();

        assertThat(lost.to()).isEqualTo(at(to));
        assertThat(lost.causes()).isEqualTo(causes);
    }

    @Test
    void acknowledgedLossIsNotBlamedAgain() {
        RecoveryHistory history = learn(List.of(on(0, -35 * DAY), on(22, 22), on(4000, 22), on(5000, 4500)));
        RecoveryPast past =
                new RecoveryPast(history, Optional.of(at(22)), List.of(terraform(18), person(41), person(4400)));

        assertThat(past.lost(REQUIRED, at(5001))).contains(new LostHistory(at(22), at(4500), List.of(person(4400))));
    }

    @Test
    void namesAtMostTenCalls() {
        List<HistoryCut> calls =
                IntStream.range(0, 12).mapToObj(RecoveryPastTest::terraform).toList();
        RecoveryPast past = new RecoveryPast(learn(List.of(on(0, -35 * DAY), on(22, 22))), Optional.empty(), calls);

        assertThat(past.lost(REQUIRED, at(23)).orElseThrow().by().orElseThrow())
                .startsWith("at 2026-11-29T17:54:00Z recovery was disabled by Terraform; at 2026-11-29T17:54:01Z")
                .endsWith("; and 2 more calls");
        assertThat(shortened(18, 1).description())
                .isEqualTo("at 2026-11-29T17:54:18Z its period was shortened to 1 day by a script");
    }

    @Test
    void nothingIsLostWhereNothingIsKnown() {
        assertThat(RecoveryPast.UNKNOWN.lost(REQUIRED, at(0))).isEmpty();
    }

    @Test
    void anEarlierTableHasNoPartInIt() {
        RecoveryPast past = new RecoveryPast(
                learn(List.of(on(0, -35 * DAY), on(22, 22))), Optional.empty(), List.of(terraform(18)));

        assertThat(past.since(at(20)).cuts()).isEmpty();
        assertThat(past.since(at(18)))
                .isEqualTo(new RecoveryPast(learn(List.of(on(22, 22))), Optional.empty(), List.of(terraform(18))));
    }

    /** CloudTrail's times are whole seconds: a call in the second of the creation may have come after it. */
    @Test
    void callInTheSecondOfTheCreationIsOfTheTable() {
        RecoveryPast past = new RecoveryPast(RecoveryHistory.NONE, Optional.empty(), List.of(terraform(18)));

        assertThat(past.since(at(18).plusMillis(999)).cuts()).containsExactly(terraform(18));
        assertThat(past.since(at(19)).cuts()).isEmpty();
    }

    @Test
    void laterWindowDisprovesALoss() {
        RecoveryHistory alleged = learn(List.of(on(0, -35 * DAY), on(22, 22)));

        assertThat(alleged.losses()).hasSize(1);
        assertThat(alleged.with(on(80, -35 * DAY)).losses())
                .as("a read a moment behind the write proves nothing")
                .hasSize(1);
        assertThat(alleged.with(on(100, -35 * DAY)).losses()).isEmpty();
        assertThat(alleged.with(on(100, -10 * DAY)).losses())
                .singleElement()
                .satisfies(loss -> assertThat(loss.to()).isEqualTo(at(-10 * DAY)));
        assertThat(alleged.with(on(100, 0)).losses())
                .singleElement()
                .satisfies(loss -> assertThat(loss.to()).isEqualTo(at(22)));
    }

    @Test
    void stateReadNowCountsToo() {
        RecoveryPast past =
                new RecoveryPast(learn(List.of(on(0, -35 * DAY))), Optional.empty(), List.of(terraform(18)));
        RecoveryState now = new RecoveryState.Enabled(OptionalInt.of(35), Optional.of(at(22)), Optional.empty());

        assertThat(past.lost(now, REQUIRED, at(30))).isPresent();
        assertThat(past.lost(new RecoveryState.Disabled(), REQUIRED, at(30))).isEmpty();
    }

    private static RecoveryHistory learn(List<Point> points) {
        RecoveryHistory history = RecoveryHistory.NONE;
        for (Point point : new ArrayList<>(points)) {
            history = history.with(point);
        }
        return history;
    }
}

package io.pitrguard.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.recovery.Loss;
import io.pitrguard.domain.recovery.Point;
import io.pitrguard.domain.recovery.RecoveryHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RecoveryHistoryTest {
    private static final AwsTable FULL = AwsTable.full(35);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void noticesThatRecoveryWasOffForAMinute() {
        AwsTable back = FULL.after(HOUR).offFor(MINUTE);
        AwsTable seen = back.after(HOUR);

        assertThat(learn(FULL, seen).losses())
                .containsExactly(new Loss(seen.now().minus(Duration.ofDays(35)), back.now(), seen.now()));
    }

    @Test
    void noticesThatRecoveryWasOffForDays() {
        AwsTable off = FULL.after(HOUR).disable();
        AwsTable back = off.after(Duration.ofDays(3)).enable(35);

        RecoveryHistory history = learn(FULL, off, off.after(Duration.ofDays(1)), back);

        assertThat(history.losses())
                .containsExactly(new Loss(back.now().minus(Duration.ofDays(35)), back.now(), back.now()));
    }

    @Test
    void reportsNothingWhileRecoveryIsOff() {
        assertThat(learn(FULL, FULL.after(HOUR).disable()).losses()).isEmpty();
    }

    @Test
    void noticesAfterMonthsOffWhatWasLost() {
        AwsTable off = FULL.after(HOUR).disable();
        AwsTable back = off.after(Duration.ofDays(90)).enable(35);

        assertThat(learn(FULL, off, off.after(Duration.ofDays(40)), back).losses())
                .containsExactly(new Loss(back.now().minus(Duration.ofDays(35)), back.now(), back.now()));
    }

    @Test
    void noticesWhatAShorterPeriodThrewAway() {
        AwsTable shorter = FULL.after(HOUR).enable(7);

        assertThat(learn(FULL, shorter).losses())
                .containsExactly(new Loss(
                        shorter.now().minus(Duration.ofDays(35)),
                        shorter.now().minus(Duration.ofDays(7)),
                        shorter.now()));
    }

    @Test
    void shorterPeriodThanTheWindowIsOldLosesNothing() {
        AwsTable young = AwsTable.off().enable(35).after(HOUR);
        AwsTable shorter = young.after(HOUR).enable(7);

        assertThat(learn(young, shorter, shorter.after(Duration.ofDays(9))).losses())
                .isEmpty();
    }

    @Test
    void longerPeriodLosesNothing() {
        AwsTable seven = AwsTable.full(7);
        AwsTable longer = seven.after(HOUR).enable(35);

        assertThat(learn(seven, longer, longer.after(Duration.ofDays(40))).losses())
                .isEmpty();
    }

    @Test
    void noticesALongerPeriodThatWasTakenBack() {
        AwsTable one = AwsTable.full(1);
        AwsTable longer = one.after(HOUR).enable(35).after(Duration.ofDays(2));
        AwsTable again = longer.enable(1);

        assertThat(learn(one, longer, again).losses())
                .containsExactly(new Loss(longer.earliest(), again.earliest(), again.now()));
    }

    @Test
    void comparesUnknownPeriodsWithAFullWindow() {
        AwsTable later = FULL.after(HOUR);
        AwsTable back = later.offFor(MINUTE);

        assertThat(learn(FULL.snapshotWithoutPeriod(), later.snapshotWithoutPeriod())
                        .losses())
                .isEmpty();
        assertThat(learn(FULL.snapshotWithoutPeriod(), back.snapshotWithoutPeriod())
                        .losses())
                .containsExactly(new Loss(back.now().minus(Duration.ofDays(35)), back.now(), back.now()));
    }

    @Test
    void noticesEachOfTwoLosses() {
        AwsTable once = FULL.after(HOUR).offFor(MINUTE);
        AwsTable twice = once.after(Duration.ofDays(2)).offFor(MINUTE);

        assertThat(learn(FULL, once, once.after(HOUR), twice, twice.after(HOUR)).losses())
                .containsExactly(
                        new Loss(once.now().minus(Duration.ofDays(35)), once.now(), once.now()),
                        new Loss(once.now(), twice.now(), twice.now()));
    }

    @Test
    void closesBothOfTwoLossesOnceTheWindowHasGrownBack() {
        AwsTable once = FULL.offFor(MINUTE);
        AwsTable twice = once.after(Duration.ofDays(10)).offFor(MINUTE);
        RecoveryHistory history = learn(FULL, once, twice);
        Duration week = Duration.ofDays(7);

        assertThat(history.openLosses(Duration.ofDays(35), Optional.empty(), twice.now()))
                .hasSize(2);
        assertThat(history.openLosses(week, Optional.empty(), twice.now()))
                .extracting(Loss::to)
                .containsExactly(twice.now());
        assertThat(history.openLosses(week, Optional.empty(), twice.now().plus(week)))
                .isEmpty();
    }

    @Test
    void lossIsOpenUntilAPersonKnowsOfIt() {
        AwsTable back = FULL.offFor(MINUTE).after(HOUR);
        RecoveryHistory history = learn(FULL, back);
        Duration required = Duration.ofDays(35);
        Instant now = back.now().plus(HOUR);

        assertThat(history.openLosses(required, Optional.of(back.now().minusMillis(1)), now))
                .isEqualTo(history.losses());
        assertThat(history.openLosses(required, Optional.of(back.now()), now)).isEmpty();
    }

    @Test
    void lateObservationTellsMoreExactlyWhatWasLost() {
        AwsTable back = FULL.after(HOUR).offFor(MINUTE);
        AwsTable seen = back.after(HOUR);

        assertThat(learn(FULL, seen.after(Duration.ofDays(1)), seen).losses())
                .containsExactly(new Loss(seen.now().minus(Duration.ofDays(35)), back.now(), seen.now()));
    }

    @Test
    void lateObservationShowsALossThatSeemedNone() {
        AwsTable one = AwsTable.full(1);
        AwsTable longer = one.after(HOUR).enable(35).after(Duration.ofHours(5));
        AwsTable again = longer.after(HOUR).enable(1);

        assertThat(learn(one, again).losses()).isEmpty();
        assertThat(learn(one, again, longer).losses())
                .isEqualTo(learn(one, longer, again).losses());
    }

    @Test
    void toleratesWhatLiesWithinTenMinutes() {
        Point then = FULL.snapshot();
        Instant later = FULL.now().plus(HOUR);
        Instant expected = later.minus(Duration.ofDays(35));

        assertThat(learn(then, point(later, expected.plus(RecoveryHistory.TOLERANCE)))
                        .losses())
                .isEmpty();
        assertThat(learn(
                                then,
                                point(
                                        later,
                                        expected.plus(RecoveryHistory.TOLERANCE).plusMillis(1)))
                        .losses())
                .hasSize(1);
    }

    @Test
    void twoPointsOfOneMomentAreBothKept() {
        AwsTable back = FULL.disable().enable(35);

        RecoveryHistory history = learn(FULL.snapshot(), back.snapshot());

        assertThat(history).isEqualTo(learn(back.snapshot(), FULL.snapshot()));
        assertThat(history.losses()).containsExactly(new Loss(FULL.earliest(), back.now(), back.now()));
    }

    @Test
    void twoPeriodsOfOneMomentAreBothKeptWhateverTheOrder() {
        AwsTable longer = AwsTable.full(7).enable(35);

        RecoveryHistory history = learn(AwsTable.full(7), longer);

        assertThat(history.points()).containsExactly(AwsTable.full(7).snapshot(), longer.snapshot());
        assertThat(history).isEqualTo(learn(longer, AwsTable.full(7)));
    }

    @Test
    void driftThatAddsUpIsKept() {
        Instant start = FULL.now();
        Point first = point(start, start);
        Point second = point(start.plus(HOUR), start.plusSeconds(400));
        Point third = point(start.plus(HOUR.multipliedBy(2)), start.plusSeconds(800));
        RecoveryHistory history = learn(first, second, third);
        for (int hour = 3; hour < 50; hour++) {
            history = history.with(point(start.plus(HOUR.multipliedBy(hour)), start.plusSeconds(800)));
        }

        assertThat(history.points()).startsWith(first, second).hasSize(RecoveryHistory.NEWEST + 2);
        assertThat(history.losses()).isEmpty();
    }

    @Test
    void measuresUnknownPeriodsAgainstTheLastObservation() {
        AwsTable young = AwsTable.off().enable(35);
        RecoveryHistory history = RecoveryHistory.NONE;
        for (int hour = 0; hour < 60; hour++) {
            history = history.with(young.after(HOUR.multipliedBy(hour)).snapshotWithoutPeriod());
        }
        AwsTable back = young.after(HOUR.multipliedBy(59)).offFor(MINUTE.multipliedBy(30));

        assertThat(history.with(back.snapshotWithoutPeriod()).losses())
                .containsExactly(new Loss(young.now().plus(MINUTE.multipliedBy(30)), back.now(), back.now()));
    }

    @Test
    void keepsOfAnUneventfulTimeTheEndsAndTheNewest() {
        RecoveryHistory history = RecoveryHistory.NONE;
        AwsTable table = FULL;
        for (int hour = 0; hour < 200; hour++) {
            history = history.with(table.snapshot());
            table = table.after(HOUR);
        }

        assertThat(history.points()).hasSize(RecoveryHistory.NEWEST + 1);
        assertThat(history.points().getFirst()).isEqualTo(FULL.snapshot());
    }

    @Test
    void keepsOldPointsThatTellOfAChange() {
        AwsTable off = FULL.after(HOUR).disable();
        AwsTable back = off.after(HOUR).enable(35);
        // A window that reaches further back than it may is no window that only time has passed over.
        AwsTable odd = new AwsTable(back.now().plus(HOUR), FULL.begins(), 35);
        RecoveryHistory history = learn(FULL, off, off.after(MINUTE), back, odd);
        for (int hour = 2; hour < 50; hour++) {
            history = history.with(odd.after(Duration.ofHours(hour)).snapshot());
        }

        assertThat(history.points())
                .startsWith(
                        FULL.snapshot(), off.snapshot(), off.after(MINUTE).snapshot(), back.snapshot(), odd.snapshot());
    }

    @Test
    void givesWhatIsKnownSinceAMoment() {
        RecoveryHistory history = learn(FULL, FULL.after(HOUR), FULL.after(HOUR.plus(MINUTE)));

        assertThat(history.since(FULL.now().plus(HOUR)).points())
                .isEqualTo(history.points().subList(1, 3));
    }

    private static Point point(Instant at, Instant earliest) {
        return new Point(at, Optional.of(new Point.Window(earliest, OptionalInt.of(35))));
    }

    private static RecoveryHistory learn(AwsTable... tables) {
        return learn(List.of(tables).stream().map(AwsTable::snapshot).toArray(Point[]::new));
    }

    private static RecoveryHistory learn(Point... points) {
        RecoveryHistory history = RecoveryHistory.NONE;
        for (Point point : points) {
            history = history.with(point);
        }
        return history;
    }
}

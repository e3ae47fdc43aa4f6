package io.pitrguard.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.Life.Observed;
import io.pitrguard.domain.recovery.Loss;
import io.pitrguard.domain.recovery.Point;
import io.pitrguard.domain.recovery.RecoveryHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What holds of lost history whatever happens to a table and whenever somebody looks. */
@Domain(Life.Any.class)
@Domain(DomainContext.Global.class)
class RecoveryHistoryLawsTest {
    private static final Duration REQUIRED = Duration.ofDays(35);

    @Property(tries = 2000)
    void reportsEachRealLossOnceAndNothingElse(@ForAll Life life) {
        RecoveryHistory history = RecoveryHistory.NONE;
        Optional<AwsTable> lastOn = Optional.empty();
        for (Observed snapshot : life.snapshots()) {
            RecoveryHistory learned = history.with(snapshot.point());

            Optional<AwsTable> before = lastOn.filter(_ -> snapshot.table().on());
            assertThat(notification(history, learned))
                    .isEqualTo(
                            before.flatMap(snapshot.table()::lostSince).stream().toList());
            history = learned;
            lastOn = snapshot.table().on() ? Optional.of(snapshot.table()) : lastOn;
        }
    }

    @Property(tries = 2000)
    void forgetsOnlyWhatIsTooOldToMatter(@ForAll Life life) {
        RecoveryHistory history = RecoveryHistory.NONE;
        for (Observed snapshot : life.snapshots()) {
            RecoveryHistory learned = history.with(snapshot.point());

            Instant oldest = snapshot.table().now().minus(REQUIRED);
            assertThat(learned.losses())
                    .containsAll(history.losses().stream()
                            .filter(loss -> loss.to().isAfter(oldest))
                            .toList());
            history = learned;
        }
    }

    @Property(tries = 2000)
    void doesNotMindTheOrderInWhichItLearns(@ForAll Life life, @ForAll Random random) {
        List<Point> points = new ArrayList<>(
                life.points().stream().limit(RecoveryHistory.NEWEST).toList());
        RecoveryHistory inOrder = learn(points);
        Collections.shuffle(points, random);
        points.addAll(points.subList(0, points.size() / 3));

        assertThat(learn(points)).isEqualTo(inOrder);
    }

    @Property(tries = 1000)
    void doesNotMindPointsThatAreNotTooLate(@ForAll Life life, @ForAll Random random) {
        List<Point> late = new ArrayList<>();
        List<Point> points = life.points();
        int lot = RecoveryHistory.NEWEST / 2;
        for (int from = 0; from < points.size(); from += lot) {
            List<Point> some = new ArrayList<>(points.subList(from, Math.min(points.size(), from + lot)));
            Collections.shuffle(some, random);
            late.addAll(some);
        }

        assertThat(learn(late).losses()).isEqualTo(learn(points).losses());
    }

    @Property
    void closesWhatHasGrownBack(@ForAll Life life) {
        List<Life.Step> steps = new ArrayList<>(life.steps());
        steps.addAll(List.of(
                new Life.Step.Enable(35),
                new Life.Step.Snapshot(true),
                new Life.Step.Pass(REQUIRED),
                new Life.Step.Snapshot(true)));
        List<Point> points = new Life(steps).points();

        assertThat(learn(points)
                        .openLosses(REQUIRED, Optional.empty(), points.getLast().at()))
                .isEmpty();
    }

    @Property
    void closesWhatAPersonKnowsOf(@ForAll Life life) {
        List<Point> points = life.points();
        for (int i = 0; i < points.size(); i++) {
            Instant now = points.get(i).at();
            RecoveryHistory history = learn(points.subList(0, i + 1));

            assertThat(history.openLosses(REQUIRED, Optional.of(now), now)).isEmpty();
            assertThat(history.openLosses(REQUIRED, Optional.of(now.minusMillis(1)), now))
                    .allSatisfy(loss -> assertThat(loss.noticedAt()).isEqualTo(now));
        }
    }

    @Property(tries = 1000)
    void neverClaimsMoreThanIsLostWhereThePeriodIsUnknown(@ForAll("vague") Life life) {
        RecoveryHistory history = RecoveryHistory.NONE;
        Optional<AwsTable> lastOn = Optional.empty();
        for (Observed snapshot : life.snapshots()) {
            RecoveryHistory learned = history.with(snapshot.point());

            Optional<Loss> real = lastOn.filter(_ -> snapshot.table().on()).flatMap(snapshot.table()::lostSince);
            assertThat(notification(history, learned)).allSatisfy(loss -> {
                assertThat(real).isPresent();
                assertThat(loss.to()).isEqualTo(real.orElseThrow().to());
                assertThat(loss.from()).isAfterOrEqualTo(real.orElseThrow().from());
            });
            history = learned;
            lastOn = snapshot.table().on() ? Optional.of(snapshot.table()) : lastOn;
        }
    }

    @Property(tries = 1000)
    void measuresUnknownPeriodsAgainstAFullWindow(@ForAll("vague") Life life) {
        RecoveryHistory history = RecoveryHistory.NONE;
        Optional<Point> last = Optional.empty();
        for (Point point : life.points()) {
            RecoveryHistory learned = history.with(point);

            if (point.window().isPresent()) {
                last.filter(RecoveryHistoryLawsTest::isVague)
                        .ifPresent(before -> assertThat(learned.losses().stream()
                                        .anyMatch(loss -> loss.noticedAt().equals(point.at())))
                                .isEqualTo(moved(before, point)
                                                .compareTo(Duration.between(before.at(), point.at())
                                                        .plus(RecoveryHistory.TOLERANCE))
                                        > 0));
                last = Optional.of(point);
            }
            history = learned;
        }
    }

    private static boolean isVague(Point point) {
        return point.window().orElseThrow().periodDays().isEmpty();
    }

    private static Duration moved(Point before, Point after) {
        return Duration.between(
                before.window().orElseThrow().earliest(),
                after.window().orElseThrow().earliest());
    }

    @Property(tries = 100)
    void keepsLittleOfAnUneventfulLife(@ForAll("days") int days, @ForAll("hours") int hours) {
        RecoveryHistory history = RecoveryHistory.NONE;
        AwsTable table = AwsTable.off().enable(days);
        for (int snapshot = 0; snapshot < 40 * 24 / hours; snapshot++) {
            history = history.with(table.snapshot());
            table = table.after(Duration.ofHours(hours));
        }

        assertThat(history.points()).hasSizeLessThanOrEqualTo(RecoveryHistory.NEWEST + 2);
    }

    @Provide
    Arbitrary<Life> vague() {
        return Life.Any.steps(Arbitraries.of(true, false)).list().ofMaxSize(80).map(Life::new);
    }

    @Provide
    Arbitrary<Integer> days() {
        return Arbitraries.integers().between(1, 35);
    }

    @Provide
    Arbitrary<Integer> hours() {
        return Arbitraries.integers().between(1, 12);
    }

    private static RecoveryHistory learn(List<Point> points) {
        RecoveryHistory history = RecoveryHistory.NONE;
        for (Point point : points) {
            history = history.with(point);
        }
        return history;
    }

    private static List<Loss> notification(RecoveryHistory before, RecoveryHistory after) {
        return after.losses().stream()
                .filter(loss -> !before.losses().contains(loss))
                .toList();
    }
}

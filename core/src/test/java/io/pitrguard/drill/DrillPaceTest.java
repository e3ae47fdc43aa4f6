package io.pitrguard.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.drill.CheckKind;
import io.pitrguard.domain.drill.CheckProgress;
import io.pitrguard.domain.drill.CheckResult;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.drill.DrillVerdict;
import io.pitrguard.domain.policy.DrillBudget;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.restore.DescribedTable;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.restore.TableShape;
import io.pitrguard.drill.VastItems.Consumed;
import io.pitrguard.port.AnyDrill;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** What drills read, by a simulated clock: in any second, of either table, through kills and throttling. */
class DrillPaceTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int MILLION = 1_000_000;
    private static final int LARGEST = 400_000;
    private static final double FULL_PAGE = 256 + 100;

    private final DrillTestBed bed = new DrillTestBed();

    private VastItems items(int count, IntUnaryOperator bytes, int readsPerSecond) {
        VastItems items = new VastItems(count, bytes, bed.time);
        bed.read = items;
        bed.budget = new DrillBudget(5, 5, Optional.empty(), readsPerSecond);
        return items;
    }

    private static DrillRequirement sampling(int items, DrillRequirement.Assertion... assertions) {
        return new DrillRequirement(
                Duration.ofDays(30),
                Optional.empty(),
                Optional.empty(),
                items,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(assertions));
    }

    private static List<Consumed> ofSource(VastItems items) {
        return items.log.stream()
                .filter(call -> call.table().equals(DrillTestBed.SOURCE))
                .toList();
    }

    @Test
    void readsAMillionItemsWithinTheRateOfAnySecond() {
        VastItems items = items(MILLION, number -> 200 + number % 7 * 50, 500);

        DrillRecord end = bed.drill(sampling(
                10_000,
                new DrillRequirement.Assertion(
                        "SELECT * FROM {table}", OptionalLong.of(MILLION), OptionalLong.empty())));

        assertThat(end.verdict()).as(end.checks().toString()).contains(DrillVerdict.PASSED);
        assertThat(seen(end, CheckKind.COUNT)).isEqualTo(MILLION + " items");
        assertThat(VastItems.peak(items.log, SECOND)).isBetween(450.0, 500.0);
        assertThat(ofSource(items)).isNotEmpty();
        assertThat(ofSource(items).stream().mapToInt(Consumed::items).sum()).isLessThanOrEqualTo(10_000);
    }

    @Test
    void usesWhatThePaceAllows() {
        VastItems items = items(MILLION, _ -> 400, 500);

        bed.drill(sampling(2));

        // The look at the source comes minutes before, while AWS does not offer the moment yet.
        List<Consumed> checks = items.log.stream()
                .filter(call -> !call.table().equals(DrillTestBed.SOURCE))
                .toList();
        double took =
                Duration.between(checks.getFirst().at(), checks.getLast().at()).toMillis() / 1000.0;
        assertThat(checks.stream().mapToDouble(Consumed::units).sum() / took).isGreaterThan(0.85 * 500);
    }

    @Test
    void keepsTheAverageWhereItemsAreLargerThanThoseBefore() {
        // Of 20,000 items the last tenth are a thousand times as large.
        VastItems items = items(20_000, number -> number < 18_000 ? 300 : 300_000, 500);

        DrillRecord end = bed.drill(sampling(200));

        assertThat(end.verdict()).contains(DrillVerdict.PASSED);
        assertThat(VastItems.peak(items.log, SECOND)).isLessThanOrEqualTo(500 + FULL_PAGE);
        assertThat(VastItems.peak(items.log, SECOND.multipliedBy(10))).isLessThanOrEqualTo(10 * 500 + FULL_PAGE);
    }

    @Test
    void startsWithFewItemsBecauseTheyMayBeLarge() {
        VastItems items = items(300, _ -> LARGEST, 500);

        DrillRecord end = bed.drill(sampling(100));

        assertThat(end.verdict()).contains(DrillVerdict.PASSED);
        assertThat(VastItems.peak(items.log, SECOND)).isLessThanOrEqualTo(500);
        assertThat(ofSource(items)).allSatisfy(call -> assertThat(call.units()).isLessThanOrEqualTo(100));
    }

    @Test
    void comesToAnEndWhereOneItemTakesMoreThanASecondHas() {
        VastItems items = items(40, _ -> LARGEST, 5);

        DrillRecord end = bed.drill(sampling(20));

        assertThat(end.verdict()).as(end.checks().toString()).contains(DrillVerdict.PASSED);
        assertThat(items.log.stream().mapToDouble(Consumed::units).max()).hasValue(98);
        assertThat(VastItems.peak(items.log, Duration.ofMinutes(10))).isLessThanOrEqualTo(600 * 5 + FULL_PAGE);
        // Once before the moment and once to compare; no item is read again because a step ended in between.
        assertThat(ofSource(items).stream().mapToInt(Consumed::items).sum()).isLessThanOrEqualTo(2 * 20);
    }

    @Test
    void staysWithinTheRateWhenItIsKilledAnywhereAndGoesOnAtOnce() {
        VastItems items = items(100_000, number -> 100 + number % 5 * 300, 500);
        items.killed = call -> call % 37 == 0;
        bed.store.create(DrillRecord.planned(DrillTestBed.ID, bed.plan(sampling(2_000), Duration.ZERO)));

        int kills = 0;
        Optional<DrillRecord> end = Optional.empty();
        DrillEngine engine = bed.engine();
        while (end.isEmpty()) {
            try {
                switch (engine.advance(DrillTestBed.SOURCE.where(), DrillTestBed.ID)
                        .success()
                        .orElseThrow()) {
                    case DrillStep.Again _ -> {}
                    case DrillStep.Wait(DrillRecord _, Duration pause) -> bed.time.advance(pause);
                    case DrillStep.Done(DrillRecord record) -> end = Optional.of(record);
                }
            } catch (VastItems.KilledError _) {
                engine = bed.engine();
                items.killed = ++kills < 20 ? items.killed : _ -> false;
            }
        }

        assertThat(kills).isEqualTo(20);
        assertThat(end.get().verdict()).contains(DrillVerdict.PASSED);
        assertThat(VastItems.peak(items.log, SECOND)).isLessThanOrEqualTo(500);
    }

    @Test
    void backsOffWhereAwsThrottles() {
        VastItems items = items(50_000, _ -> 1_000, 500);
        items.throttled = call -> call % 11 == 0;

        DrillRecord end = bed.drill(sampling(500));

        assertThat(end.verdict()).as(end.checks().toString()).contains(DrillVerdict.PASSED);
        assertThat(VastItems.peak(items.log, SECOND)).isLessThanOrEqualTo(500);
        for (int call = 0; call < items.log.size() - 1; call++) {
            if (items.log.get(call).units() == 0) {
                assertThat(items.log.get(call + 1).at())
                        .isAfterOrEqualTo(items.log.get(call).at().plusSeconds(60));
            }
        }
    }

    @Test
    void fiveDrillsAtOnceEachHaveTheRate() {
        List<Consumed> all = new ArrayList<>();
        for (int drill = 0; drill < 5; drill++) {
            DrillTestBed own = new DrillTestBed();
            VastItems items = new VastItems(100_000, _ -> 400, own.time);
            own.read = items;
            own.drill(sampling(1_000));
            assertThat(VastItems.peak(items.log, SECOND)).isLessThanOrEqualTo(DrillBudget.STANDARD.readsPerSecond());
            all.addAll(items.log);
        }
        all.sort(Comparator.comparing(Consumed::at));

        assertThat(VastItems.peak(all, SECOND)).isLessThanOrEqualTo(5 * DrillBudget.STANDARD.readsPerSecond());
    }

    @Test
    void oneProcessGivesEachDrillItsOwnRate() {
        VastItems items = items(100_000, _ -> 400, 100);
        DrillChecks checks = new DrillChecks(bed.tables, items, bed.exports, bed.budget, bed.time);
        DrillRecord first = checking(1);
        DrillRecord other = checking(2);
        Instant start = bed.time.instant();

        next(checks, first);
        Duration alone = Duration.between(start, bed.time.instant());
        next(checks, other);

        // The second one does not wait for the units of the first.
        assertThat(Duration.between(start, bed.time.instant()))
                .isLessThanOrEqualTo(alone.multipliedBy(2).plusSeconds(1));
        assertThat(items.log.stream().mapToDouble(Consumed::units).sum()).isGreaterThan(2 * 30 * 100);
    }

    @Test
    void takesOnlyAPartOfTheCapacityThatTheSourceHas() {
        DrillTestBed provisioned = new DrillTestBed(new TableShape.Billing.Provisioned(25, 5));
        VastItems items = new VastItems(50_000, number -> 200 + number % 9 * 3_000, provisioned.time);
        provisioned.read = items;

        DrillRecord end = provisioned.drill(sampling(200));

        assertThat(end.verdict()).as(end.checks().toString()).contains(DrillVerdict.PASSED);
        assertThat(ofSource(items).stream().mapToDouble(Consumed::units).max().orElseThrow())
                .isLessThanOrEqualTo(12);
        assertThat(VastItems.peak(ofSource(items), Duration.ofMinutes(1))).isLessThanOrEqualTo(60 * 5 + 12);
        assertThat(VastItems.peak(items.log, SECOND)).isLessThanOrEqualTo(500);
    }

    private DrillRecord checking(int number) {
        return DrillRecord.planned(AnyDrill.id(number), bed.plan(sampling(100), Duration.ZERO));
    }

    private void next(DrillChecks checks, DrillRecord drill) {
        TableDescription table = ((DescribedTable.Present)
                        bed.tables.describe(DrillTestBed.SOURCE).success().orElseThrow())
                .description();
        CheckProgress shaped = checks.next(drill, CheckProgress.start(1), table).progress();
        checks.next(drill, shaped, table);
    }

    @Test
    void noStepLastsLong() {
        VastItems items = items(2_000, number -> number % 50 == 0 ? LARGEST : 2_000, 30);
        bed.store.create(DrillRecord.planned(DrillTestBed.ID, bed.plan(sampling(300), Duration.ZERO)));

        DrillRecord record = bed.record();
        DrillEngine engine = bed.engine();
        while (!(record.state() instanceof DrillState.Ended)) {
            Instant before = bed.time.instant();
            DrillStep step = engine.advance(DrillTestBed.SOURCE.where(), DrillTestBed.ID)
                    .success()
                    .orElseThrow();
            assertThat(Duration.between(before, bed.time.instant())).isLessThan(Duration.ofMinutes(5));
            if (step instanceof DrillStep.Wait(DrillRecord _, Duration pause)) {
                bed.time.advance(pause);
            }
            record = bed.record();
        }
        assertThat(record.verdict()).contains(DrillVerdict.PASSED);
        assertThat(items.log).isNotEmpty();
    }

    private static String seen(DrillRecord drill, CheckKind kind) {
        return drill.checks().stream()
                .filter(check -> check.kind() == kind)
                .map(CheckResult::seen)
                .findFirst()
                .orElseThrow();
    }
}

package io.pitrguard.domain.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.drill.SampleLook.Before;
import io.pitrguard.domain.drill.SampleProgress.Comparison;
import io.pitrguard.domain.item.Item;
import io.pitrguard.domain.item.ItemValue;
import io.pitrguard.domain.policy.DrillRequirement.TimeAttribute;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SampleRulesTest {
    private static final Instant MOMENT = Instant.parse("2026-11-22T10:00:00Z");
    private static final TimeAttribute TIME = new TimeAttribute("at", Duration.ofHours(1));
    private static final SampleRules TIMED = new SampleRules(MOMENT, Optional.of(TIME));
    private static final Before NOT_LOOKED = new Before.NotLooked();
    private static final SampleRules PLAIN = new SampleRules(MOMENT, Optional.empty());

    @Test
    void equalItemsAreTheSame() {
        assertThat(PLAIN.compare(item("a", ""), item("a", ""), NOT_LOOKED)).isEqualTo(Comparison.SAME);
        assertThat(TIMED.compare(item("a", "2026-11-22T09:00:00Z"), item("a", "2026-11-22T09:00:00Z"), NOT_LOOKED))
                .isEqualTo(Comparison.SAME);
    }

    @ParameterizedTest
    @CsvSource({
        "a, 2026-11-22T10:30:00Z, b, 2026-11-22T09:00:00Z, EXPLAINED",
        "a, 2026-11-22T10:30:00Z, -, '', EXPLAINED",
        "a, 2026-11-22T09:59:30Z, -, '', EXPLAINED",
        "a, 2026-11-22T09:00:00Z, b, 2026-11-22T08:00:00Z, WRONG",
        "a, 2026-11-22T09:00:00Z, -, '', WRONG",
        "a, '', -, '', UNEXPLAINED",
        "-, '', a, 2026-11-22T09:00:00Z, UNEXPLAINED",
        "-, '', a, '', UNEXPLAINED",
        "-, '', a, 2026-11-22T10:30:00Z, WRONG",
        "a, 2026-11-22T10:30:00Z, a, 2026-11-22T10:30:00Z, WRONG"
    })
    void explainsDifferencesByTime(
            String live, String liveAt, String restored, String restoredAt, Comparison expected) {
        assertThat(TIMED.compare(item(live, liveAt), item(restored, restoredAt), NOT_LOOKED))
                .isEqualTo(expected);
    }

    @Test
    void explainsNothingWithoutATimeAttribute() {
        assertThat(PLAIN.compare(item("a", "2026-11-22T10:30:00Z"), Optional.empty(), NOT_LOOKED))
                .isEqualTo(Comparison.UNEXPLAINED);
        assertThat(PLAIN.compare(Optional.empty(), item("a", "2026-11-22T09:00:00Z"), NOT_LOOKED))
                .isEqualTo(Comparison.UNEXPLAINED);
    }

    static Stream<ItemValue> times() {
        return Stream.of(
                new ItemValue.Text("2026-11-22T10:00:00Z"),
                new ItemValue.Text("2026-11-22T11:00:00+01:00"),
                new ItemValue.Text(Long.toString(MOMENT.getEpochSecond())),
                ItemValue.Numeric.of(Long.toString(MOMENT.getEpochSecond())),
                ItemValue.Numeric.of(Long.toString(MOMENT.toEpochMilli())));
    }

    @ParameterizedTest
    @MethodSource("times")
    void readsTimes(ItemValue value) {
        assertThat(TIMED.written(Item.of(Map.of("at", value)))).contains(MOMENT);
    }

    static Stream<ItemValue> others() {
        return Stream.of(
                new ItemValue.Text("yesterday"),
                new ItemValue.Text(""),
                ItemValue.Numeric.of("-1"),
                // minutes, days and microseconds since 1970, a day and a time of the calendar, and a year to come
                ItemValue.Numeric.of("29662440"),
                ItemValue.Numeric.of("20599"),
                ItemValue.Numeric.of("1795341600000000"),
                new ItemValue.Text("20261122"),
                new ItemValue.Text("20261122100000"),
                ItemValue.Numeric.of("4102444800"),
                ItemValue.Numeric.of("1e30"),
                new ItemValue.Flag(true),
                new ItemValue.Nothing(),
                new ItemValue.Binary("AA=="),
                ItemValue.TextSet.of(List.of("a")),
                new ItemValue.NumericSet(Set.of(ItemValue.Numeric.of("1"))),
                new ItemValue.BinarySet(Set.of("AA==")),
                new ItemValue.Many(List.of()),
                new ItemValue.Fields(Map.of()));
    }

    @ParameterizedTest
    @MethodSource("others")
    void readsNoTimeOfOtherValues(ItemValue value) {
        assertThat(TIMED.written(Item.of(Map.of("at", value)))).isEmpty();
    }

    @Test
    void judgesTheSample() {
        SampleProgress none = SampleProgress.NONE;
        SampleProgress same = none.with(Comparison.SAME, true, Optional.empty(), "k1");
        SampleProgress open = same.with(Comparison.UNEXPLAINED, true, Optional.empty(), "k2");
        SampleProgress wrong = open.with(Comparison.WRONG, false, Optional.empty(), "k3")
                .with(Comparison.WRONG, false, Optional.empty(), "k4")
                .with(Comparison.WRONG, false, Optional.empty(), "k5")
                .with(Comparison.WRONG, false, Optional.empty(), "k6");

        assertThat(PLAIN.judge(none, false).verdict()).isEqualTo(DrillVerdict.NOT_PROVEN);
        assertThat(PLAIN.judge(same, false).verdict()).isEqualTo(DrillVerdict.PASSED);
        assertThat(PLAIN.judge(open, false).reason()).contains("1 of 2", "Name a timeAttribute");
        assertThat(TIMED.judge(open, false).reason()).contains("They lack the time attribute, or were deleted since.");
        assertThat(PLAIN.judge(wrong, false).verdict()).isEqualTo(DrillVerdict.FAILED);
        assertThat(PLAIN.judge(wrong, false).reason())
                .contains("4 of 6", "k3, k4, k5")
                .doesNotContain("k6");
        assertThat(PLAIN.judge(same.with(Comparison.EXPLAINED, true, Optional.empty(), "k7"), false)
                        .verdict())
                .isEqualTo(DrillVerdict.PASSED);
    }

    /** Where everything changed since, nothing shows that the restore is right. */
    @Test
    void provesNothingWithoutAnEqualItem() {
        SampleProgress changed = SampleProgress.NONE
                .with(Comparison.EXPLAINED, true, Optional.empty(), "k1")
                .with(Comparison.EXPLAINED, false, Optional.empty(), "k2");

        assertThat(TIMED.judge(changed, false).verdict()).isEqualTo(DrillVerdict.NOT_PROVEN);
        assertThat(TIMED.judge(changed, false).reason()).contains("too few could be found equal");
    }

    @Test
    void failsNoTimeOfATableThatWasNotCounted() {
        SampleProgress old =
                SampleProgress.NONE.with(Comparison.SAME, true, Optional.of(MOMENT.minusSeconds(9_000)), "a");

        assertThat(TIMED.judgeTime(TIME, old, OptionalLong.empty()).verdict()).isEqualTo(DrillVerdict.NOT_PROVEN);
    }

    @Test
    void judgesTheNewestTime() {
        assertThat(time(Optional.empty(), 1)).isEqualTo(DrillVerdict.NOT_PROVEN);
        assertThat(time(Optional.of(MOMENT.minusSeconds(3600)), 9)).isEqualTo(DrillVerdict.PASSED);
        assertThat(time(Optional.of(MOMENT.plusSeconds(61)), 1)).isEqualTo(DrillVerdict.FAILED);
        assertThat(time(Optional.of(MOMENT.minusSeconds(3601)), 1)).isEqualTo(DrillVerdict.FAILED);
        assertThat(time(Optional.of(MOMENT.minusSeconds(3601)), 2)).isEqualTo(DrillVerdict.NOT_PROVEN);
    }

    @Test
    void keepsTheNewestTime() {
        SampleProgress progress = SampleProgress.NONE
                .with(Comparison.SAME, true, Optional.of(MOMENT), "a")
                .with(Comparison.SAME, true, Optional.of(MOMENT.minusSeconds(5)), "b")
                .with(Comparison.SAME, true, Optional.empty(), "c")
                .with(Comparison.SAME, true, Optional.of(MOMENT.plusSeconds(5)), "d");

        assertThat(progress.newest()).contains(MOMENT.plusSeconds(5));
        assertThat(progress.nextSpot().newest()).contains(MOMENT.plusSeconds(5));
    }

    private static DrillVerdict time(Optional<Instant> newest, long items) {
        return TIMED.judgeTime(
                        TIME, SampleProgress.NONE.with(Comparison.SAME, true, newest, "a"), OptionalLong.of(items))
                .verdict();
    }

    /** {@code -} is no item, and an empty time no attribute. */
    private static Optional<Item> item(String value, String at) {
        if (value.equals("-")) {
            return Optional.empty();
        }
        Map<String, ItemValue> attributes = at.isEmpty()
                ? Map.of("pk", new ItemValue.Text("k"), "v", new ItemValue.Text(value))
                : Map.of("pk", new ItemValue.Text("k"), "v", new ItemValue.Text(value), "at", new ItemValue.Text(at));
        return Optional.of(Item.of(attributes));
    }
}

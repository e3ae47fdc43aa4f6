package io.pitrguard.domain.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.domain.drill.SampleLook.Before;
import io.pitrguard.domain.drill.SampleProgress.Comparison;
import io.pitrguard.domain.item.Item;
import io.pitrguard.domain.item.ItemDigest;
import io.pitrguard.domain.item.ItemValue;
import io.pitrguard.domain.policy.DrillRequirement.TimeAttribute;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleLookTest {
    private static final Instant MOMENT = Instant.parse("2026-11-22T10:00:00Z");
    private static final SampleRules PLAIN = new SampleRules(MOMENT, Optional.empty());
    private static final SampleRules TIMED =
            new SampleRules(MOMENT, Optional.of(new TimeAttribute("at", Duration.ofHours(1))));

    @Test
    void knowsWhatAPlaceHad() {
        Item key = Item.of(Map.of("pk", new ItemValue.Text("k")));
        Item other = Item.of(Map.of("pk", new ItemValue.Text("l")));
        SampleLook look = SampleLook.at(2)
                .with(new SampleLook.Spot(Map.of(ItemDigest.of(key), 7L), false), 1.5)
                .with(new SampleLook.Spot(Map.of(), true), 1);

        assertThat(look.over()).isTrue();
        assertThat(look.items()).isEqualTo(1);
        assertThat(look.units()).isEqualTo(2.5);
        assertThat(look.before(0, key)).isEqualTo(new Before.Present(7));
        assertThat(look.before(0, other)).isEqualTo(new Before.Outside());
        assertThat(look.before(1, key)).isEqualTo(new Before.Absent());
        assertThat(look.ended(MOMENT).end()).contains(MOMENT);
        assertThat(SampleLook.NONE.before(0, key)).isEqualTo(new Before.NotLooked());
        assertThat(SampleLook.NONE.over()).isTrue();
        assertThat(SampleLook.at(1).over()).isFalse();
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> new SampleLook(0, List.of(new SampleLook.Spot(Map.of(), true)), 0, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SampleLook(1, List.of(), -1, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Values of the item before the moment, now, and restored; {@code -} is none, and {@code ?} was not looked at. */
    @ParameterizedTest
    @CsvSource({
        // unchanged
        "a, a, a, SAME",
        "a, a, b, UNEXPLAINED",
        "a, a, -, UNEXPLAINED",
        // changed since the look
        "a, b, a, SAME",
        "a, b, b, SAME",
        "a, b, c, UNEXPLAINED",
        "a, b, -, UNEXPLAINED",
        // deleted since
        "a, -, a, SAME",
        "a, -, b, UNEXPLAINED",
        // made since
        "-, a, a, SAME",
        "-, a, -, EXPLAINED",
        "-, a, b, EXPLAINED",
        // made and deleted, or never there
        "-, -, a, UNEXPLAINED",
        // not part of the look
        "?, a, a, SAME",
        "?, a, b, OUTSIDE",
        "?, a, -, OUTSIDE",
        "?, -, a, OUTSIDE"
    })
    void explainsByWhatWasBefore(String before, String live, String restored, Comparison expected) {
        assertThat(PLAIN.compare(item(live, ""), item(restored, ""), before(before)))
                .isEqualTo(expected);
    }

    /** An item that says when it was written; the look weighs more where both speak. */
    @ParameterizedTest
    @CsvSource({
        "a, a, 09:00, b, 09:00, WRONG",
        "a, a, 09:59:30, b, 09:00, UNEXPLAINED",
        "z, a, 09:00, b, 09:00, UNEXPLAINED",
        "z, a, 10:30, b, 09:00, UNEXPLAINED",
        "z, a, 10:30, b, 09:59:58, EXPLAINED",
        "?, a, 09:00, b, 09:00, WRONG",
        "?, a, 10:30, b, 09:00, EXPLAINED",
        "?, -, 09:00, b, 09:00, OUTSIDE",
        "-, -, 09:00, b, 09:00, UNEXPLAINED",
        "-, -, 09:00, b, 09:59:58, EXPLAINED",
        "a, a, 09:00, b, 10:30, WRONG"
    })
    void explainsByTimesToo(
            String before, String live, String liveAt, String restored, String restoredAt, Comparison expected) {
        Before known = before.equals("a")
                ? new Before.Present(ItemDigest.of(item(live, liveAt).orElseThrow()))
                : before(before);

        assertThat(TIMED.compare(item(live, liveAt), item(restored, restoredAt), known))
                .isEqualTo(expected);
    }

    @Test
    void countsNothingThatIsNotPartOfTheSample() {
        SampleProgress progress = SampleProgress.NONE
                .with(Comparison.SAME, true, Optional.empty(), "a")
                .with(Comparison.OUTSIDE, true, Optional.of(MOMENT), "b");

        assertThat(progress.compared()).isEqualTo(1);
        assertThat(progress.same()).isEqualTo(1);
        assertThat(progress.restored()).isEqualTo(2);
        assertThat(progress.newest()).contains(MOMENT);
    }

    @Test
    void saysThatTheSourceWasTheSameBefore() {
        SampleProgress open = SampleProgress.NONE
                .with(Comparison.SAME, true, Optional.empty(), "a")
                .with(Comparison.UNEXPLAINED, false, Optional.empty(), "b");

        assertThat(PLAIN.judge(open, true).verdict()).isEqualTo(DrillVerdict.NOT_PROVEN);
        assertThat(PLAIN.judge(open, true).reason()).contains("changed and changed back", "Name a timeAttribute");
        assertThat(PLAIN.judge(open, true).how()).endsWith(", and before the moment.");
    }

    private static Before before(String value) {
        return switch (value) {
            case "?" -> new Before.Outside();
            case "-" -> new Before.Absent();
            default -> new Before.Present(ItemDigest.of(item(value, "").orElseThrow()));
        };
    }

    private static Optional<Item> item(String value, String at) {
        if (value.equals("-")) {
            return Optional.empty();
        }
        ItemValue key = new ItemValue.Text("k");
        ItemValue content = new ItemValue.Text(value);
        String time = at.length() == 5 ? at + ":00" : at;
        return Optional.of(Item.of(
                at.isEmpty()
                        ? Map.of("pk", key, "v", content)
                        : Map.of("pk", key, "v", content, "at", new ItemValue.Text("2026-11-22T" + time + "Z"))));
    }
}

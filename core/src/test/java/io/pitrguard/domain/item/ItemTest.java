package io.pitrguard.domain.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ItemTest {
    private static final Item ORDER = Item.of(Map.of(
            "pk", new ItemValue.Text("o-1"), "total", ItemValue.Numeric.of("10.50"), "open", new ItemValue.Flag(true)));

    @Test
    void comparesNumbersByValue() {
        assertThat(ItemValue.Numeric.of("100"))
                .isEqualTo(ItemValue.Numeric.of("1.00E2"))
                .isNotEqualTo(ItemValue.Numeric.of("100.1"));
        assertThat(ItemValue.Numeric.of("-0.0")).isEqualTo(ItemValue.Numeric.of("0"));
        assertThat(ItemValue.Numeric.of("12345678901234567890123456789012345678")
                        .value())
                .hasToString("12345678901234567890123456789012345678");
        assertThatExceptionOfType(NumberFormatException.class).isThrownBy(() -> ItemValue.Numeric.of("ten"));
    }

    @Test
    void comparesSetsInAnyOrder() {
        assertThat(ItemValue.TextSet.of(List.of("b", "a", "10", "9")))
                .isEqualTo(ItemValue.TextSet.of(List.of("9", "10", "a", "b")));
        assertThat(numbers("1.0", "2")).isEqualTo(numbers("2.00", "1"));
        assertThat(new ItemValue.BinarySet(Set.of("AA==", "AQ==")))
                .isEqualTo(new ItemValue.BinarySet(Set.of("AQ==", "AA==")));
    }

    private static ItemValue numbers(String one, String other) {
        return new ItemValue.NumericSet(Set.of(ItemValue.Numeric.of(one), ItemValue.Numeric.of(other)));
    }

    @Test
    void keepsListsInOrder() {
        ItemValue a = new ItemValue.Text("a");
        ItemValue none = new ItemValue.Nothing();

        assertThat(new ItemValue.Many(List.of(a, none))).isNotEqualTo(new ItemValue.Many(List.of(none, a)));
        assertThat(new ItemValue.Fields(Map.of("a", a, "none", none)))
                .isEqualTo(new ItemValue.Fields(Map.of("none", new ItemValue.Nothing(), "a", a)));
    }

    @Test
    void knowsItsTypeAsDynamoDbCallsIt() {
        assertThat(List.of(
                                new ItemValue.Text(""),
                                ItemValue.Numeric.of("1"),
                                new ItemValue.Binary(""),
                                new ItemValue.Flag(false),
                                new ItemValue.Nothing(),
                                ItemValue.TextSet.of(List.of("a")),
                                numbers("1", "2"),
                                new ItemValue.BinarySet(Set.of("AA==")),
                                new ItemValue.Many(List.of()),
                                new ItemValue.Fields(Map.of()))
                        .stream()
                        .map(ItemValue::type))
                .containsExactly("S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", "L", "M");
    }

    @Test
    void findsAttributes() {
        assertThat(ORDER.find("total")).hasValue(ItemValue.Numeric.of("10.5"));
        assertThat(ORDER.find("missing")).isEmpty();
        assertThat(ORDER.only(List.of("pk", "missing"))).isEqualTo(Item.of(Map.of("pk", new ItemValue.Text("o-1"))));
    }
}

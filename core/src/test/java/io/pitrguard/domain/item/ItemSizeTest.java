package io.pitrguard.domain.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ItemSizeTest {
    @Test
    void countsNamesAndTexts() {
        assertThat(bytes(new ItemValue.Text("Grüße"))).isEqualTo(7);
        assertThat(ItemSize.bytes(Item.of(Map.of("name", new ItemValue.Text("abc"), "other", new ItemValue.Text("")))))
                .isEqualTo(4 + 3 + 5);
    }

    @Test
    void countsEachType() {
        assertThat(bytes(ItemValue.Numeric.of("12345"))).isEqualTo(5);
        assertThat(bytes(new ItemValue.Binary("AAECAwQF"))).isEqualTo(6);
        assertThat(bytes(new ItemValue.Flag(true))).isEqualTo(1);
        assertThat(bytes(new ItemValue.Nothing())).isEqualTo(1);
        assertThat(bytes(ItemValue.TextSet.of(List.of("ab", "cde")))).isEqualTo(5);
        assertThat(bytes(new ItemValue.NumericSet(
                        Set.of(ItemValue.Numeric.of("1"), new ItemValue.Numeric(new BigDecimal("22"))))))
                .isEqualTo(6);
        assertThat(bytes(new ItemValue.BinarySet(Set.of("AAEC", "AwQF")))).isEqualTo(6);
        assertThat(bytes(new ItemValue.Many(List.of(new ItemValue.Text("ab"))))).isEqualTo(3 + 1 + 2);
        assertThat(bytes(new ItemValue.Fields(Map.of("k", new ItemValue.Text("ab")))))
                .isEqualTo(3 + 1 + 1 + 2);
    }

    @Test
    void roundsUnitsUp() {
        assertThat(ItemSize.units(Item.of(Map.of()))).isEqualTo(1);
        assertThat(ItemSize.units(sized(4096))).isEqualTo(1);
        assertThat(ItemSize.units(sized(4097))).isEqualTo(2);
    }

    private static Item sized(int bytes) {
        return Item.of(Map.of("a", new ItemValue.Text("x".repeat(bytes - 1))));
    }

    private static long bytes(ItemValue value) {
        return ItemSize.bytes(Item.of(Map.of("", value)));
    }
}

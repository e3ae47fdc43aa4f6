package io.pitrguard.domain.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ItemDigestTest {
    @Test
    void isTheSameOfItemsThatAreEqual() {
        assertThat(ItemDigest.of(item(ItemValue.Numeric.of("1.50")))).isEqualTo(of(ItemValue.Numeric.of("1.5")));
        assertThat(of(ItemValue.TextSet.of(List.of("b", "a")))).isEqualTo(of(ItemValue.TextSet.of(List.of("a", "b"))));
    }

    /** Sets of Java have another order in every process. */
    @Test
    void isTheSameOnEveryMachine() {
        Set<ItemValue.Numeric> numbers = IntStream.range(0, 40)
                .mapToObj(number -> ItemValue.Numeric.of(String.valueOf(number)))
                .collect(Collectors.toSet());

        assertThat(of(new ItemValue.NumericSet(numbers))).isEqualTo(-6787361888442330672L);
        assertThat(of(new ItemValue.BinarySet(Set.of("AA==", "AQ==", "Ag==")))).isEqualTo(-3881333099525972329L);
    }

    @Test
    void differsWhereAnythingDiffers() {
        List<ItemValue> values = List.of(
                new ItemValue.Text("1"),
                new ItemValue.Text("a1:b"),
                ItemValue.Numeric.of("1"),
                new ItemValue.Binary("1"),
                new ItemValue.Flag(true),
                new ItemValue.Flag(false),
                new ItemValue.Nothing(),
                ItemValue.TextSet.of(List.of("ab")),
                ItemValue.TextSet.of(List.of("a", "b")),
                new ItemValue.NumericSet(Set.of(ItemValue.Numeric.of("1"))),
                new ItemValue.BinarySet(Set.of("1")),
                new ItemValue.Many(List.of()),
                new ItemValue.Many(List.of(new ItemValue.Text("a"), new ItemValue.Text("b"))),
                new ItemValue.Many(List.of(new ItemValue.Text("b"), new ItemValue.Text("a"))),
                new ItemValue.Fields(Map.of()),
                new ItemValue.Fields(Map.of("a", new ItemValue.Text("b"))));

        Set<Long> digests = values.stream().map(ItemDigestTest::of).collect(Collectors.toSet());
        assertThat(digests).hasSameSizeAs(values);
    }

    private static long of(ItemValue value) {
        return ItemDigest.of(item(value));
    }

    private static Item item(ItemValue value) {
        return Item.of(Map.of("pk", new ItemValue.Text("k"), "v", value));
    }
}

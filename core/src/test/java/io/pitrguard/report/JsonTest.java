package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    /** A view whose fields are not in the order of the alphabet. */
    public record Sample(
            String zebra, int apple, @Nullable String nothing, List<Inner> inner, BigDecimal money, boolean yes) {}

    /** A view within a view. */
    public record Inner(long number) {}

    /** Nobody outside knows it; its document is read all the same. */
    private record Hidden(String name, List<Inner> inner) {}

    @Test
    void writesARecordThatIsNotPublic() {
        assertThat(Json.write(new Hidden("a", List.of(new Inner(1)))))
                .isEqualTo("{\"name\":\"a\",\"inner\":[{\"number\":1}]}");
    }

    /** Written out it would have a thousand million zeros. */
    @Test
    void writesAHugeNumberAsShortAsItCame() {
        Object parsed = Json.parse("[1e999999999, -1E-999999999, 1e3, 0.50]");

        assertThat(Json.write(parsed)).isEqualTo("[1E+999999999,-1E-999999999,1000,0.50]");
    }

    @Test
    void writesFieldsInTheOrderOfTheirDeclarationAndMissingOnesAsNull() {
        Sample sample = new Sample("z", 1, null, List.of(new Inner(2), new Inner(-3)), new BigDecimal("1E+3"), true);

        assertThat(Json.write(sample))
                .isEqualTo(
                        "{\"zebra\":\"z\",\"apple\":1,\"nothing\":null,\"inner\":[{\"number\":2},{\"number\":-3}],\"money\":1000,\"yes\":true}");
    }

    @Test
    void keepsTheOrderOfMaps() {
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("b", 1);
        map.put("a", 2);

        assertThat(Json.write(map)).isEqualTo("{\"b\":1,\"a\":2}");
        assertThat(((Map<?, ?>) parsed("{\"b\":1,\"a\":2}")).keySet().stream().map(String::valueOf))
                .containsExactly("b", "a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "\"quoted\" and back\\slash",
                "line\nbreak\r\ttab",
                "\u0000\u0001\u001f\u007f",
                "Möwe ✓ 日本",
                "\uD83D\uDE80 beyond the first plane",
                "\u2028\u2029",
                "</script>&amp;"
            })
    void readsBackEveryTextThatItWrote(String text) {
        assertThat(Json.parse(Json.write(text))).isEqualTo(text);
        assertThat(Json.parse(Json.write(Map.of(text, List.of(text))))).isEqualTo(Map.of(text, List.of(text)));
        assertThat(Json.write(text)).doesNotContain("\n", "\r", "\u0000");
    }

    @Test
    void writesOneLineOrPretty() {
        Map<String, Object> map = Map.of("a", List.of(1, 2));

        assertThat(Json.write(map)).doesNotContain("\n");
        assertThat(Json.writePretty(map))
                .contains("\n")
                .satisfies(text -> assertThat(parsed(text)).isEqualTo(parsed(Json.write(map))));
    }

    @Test
    void readsNumbersWithoutLosingAny() {
        assertThat(Json.parse("[1, -9223372036854775808, 92233720368547758080, 0.10, 1e2]"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .satisfies(numbers -> {
                    assertThat(((Number) numbers.get(0)).longValue()).isEqualTo(1);
                    assertThat(numbers.get(1)).isEqualTo(Long.MIN_VALUE);
                    assertThat(numbers.get(2)).isEqualTo(new BigInteger("92233720368547758080"));
                    assertThat(numbers.get(3)).isEqualTo(new BigDecimal("0.10"));
                    assertThat((BigDecimal) numbers.get(4)).isEqualByComparingTo("100");
                });
    }

    @Test
    void readsSmallWholeNumbersAsLong() {
        assertThat(Json.parse("1")).isEqualTo(1L);
    }

    @Test
    void readsTruthAndNothing() {
        assertThat(Json.parse("[true, false, null]")).isEqualTo(Arrays.asList(true, false, null));
        assertThat(Json.write(Arrays.asList(true, false, null))).isEqualTo("[true,false,null]");
        assertThat(Json.write(List.of(1L, new BigInteger("2")))).isEqualTo("[1,2]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "{", "{\"a\":}", "[1,]", "{'a':1}", "nul", "1 2", "{} {}", "\"open", "NaN"})
    void refusesWhatIsNotExactlyOneDocument(String text) {
        assertThatThrownBy(() -> Json.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .isNotBlank();
    }

    @Test
    void refusesDocumentThatIsNestedTooDeeply() {
        assertThatThrownBy(() -> Json.parse("[".repeat(100_000))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsWhereTheMistakeIs() {
        assertThatThrownBy(() -> Json.parse("{\n\"a\": x}")).hasMessageContaining("line 2");
    }

    @Test
    void refusesToWriteWhatIsNoView() {
        assertThatThrownBy(() -> Json.write(new ArrayList<>(List.of(new Object()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Object");
    }

    private static Object parsed(String text) {
        return Objects.requireNonNull(Json.parse(text));
    }
}

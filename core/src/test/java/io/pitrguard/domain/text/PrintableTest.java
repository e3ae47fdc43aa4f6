package io.pitrguard.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
    /** What issue and reviews named: direction, zero width, byte order, C0 and C1. */
    static IntStream hostile() {
        return IntStream.of(0x61C, 0xFEFF, 0x2028, 0x2029, 0xD800, 0xE0041, 0xAD, 0x2060, 0x7F);
    }

    @Test
    void showsNoCharacterThatSteersOrHides() {
        IntStream.concat(
                        hostile(),
                        IntStream.of(0x200B, 0x202A, 0x2066, 0x80)
                                .flatMap(first -> IntStream.rangeClosed(first, lastOf(first))))
                .forEach(c -> {
                    String text = "a" + Character.toString(c) + "b";
                    String escaped = "a" + escape(c) + "b";
                    assertThat(Printable.line(text)).isEqualTo("a b");
                    assertThat(Printable.output(text)).isEqualTo(escaped);
                    assertThat(Printable.exact(text)).isEqualTo(escaped);
                    assertThat(Printable.isUnseen(c)).isTrue();
                });
    }

    /** As in JSON: a character beyond 16 bits takes two escapes. */
    private static String escape(int c) {
        return Character.toString(c).chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining());
    }

    private static int lastOf(int first) {
        return switch (first) {
            case 0x200B -> 0x200F;
            case 0x202A -> 0x202E;
            case 0x2066 -> 0x2069;
            default -> 0x9F;
        };
    }

    @Test
    void controlsNeitherBreakLineNorDisappear() {
        IntStream.range(0, ' ')
                .forEach(c -> assertThat(Printable.line("a" + Character.toString(c) + "b"))
                        .isEqualTo("a b"));
        assertThat(Printable.line("a\r\n\u001BTo do: nothing\tb")).isEqualTo("a To do: nothing b");
    }

    @Test
    void outputsKeepTheirLines() {
        assertThat(Printable.output("a\n  b\u001B[2J\r\n")).isEqualTo("a\n  b\\u001b[2J\r\n");
        assertThat(Printable.output("a\rb\r")).isEqualTo("a\\u000db\\u000d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200dم", "م\u200d", "a\u200dم", "م\u200da", "م\u200d\u200dم", "م\u200bم"})
    void joinersHideNothing(String text) {
        assertThat(Printable.line(text).codePoints().anyMatch(Printable::isUnseen))
                .isFalse();
        assertThat(Printable.output(text)).contains("\\u200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "orders-1", "Zoë, 東京, עברית, 🦀", "a b — “c” …", "نیم\u200cفاصله, 👩\u200d💻"})
    void leavesAllOtherTextAsItIs(String text) {
        assertThat(Printable.line(text)).isEqualTo(text);
        assertThat(Printable.output(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "n\u0430me, n\\u0430me",
        "a\u00A0b, a\\u00a0b",
        "\u0438\u043C\u044F, \u0438\u043C\u044F",
        "Zoë-1, Zoë-1",
        "e\u0301t, e\u0301t"
    })
    void showsWhatOnlyLooksLikeSomethingElse(String text, String shown) {
        assertThat(Printable.exact(text)).isEqualTo(shown);
    }

    @Test
    void knowsWhatCannotBeSeen() {
        assertThat(Printable.isUnseen(' ')).isFalse();
        assertThat(Printable.isUnseen('a')).isFalse();
        assertThat(Printable.isUnseen(0xA0)).isTrue();
        assertThat(Printable.isUnseen(0x3000)).isTrue();
    }
}

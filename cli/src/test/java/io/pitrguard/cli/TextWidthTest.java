package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link TextWidth}: columns of a terminal, not characters. */
class TextWidthTest {
    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "orders, 6",
        "größe, 5",
        "gro\u0308ße, 5",
        "表, 2",
        "注文テーブル, 12",
        "주문, 4",
        "ﾃｰﾙ, 3",
        "Ａ, 2",
        "👩, 2",
        "👩\u200d💻, 2",
        "🇩🇪, 2",
        "❤, 1",
        "❤\uFE0F, 2",
        "הזמנות, 6",
        "نیم\u200cفاصله, 8",
        "…, 1"
    })
    void countsColumns(String text, int columns) {
        assertThat(TextWidth.of(text)).isEqualTo(columns);
    }

    @ParameterizedTest
    @CsvSource({
        "orders, 6, orders",
        "orders, 5, orde…",
        "orders, 1, o…",
        "team a, 6, team a",
        "team ab, 6, team…",
        "注文テーブル, 12, 注文テーブル",
        "注文テーブル, 11, 注文テーブ…",
        "注文テーブル, 10, 注文テー…",
        "a👩\u200d💻b, 3, a…",
        "go\u0308o, 2, g…"
    })
    void shortensWithoutCuttingACharacter(String text, int columns, String shown) {
        assertThat(TextWidth.shortened(text, columns)).isEqualTo(shown);
    }

    @Test
    void padsToColumns() {
        assertThat(TextWidth.padded("表", 5)).isEqualTo("表   ");
        assertThat(TextWidth.padded("orders", 5)).isEqualTo("orders");
    }
}

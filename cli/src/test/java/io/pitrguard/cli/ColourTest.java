package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link Colour}: each can be read on every usual background, by WCAG's contrast for large text and signs. */
class ColourTest {
    private static final double LEAST = 3;

    /** Black, VS Code, Ubuntu, Solarized dark, Dracula; white, Solarized light, grey. */
    private static final List<Integer> BACKGROUNDS =
            List.of(0x000000, 0x1E1E1E, 0x300A24, 0x002B36, 0x282A36, 0xFFFFFF, 0xFDF6E3, 0xF5F5F5);

    private static final int[] LEVELS = {0, 95, 135, 175, 215, 255};

    static Stream<Colour> numbered() {
        return Arrays.stream(Colour.values()).filter(colour -> colour.number() > 0);
    }

    @ParameterizedTest
    @MethodSource("numbered")
    void readsOnLightAndOnDark(Colour colour) {
        assertThat(colour.number()).as("a colour that no theme changes").isBetween(16, 231);
        assertThat(BACKGROUNDS)
                .allSatisfy(background -> assertThat(contrast(rgb(colour.number()), background))
                        .as("%s on #%06X", colour, background)
                        .isGreaterThanOrEqualTo(LEAST));
    }

    @Test
    void aFindingDiffersFromAllOthers() {
        assertThat(numbered()).hasSize(3);
        assertThat(Arrays.stream(Colour.values()).map(colour -> colour.paint("x")))
                .doesNotHaveDuplicates();
        assertThat(Colour.PLAIN.paint("x")).isEqualTo("x");
    }

    /** Returns one of the colours of the 6 × 6 × 6 cube. */
    private static int rgb(int number) {
        int index = number - 16;
        return LEVELS[index / 36] << 16 | LEVELS[index / 6 % 6] << 8 | LEVELS[index % 6];
    }

    private static double contrast(int one, int other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16 & 0xFF) + 0.7152 * linear(rgb >> 8 & 0xFF) + 0.0722 * linear(rgb & 0xFF);
    }

    private static double linear(int level) {
        double part = level / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}

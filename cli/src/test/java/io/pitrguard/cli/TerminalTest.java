package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@link Terminal}: colour and progress only on a terminal. */
class TerminalTest {
    @AfterEach
    void forget() {
        System.clearProperty("pitrguard.stdout.tty");
        System.clearProperty("pitrguard.stderr.tty");
    }

    @Test
    void usesNoColourAwayFromATerminal() {
        assertThat(Terminal.colour(Map.of())).isFalse();
        assertThat(Terminal.progress()).isFalse();
    }

    @Test
    void usesColourOnATerminal() {
        System.setProperty("pitrguard.stdout.tty", "true");

        assertThat(Terminal.colour(Map.of())).isTrue();
        assertThat(Terminal.colour(Map.of("NO_COLOR", ""))).isTrue();
        assertThat(Terminal.progress()).isFalse();
    }

    @Test
    void respectsNoColor() {
        System.setProperty("pitrguard.stdout.tty", "true");

        assertThat(Terminal.colour(Map.of("NO_COLOR", "1"))).isFalse();
    }

    @Test
    void drawsProgressWhenStandardErrorIsATerminal() {
        System.setProperty("pitrguard.stderr.tty", "true");

        assertThat(Terminal.progress()).isTrue();
        assertThat(Terminal.colour()).isFalse();
    }
}

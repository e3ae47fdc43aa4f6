package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        assertThat(Terminal.progress(Map.of())).isEqualTo(Terminal.Progress.CHANGES);
    }

    @Test
    void usesColourOnATerminal() {
        System.setProperty("pitrguard.stdout.tty", "true");

        assertThat(Terminal.colour(Map.of("TERM", "xterm-256color"))).isTrue();
        assertThat(Terminal.colour(Map.of("NO_COLOR", ""))).isTrue();
        assertThat(Terminal.progress(Map.of())).isEqualTo(Terminal.Progress.CHANGES);
    }

    @Test
    void respectsNoColor() {
        System.setProperty("pitrguard.stdout.tty", "true");

        assertThat(Terminal.colour(Map.of("NO_COLOR", "1"))).isFalse();
    }

    /** As https://bixense.com/clicolors says. */
    @ParameterizedTest
    @CsvSource({
        "true, CLICOLOR=1, true",
        "true, CLICOLOR=0, false",
        "false, CLICOLOR=1, false",
        "false, CLICOLOR_FORCE=1, true",
        "false, CLICOLOR_FORCE=0, false",
        "false, CLICOLOR_FORCE=, false",
        "true, CLICOLOR_FORCE=0, true",
        "false, NO_COLOR=1 CLICOLOR_FORCE=1, false",
        "true, CLICOLOR=0 CLICOLOR_FORCE=1, true",
        "true, TERM=dumb CLICOLOR_FORCE=1, true"
    })
    void respectsCliColors(boolean terminal, String variables, boolean colour) {
        System.setProperty("pitrguard.stdout.tty", Boolean.toString(terminal));
        Map<String, String> environment = Arrays.stream(variables.split(" "))
                .map(variable -> variable.split("=", 2))
                .collect(Collectors.toMap(variable -> variable[0], variable -> variable[1]));

        assertThat(Terminal.colour(environment)).isEqualTo(colour);
    }

    @Test
    void drawsProgressWhenStandardErrorIsATerminal() {
        System.setProperty("pitrguard.stderr.tty", "true");

        assertThat(Terminal.progress(Map.of("TERM", "xterm"))).isEqualTo(Terminal.Progress.BAR);
        assertThat(Terminal.colour(Map.of())).isFalse();
    }

    @Test
    void usesNoControlCharactersOnADumbTerminal() {
        System.setProperty("pitrguard.stdout.tty", "true");
        System.setProperty("pitrguard.stderr.tty", "true");

        assertThat(Terminal.colour(Map.of("TERM", "dumb"))).isFalse();
        assertThat(Terminal.progress(Map.of("TERM", "dumb"))).isEqualTo(Terminal.Progress.LINES);
    }

    @ParameterizedTest
    @CsvSource({"60, 60", "'', 132", "7, 40", "wide, 132", "0, 132", "-5, 132", "99999999999, 132"})
    void takesTheWidthThatIsAskedForElseTheTerminals(String columns, int width) {
        assertThat(Terminal.screen(Map.of("COLUMNS", columns), 132).width()).isEqualTo(width);
    }

    @Test
    void wrapsNothingInAPipe() {
        assertThat(WindowSize.columns(-1)).isEmpty();
        assertThat(Terminal.screen(Map.of(), Screen.UNLIMITED).width()).isEqualTo(Integer.MAX_VALUE);
    }
}

package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.config.policy.PolicyReader;
import io.pitrguard.config.policy.PolicyReading;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.wiring.SystemTime;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** {@link Wrap}: where lines end. */
class WrapTest {
    @ParameterizedTest
    @CsvSource({
        "'', 5, ''",
        "'   ', 5, ''",
        "one, 5, one",
        "one two, 7, one two",
        "one two, 6, one|two",
        "'  one   two ', 7, one two",
        "abcdefgh ij, 3, abc|def|gh|ij",
        "a abcdef, 3, a|abc|def",
        "👩👩👩, 4, 👩👩|👩",
        "👩👩👩, 3, 👩|👩|👩",
        "表表 表, 5, 表表|表",
        "👩\u200d💻👩\u200d💻, 2, 👩\u200d💻|👩\u200d💻"
    })
    void breaksAtSpacesElseWhereItMust(String text, int width, String lines) {
        assertThat(String.join("|", Wrap.lines(text, width))).isEqualTo(lines);
    }

    @Test
    void indentsWhatFollowsALabel() {
        assertThat(Wrap.hanging("  no  ", "one two three", 13)).containsExactly("  no  one two", "      three");
        assertThat(Wrap.hanging("  no  ", "one", 13)).containsExactly("  no  one");
    }

    @ParameterizedTest
    @ValueSource(ints = {55, 60, 80, 100})
    void noHelpIsWiderThanTheScreen(int width) {
        assertFits(Main.commandLine(new Screen(width, false)), width);
    }

    private static void assertFits(CommandLine command, int width) {
        StringWriter help = new StringWriter();
        command.usage(new PrintWriter(help));
        assertThat(help.toString().lines()).as(command.getCommandName()).allMatch(line -> TextWidth.of(line) <= width);
        command.getSubcommands().values().forEach(sub -> assertFits(sub, width));
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 80})
    void noExplanationIsWiderThanTheScreen(int width) {
        Policy policy = ((PolicyReading.Valid) PolicyReader.read(Path.of("../policy.yaml"))).policy();
        HypotheticalTable table = HypotheticalTable.of(
                Main.commandLine(new Screen(width, false)).getCommandSpec(), "carts", List.of(), null, null);

        List<String> lines = new PolicyExplanation(policy, table, Optional.empty(), new SystemTime().instant())
                .lines(new Screen(width, false));

        assertThat(lines).hasSizeGreaterThan(3).allMatch(line -> line.length() <= width);
    }
}

package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code pitr-guard demo drill}: its story, as people read it. */
class DemoDrillTest {
    private static Properties before;
    private static CommandResult result;

    @BeforeAll
    static void run() {
        before = (Properties) System.getProperties().clone();
        result = Cli.run("demo", "drill");
    }

    @AfterAll
    static void restore() {
        System.setProperties(before);
    }

    /** Returns the chapter whose heading has these words. */
    private static String chapter(String words) {
        String out = result.out();
        int from = out.indexOf(words);
        assertThat(from).as(words).isNotNegative();
        Matcher next = Pattern.compile("\n[^\n]+\n-{15,}\n").matcher(out);
        return out.substring(from, next.find(from + words.length()) ? next.start() : out.length());
    }

    @Test
    void runsToTheEnd() {
        result.ends(0);
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .startsWith("A table orders with 200 items in a local AWS emulator at http://localhost:")
                .endsWith("(reads your ledger, changes nothing)\n");
    }

    @Test
    void provesARestoreAndDeletesItsTable() {
        assertThat(chapter("A drill ("))
                .contains("restore passed.", "COUNT", "200", "SAMPLE", "The restored table is deleted.")
                .doesNotContain("failed", "not proven");
    }

    @Test
    void findsTheRestoreThatLostItems() {
        assertThat(chapter("A restore that comes out wrong"))
                .contains("loses one item in 10", "180 items")
                .containsPattern("restore failed\\. \\S")
                .containsPattern("SAMPLE +failed")
                .doesNotContain("restore passed");
    }

    @Test
    void reportsWhatIsProven() {
        assertThat(chapter("What is proven")).containsPattern("orders +failed +2026-11-30T09:2[0-9]:[0-9]{2}Z +23 min");
    }
}

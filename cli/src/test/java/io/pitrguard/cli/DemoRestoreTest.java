package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code pitr-guard demo restore}: its story, as people read it. */
class DemoRestoreTest {
    private static Properties before;
    private static CommandResult result;

    @BeforeAll
    static void run() {
        before = (Properties) System.getProperties().clone();
        result = Cli.run("demo", "restore");
    }

    @AfterAll
    static void restore() {
        System.setProperties(before);
    }

    /** Returns a chapter of the story. */
    private static String chapter(String heading) {
        String out = result.out();
        int from = out.indexOf("\n" + heading);
        assertThat(from).as(heading).isNotNegative();
        Matcher next = Pattern.compile("\n[^\n]+\n-{15,}\n").matcher(out);
        return out.substring(from, next.find(from + heading.length()) ? next.start() : out.length());
    }

    @Test
    void runsToTheEnd() {
        System.out.println(result.err());
        System.out.println(result.out());
        result.ends(0);
    }
}

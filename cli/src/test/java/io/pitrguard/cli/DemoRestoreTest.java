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
        result.ends(0);
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .startsWith("A table orders with 200 items in a local AWS emulator at http://localhost:")
                .endsWith("(reads your account, changes nothing)\n");
    }

    @Test
    void tellsWhatHappened() {
        assertThat(chapter("09:15")).contains("deletes all orders of 2025: 130 of 200 items are gone.");
    }

    @Test
    void plansBeforeItRestores() {
        assertThat(chapter("09:25  The plan"))
                .contains("2026-11-30T09:14:00Z", "orders in eu-west-1, account 123456789012, 25.0 GB")
                .contains("orders-0914 in eu-west-1, account 123456789012, a new table")
                .contains("Approval:       not required");
    }

    @Test
    void restoresAndWaitsForAPerson() {
        assertThat(chapter("09:25  The restore"))
                .contains("AWS is restoring the table.", "The table orders-0914 is ready")
                .contains("for a person to confirm: ");
    }

    @Test
    void comparesTheItems() {
        String chapter = result.out().substring(result.out().indexOf("The items, compared"));
        assertThat(chapter)
                .contains("orders before the accident:   200 items\n")
                .contains("orders now:                    70 items\n")
                .contains("orders-0914:                  200 items, each as it was at 09:14\n");
    }

    @Test
    void endsWithAllSettingsCopied() {
        assertThat(chapter("The settings that wait")).contains("\nttl ", "2 settings differ");
        assertThat(chapter("A person confirms")).contains("orders-0914 is complete");
        assertThat(chapter("What to do next"))
                .contains("--switch terraform", "./pitr-guard runbook orders", "orders-0914 is yours to delete");
    }
}

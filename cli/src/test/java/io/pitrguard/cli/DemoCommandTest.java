package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code pitr-guard demo}: its story, as people read it. */
class DemoCommandTest {
    private static Properties before;
    private static CommandResult result;

    @BeforeAll
    static void run() {
        before = (Properties) System.getProperties().clone();
        result = Cli.run("demo");
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
        Matcher next = Pattern.compile("\n[^\n]+\n-{20,}\n").matcher(out);
        return out.substring(from, next.find(from + heading.length()) ? next.start() : out.length());
    }

    @Test
    void runsToTheEnd() {
        result.ends(0);
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .startsWith("A fleet of 14 DynamoDB tables in a local AWS emulator at http://localhost:")
                .endsWith("./pitr-guard policy check policy.yaml\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COMPLIANT       -         on, 35 d  customers\n",
                "COMPLIANT       -         on, 35 d  orders\n",
                "NON_COMPLIANT   HIGH      off       analytics\n    Rule everything-else: Alert only. To fix: enable point-in-time recovery",
                "NON_COMPLIANT   HIGH      off       clickstream\n    Rule critical: OverBudget: Recovery of this table is estimated at $1980.00",
                "NON_COMPLIANT   HIGH      off       legacy-reports\n    Rule everything-else: ",
                "UNDETERMINED    -         unknown   audit-log\n    Rule everything-else: AWS denied",
                "COMPLIANT       -         on, 35 d  invoices\n    Rule critical: Fixed: Enabled and verified point-in-time recovery",
                "COMPLIANT       -         on, 35 d  payments\n    Rule critical: Fixed: Lengthened the recovery period from 7 to 35 days",
                "EXEMPT          -         off       experiments\n    Rule everything-else: Exempt until ",
                "EXEMPT          -         off       tmp-import\n    Rule scratch: Exempt until 2099-12-31: ",
                "NOT_APPLICABLE  -         gone      just-deleted\n    The table no longer exists."
            })
    void sweepsAFleetWithEveryVerdict(String line) {
        assertThat(chapter("09:00")).contains("\n" + line);
    }

    @Test
    void showsAnExemptionThatEnded() {
        assertThat(chapter("09:00"))
                .containsPattern(" legacy-reports\n.* The exemption from the table's tags ended on ");
    }

    @Test
    void separatesWhatFixesCostFromWhatTheRestWouldCost() {
        assertThat(chapter("09:00"))
                .contains("Estimated cost of recovery: $8.80 a month for what was enabled; $1980.88 a month more if")
                .contains("What:           AWS denied dynamodb:DescribeContinuousBackups on audit-log")
                .contains("To do:          Allow the caller dynamodb:DescribeContinuousBackups.\n");
    }

    @Test
    void showsTheMailOfTheSweep() {
        assertThat(chapter("09:00"))
                .contains(
                        "\nThis mail is sent:\n\n    Subject: [pitr-guard] HIGH: 3 not compliant, 1 undetermined, 2 fixed")
                .contains(
                        "\n    NOT COMPLIANT (3)\n",
                        "\n    UNDETERMINED: required data could not be read (1)\n",
                        "\n    FIXED (2)\n");
    }

    @Test
    void remediatesAndReportsWhoDisabledRecoveryAndTheLoss() {
        assertThat(chapter("09:15"))
                .contains("Someone disables recovery of orders")
                .containsOnlyOnce("Subject: [pitr-guard] HIGH: orders: re-enabled; 35 days of history lost")
                .containsOnlyOnce("session jane.doe@example.com called UpdateContinuousBackups")
                .containsOnlyOnce(
                        "Who:            role AWSReservedSSO_Administrator_0a1b2c3d4e5f6071, session jane.doe@example.com")
                .contains("the AWS console", "2026-11-22T09:15:04Z")
                // The window's start moves on while reads lag behind the change.
                .containsPattern(
                        "Nothing between 2026-10-18T09:15:2\\dZ and 2026-11-22T09:15:20Z can be restored any more")
                .contains("Done:           Enabled and verified point-in-time recovery with a period of 35 days.\n")
                .contains("Recovery off:   from 2026-11-22T09:15:04Z to 2026-11-22T09:15:20Z (16 s)\n");
    }

    /** The README leaves out lines and ends of lines, each marked with an ellipsis. */
    @Test
    void sendsTheMailThatTheReadmeShows() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        String mail =
                readme.substring(readme.indexOf("Subject: "), readme.indexOf("\n```", readme.indexOf("Subject: ")));
        // The window's start moves on while reads lag behind the change.
        String sent = chapter("09:15").replaceAll("between 2026-10-18T09:15:2\\dZ", "between 2026-10-18T09:15:20Z");

        assertThat(Stream.of(mail.split("\\R|…")).map(String::strip).filter(part -> part.length() > 3))
                .hasSizeGreaterThan(8)
                .allSatisfy(part -> assertThat(sent).contains(part));
    }

    @Test
    void nextSweepSendsNoMail() {
        assertThat(chapter("10:00"))
                .contains(
                        "14 tables: 4 non-compliant, 1 undetermined, 6 compliant, 2 exempt, 1 not applicable (1 deleted or being deleted).",
                        "\nNo mail is sent.\n")
                .doesNotContain("Subject:");
    }

    @Test
    void showsTheTimeline() {
        assertThat(chapter("The timeline of orders"))
                .contains("UpdateContinuousBackups: recovery was disabled. By role ", "history lost", "remediated")
                .containsOnlyOnce("jane.doe@example.com, from")
                .containsOnlyOnce("Nothing between ");
    }

    @Test
    void showsThePolicy() {
        assertThat(result.out()).contains("\n    version: 1\n", "\n      - name: everything-else\n");
    }

    @Test
    void namesThePolicyAsItsReadersKnowIt() {
        assertThat(result.out())
                .contains("with the policy demo.yaml:\n", "account 123456789012, policy demo.yaml\n")
                .contains(" (policy: demo.yaml; sweep ")
                .doesNotContain("policy: " + System.getProperty("java.io.tmpdir"));
    }

    @Test
    void endsWithThePathOfAReportThatTellsTheSameNumbers() throws IOException {
        String chapter = chapter("The report");
        Matcher path = Pattern.compile("\nReport: (\\S+report\\.html)\n").matcher(chapter);
        assertThat(path.find()).as(chapter).isTrue();

        String html = Files.readString(Path.of(path.group(1)));

        assertThat(html)
                .startsWith("<!doctype html>")
                .contains(
                        "\"summary\":{\"tables\":13,\"compliant\":6,\"nonCompliant\":4,\"exempt\":2,\"notApplicable\":0,\"undetermined\":1,\"gone\":1,");
        assertThat(chapter).contains("4 of 13 tables fall short of the policy, and 1 is undetermined.\n");
    }
}

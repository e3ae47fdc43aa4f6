package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.finding.Severity;
import io.pitrguard.report.SweepView;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link TableOutput}: its exact text. */
class TableOutputTest {
    private static final Screen PLAIN = new Screen(60, false);

    private static String plain(SweepView view) {
        return new TableOutput(view, new Listing(PLAIN, false)).text();
    }

    @Test
    void listsWorstFirstAndSumsUp() {
        SweepView view = SweepTableBuilder.sweep(
                SweepTableBuilder.compliant("carts"),
                SweepTableBuilder.compliant("orders").outcome("Fixed", "It is on."),
                SweepTableBuilder.exempt("tmp", "rebuilt nightly").rule("scratch"),
                SweepTableBuilder.gone("vanished").rule(null),
                SweepTableBuilder.nonCompliant("users")
                        .outcome("Planned", "Would enable it.")
                        .cost("1.50"),
                SweepTableBuilder.nonCompliant("a-table").outcome("OverBudget", "Too dear."),
                SweepTableBuilder.undetermined("audit-log", "AWS denied it."));

        assertThat(plain(view)).isEqualTo("""
                VERDICT         SEVERITY  RECOVERY  TABLE
                NON_COMPLIANT   HIGH      off       a-table
                    Rule default: OverBudget: Too dear.
                NON_COMPLIANT   HIGH      off       users
                    Rule default: Planned: Would enable it. (about $1.50 a
                    month)
                UNDETERMINED    -         unknown   audit-log
                    Rule default: AWS denied it.
                COMPLIANT       -         on, 35 d  orders
                    Rule default: Fixed: It is on.
                COMPLIANT       -         on, 35 d  carts
                EXEMPT          -         off       tmp
                    Rule scratch: Exempt until 2027-03-31: rebuilt nightly
                    (owner: team).
                NOT_APPLICABLE  -         gone      vanished
                    The table no longer exists.

                7 tables in eu-west-1, account 123456789012, policy my.yaml
                2 non-compliant, 1 undetermined, 2 compliant, 1 exempt, 1
                not applicable (1 deleted or being deleted)
                fixed 1, over budget 1, alert-only 0
                Estimated cost of recovery: $3.20 a month for what was
                enabled; $12.30 a month more if the rest were enabled;
                unknown for 1.
                """);
    }

    @Test
    void ordersBySeverityAndThenByName() {
        SweepView view = SweepTableBuilder.sweep(
                off("aaa", Severity.LOW),
                off("bbb", Severity.MEDIUM),
                off("zzz", Severity.CRITICAL),
                off("ccc", Severity.CRITICAL),
                off("ddd", Severity.LOW).violation("HistoryLost", Severity.HIGH, "It is lost."));

        assertThat(plain(view).lines().filter(line -> line.startsWith("NON_COMPLIANT")))
                .containsExactly(
                        "NON_COMPLIANT  CRITICAL  on, 35 d  ccc",
                        "NON_COMPLIANT  CRITICAL  on, 35 d  zzz",
                        "NON_COMPLIANT  HIGH      on, 35 d  ddd",
                        "NON_COMPLIANT  MEDIUM    on, 35 d  bbb",
                        "NON_COMPLIANT  LOW       on, 35 d  aaa");
    }

    private static SweepTableBuilder off(String name, Severity severity) {
        return SweepTableBuilder.nonCompliantFor(name, "PeriodTooShort", severity);
    }

    @Test
    void neverWritesALineThatIsWiderThanTheScreen() {
        SweepView view = SweepTableBuilder.sweep(
                SweepTableBuilder.nonCompliant("a".repeat(255)).outcome("Planned", "Would " + "x".repeat(300) + " it."),
                SweepTableBuilder.undetermined(
                        "arn", "AWS denied arn:aws:sts::123456789012:assumed-role/" + "👩".repeat(100)),
                SweepTableBuilder.compliant("b"));

        assertThat(plain(view).lines())
                .allSatisfy(line -> assertThat(TextWidth.of(line)).isLessThanOrEqualTo(60))
                .contains("    " + "a".repeat(56), "COMPLIANT      -         on, 35 d  b");
        assertThat(plain(view).replaceAll("\\s", "")).contains("a".repeat(255), "x".repeat(300), "👩".repeat(100));
    }

    @Test
    void countsPlannedChanges() {
        SweepView view = SweepTableBuilder.dryRun(
                SweepTableBuilder.nonCompliant("a").outcome("Planned", "Would enable it."),
                SweepTableBuilder.nonCompliant("b").outcome("OverBudget", "Too dear."),
                SweepTableBuilder.nonCompliant("c").outcome("AlertOnly", "Alert only. To fix: enable it."),
                SweepTableBuilder.nonCompliant("d").outcome("AlertOnly", "Alert only. To fix: enable it."));

        assertThat(plain(view))
                .contains("\nwould fix 1, over budget 1, alert-only 2 (nothing is changed\nwithout --fix)\n")
                .contains("\n    Rule default: Alert only. To fix: enable it.\n")
                .doesNotContain("failed");
        assertThat(plain(SweepTableBuilder.dryRun(
                        SweepTableBuilder.nonCompliant("c").outcome("AlertOnly", "Alert only."))))
                .contains("\nwould fix 0, over budget 0, alert-only 1\n");
    }

    @Test
    void countsWhatAFixDid() {
        SweepView view = SweepTableBuilder.sweep(
                SweepTableBuilder.compliant("a").outcome("Fixed", "It is on."),
                SweepTableBuilder.nonCompliant("b").outcome("FixFailed", "AWS denied it."),
                SweepTableBuilder.nonCompliant("c").outcome("Unconfirmed", "Not shown yet."),
                SweepTableBuilder.nonCompliant("d").outcome("Deferred", "It is being created."),
                SweepTableBuilder.nonCompliant("e").outcome("Flapping", "Suspended."),
                SweepTableBuilder.nonCompliant("f").outcome("AlertOnly", "Alert only."));

        assertThat(unwrapped(view))
                .contains(
                        " fixed 1, failed 1, unconfirmed 1, deferred 1, flapping 1, over budget 0, alert-only 1 Estimated ");
    }

    @Test
    void saysOnceWhatToDoAboutFlapping() {
        SweepView view = SweepTableBuilder.sweep(SweepTableBuilder.nonCompliant("orders")
                .violation("HistoryLost", "Two days are lost.")
                .outcome("Flapping", "It keeps being disabled."));

        assertThat(unwrapped(view))
                .contains(
                        "Rule default: Flapping: It keeps being disabled. To do: aws do --it Two days are lost. 1 table");
    }

    @Test
    void saysThatAFixChangedNothingWhereThePolicyRemediatesNothing() {
        SweepView view = SweepTableBuilder.sweep(
                SweepTableBuilder.nonCompliant("c").outcome("AlertOnly", "Alert only. To fix: enable it."));
        Listing listing = new Listing(PLAIN, false, Optional.empty(), false, false);

        assertThat(new TableOutput(view, listing).text().replaceAll("\\s+", " "))
                .contains(
                        " fixed 0, over budget 0, alert-only 1 Nothing was changed: the policy remediates nothing. To let --fix change tables, set action: remediate in a rule. ");
        assertThat(unwrapped(view)).contains("alert-only 1").doesNotContain("remediates nothing");
    }

    @Test
    void showsOnlyVerdictsOfAFleetWithoutFindings() {
        assertThat(plain(SweepTableBuilder.sweep(
                        SweepTableBuilder.compliant("carts").on(null))))
                .isEqualTo("""
                VERDICT    SEVERITY  RECOVERY  TABLE
                COMPLIANT  -         on        carts

                1 table in eu-west-1, account 123456789012, policy my.yaml
                0 non-compliant, 0 undetermined, 1 compliant, 0 exempt, 0
                not applicable
                """);
    }

    @Test
    void showsNoTableOfAnEmptyAccount() {
        assertThat(plain(SweepTableBuilder.sweep())).isEqualTo("""
                0 tables in eu-west-1, account 123456789012, policy my.yaml
                0 non-compliant, 0 undetermined, 0 compliant, 0 exempt, 0
                not applicable
                """);
    }

    @Test
    void showsViolationsThatTheOutcomeDoesNotMention() {
        SweepView view = SweepTableBuilder.sweep(SweepTableBuilder.nonCompliant("orders")
                .violation("DeletionProtectionOff", "Deletion protection is off.")
                .outcome("Planned", "Would enable it.")
                .notice("An exemption ended."));

        assertThat(unwrapped(view))
                .contains("Planned: Would enable it. Deletion protection is off. An exemption ended.")
                .doesNotContain("Recovery is off.");
    }

    private static String unwrapped(SweepView view) {
        return plain(view).replaceAll("\\s+", " ");
    }

    @Test
    void showsTheRemedyOfLostHistory() {
        SweepView view = SweepTableBuilder.sweep(
                SweepTableBuilder.nonCompliant("orders").violation("HistoryLost", "Nothing can be restored."));

        assertThat(unwrapped(view))
                .contains("Rule default: Recovery is off. Nothing can be restored. To do: aws do --it ");
    }

    @Test
    void showsTheViolationWithoutARemediation() {
        assertThat(plain(SweepTableBuilder.sweep(SweepTableBuilder.nonCompliant("orders"))))
                .contains("  Rule default: Recovery is off.\n");
    }

    @Test
    void collapsesTheCompliantTablesOfALargeFleet() {
        SweepView view = SweepTableBuilder.sweep(many(41));

        assertThat(plain(view)).startsWith("""
                VERDICT        SEVERITY  RECOVERY  TABLE
                NON_COMPLIANT  HIGH      off       off
                    Rule default: Recovery is off.
                COMPLIANT      -         on, 35 d  fixed
                    Rule default: Fixed: It is on.
                COMPLIANT      -         on, 35 d  noticed
                    Rule default: An exemption ended.

                … and 41 compliant (--all lists them)
                44 tables in eu-west-1""");
    }

    @Test
    void groupsUndeterminedTablesByReason() {
        SweepView view = SweepTableBuilder.sweep(Stream.concat(
                        IntStream.rangeClosed(1, 500)
                                .mapToObj(i -> SweepTableBuilder.undetermined("table-" + i, "AWS denied it.")),
                        Stream.of(SweepTableBuilder.undetermined("zzz", "Out of time.")))
                .toArray(SweepTableBuilder[]::new));

        assertThat(plain(view))
                .containsOnlyOnce("Out of time.")
                .contains("\n… and 496 undetermined for the same reasons (--all lists\nthem)\n501 tables in ")
                .doesNotContain(" compliant (--all");
        assertThat(plain(view).split("AWS denied it", -1)).hasSize(2);
        assertThat(new TableOutput(view, new Listing(PLAIN, true)).text())
                .contains(" table-500\n")
                .doesNotContain("--all");
    }

    @Test
    void listsAllTablesOfALargeFleetWhenAsked() {
        SweepView view = SweepTableBuilder.sweep(many(41));

        assertThat(new TableOutput(view, new Listing(PLAIN, true)).text())
                .contains(" table-1\n", " table-41\n")
                .doesNotContain("--all");
    }

    @Test
    void listsAllTablesOfASmallFleet() {
        assertThat(plain(SweepTableBuilder.sweep(many(37))))
                .contains(" table-1\n", " table-37\n")
                .doesNotContain("--all");
    }

    private static SweepTableBuilder[] many(int compliant) {
        return Stream.concat(
                        IntStream.rangeClosed(1, compliant).mapToObj(i -> SweepTableBuilder.compliant("table-" + i)),
                        Stream.of(
                                SweepTableBuilder.compliant("fixed").outcome("Fixed", "It is on."),
                                SweepTableBuilder.compliant("noticed").notice("An exemption ended."),
                                SweepTableBuilder.nonCompliant("off")))
                .toArray(SweepTableBuilder[]::new);
    }

    /** Line breaks, terminal control characters and changes of the reading direction. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n", "\r\n", "\u0085", "\u2028", "\u2029", "\u000b", "\f", "\t", "\0", "\u001b", "\u009b", "\u007f",
                "\u202e", "\u2066", "\u200f"
            })
    void cleansWhatTagsSay(String evil) {
        SweepView view = SweepTableBuilder.sweep(SweepTableBuilder.exempt("tmp", "rebuilt" + evil + "[2Jnightly"));

        List<String> lines = plain(view).lines().toList();

        assertThat(lines).hasSize(8);
        assertThat(lines.subList(1, 4))
                .containsExactly(
                        "EXEMPT   -         off       tmp",
                        "    Rule default: Exempt until 2027-03-31: rebuilt",
                        "    [2Jnightly (owner: team).");
    }

    @Test
    void keepsLettersOfEveryScript() {
        assertThat(unwrapped(SweepTableBuilder.sweep(
                        SweepTableBuilder.exempt("tmp", "größe, 表, نیم\u200cفاصله, 👩\u200d💻"))))
                .contains("größe, 表, نیم\u200cفاصله, 👩\u200d💻");
    }

    @Test
    void coloursVerdictsOnlyWhenAsked() {
        SweepView view = SweepTableBuilder.sweep(
                SweepTableBuilder.nonCompliant("a"),
                SweepTableBuilder.undetermined("b", "Denied."),
                SweepTableBuilder.compliant("c"),
                SweepTableBuilder.exempt("d", "because"),
                SweepTableBuilder.gone("e"));

        String painted = new TableOutput(view, new Listing(new Screen(60, true), false)).text();

        assertThat(painted)
                .contains(
                        "\033[1mVERDICT         \033[0mSEVERITY  ",
                        "\033[38;5;196mNON_COMPLIANT   \033[0mHIGH  ",
                        "\033[38;5;166mUNDETERMINED    \033[0m-  ",
                        "\033[38;5;29mCOMPLIANT       \033[0m-  ",
                        "\nEXEMPT          -  ",
                        "\nNOT_APPLICABLE  -  ");
        assertThat(painted.replaceAll("\033\\[[\\d;]+m", "")).isEqualTo(plain(view));
    }

    @Test
    void saysThatTheListingFailed() {
        assertThat(plain(SweepTableBuilder.failed("AWS denied\u001bit.", SweepTableBuilder.compliant("carts"))))
                .endsWith("\nTHE SWEEP FAILED: AWS denied it.\n");
    }

    @Test
    void saysThatTheTimeLimitWasReached() {
        assertThat(plain(SweepTableBuilder.unfinished(SweepTableBuilder.compliant("carts"))))
                .endsWith("\nTHE SWEEP DID NOT COMPLETE: the time limit was reached.\nRaise --time-limit.\n");
    }

    @Test
    void saysHowFarAnInterruptedSweepCame() {
        Listing listing = new Listing(PLAIN, false, Optional.of("1 of 3 tables"), true, false);

        assertThat(new TableOutput(
                                SweepTableBuilder.failed("Interrupted.", SweepTableBuilder.compliant("carts")), listing)
                        .text())
                .endsWith("\nINTERRUPTED after 1 of 3 tables.\n")
                .doesNotContain("FAILED");
    }
}

package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.report.SweepView;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link TableOutput}: its exact text. */
class TableOutputTest {
    private static String plain(SweepView view) {
        return new TableOutput(view, false, false).text();
    }

    @Test
    void listsWorstFirstAlignedAndSumsUp() {
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
                VERDICT         TABLE      RECOVERY  RULE     DETAILS
                NON_COMPLIANT   a-table    off       default  OverBudget: Too dear.
                NON_COMPLIANT   users      off       default  Planned: Would enable it. (about $1.50 a month)
                UNDETERMINED    audit-log  unknown   default  AWS denied it.
                COMPLIANT       orders     on, 35 d  default  Fixed: It is on.
                COMPLIANT       carts      on, 35 d  default
                EXEMPT          tmp        off       scratch  Exempt until 2027-03-31: rebuilt nightly (owner: team).
                NOT_APPLICABLE  vanished   gone      -        The table no longer exists.

                7 tables in eu-west-1, account 123456789012, policy my.yaml
                2 non-compliant, 1 undetermined, 2 compliant, 1 exempt, 1 not applicable
                1 fixed, 0 fix failed, 0 deferred, 1 over budget
                Estimated cost of recovery for tables with a finding: $12.30 a month (unknown for 1 of them).
                """);
    }

    @Test
    void showsOnlyVerdictsOfAFleetWithoutFindings() {
        assertThat(plain(SweepTableBuilder.sweep(
                        SweepTableBuilder.compliant("carts").on(null))))
                .isEqualTo("""
                VERDICT    TABLE  RECOVERY  RULE     DETAILS
                COMPLIANT  carts  on        default

                1 table in eu-west-1, account 123456789012, policy my.yaml
                0 non-compliant, 0 undetermined, 1 compliant, 0 exempt, 0 not applicable
                """);
    }

    @Test
    void showsNoTableOfAnEmptyAccount() {
        assertThat(plain(SweepTableBuilder.sweep())).isEqualTo("""
                0 tables in eu-west-1, account 123456789012, policy my.yaml
                0 non-compliant, 0 undetermined, 0 compliant, 0 exempt, 0 not applicable
                """);
    }

    @Test
    void showsViolationsThatTheOutcomeDoesNotMention() {
        SweepView view = SweepTableBuilder.sweep(SweepTableBuilder.nonCompliant("orders")
                .violation("DeletionProtectionOff", "Deletion protection is off.")
                .outcome("Planned", "Would enable it.")
                .notice("An exemption ended."));

        assertThat(plain(view))
                .contains("  Planned: Would enable it. Deletion protection is off. An exemption ended.\n")
                .doesNotContain("Recovery is off.");
    }

    @Test
    void showsTheViolationWithoutARemediation() {
        assertThat(plain(SweepTableBuilder.sweep(SweepTableBuilder.nonCompliant("orders"))))
                .contains("  Recovery is off.\n");
    }

    @Test
    void collapsesTheCompliantTablesOfALargeFleet() {
        SweepView view = SweepTableBuilder.sweep(many(41));

        assertThat(plain(view))
                .startsWith("VERDICT        TABLE    RECOVERY  RULE     DETAILS\n"
                        + "NON_COMPLIANT  off      off       default  Recovery is off.\n"
                        + "COMPLIANT      fixed    on, 35 d  default  Fixed: It is on.\n"
                        + "COMPLIANT      noticed  on, 35 d  default  An exemption ended.\n"
                        + "\n"
                        + "… and 41 compliant (--all lists them)\n"
                        + "44 tables in eu-west-1");
    }

    @Test
    void listsAllTablesOfALargeFleetWhenAsked() {
        SweepView view = SweepTableBuilder.sweep(many(41));

        assertThat(new TableOutput(view, false, true).text())
                .contains("\nCOMPLIANT      table-1 ", "\nCOMPLIANT      table-41 ")
                .doesNotContain("--all");
    }

    @Test
    void listsAllTablesOfASmallFleet() {
        assertThat(plain(SweepTableBuilder.sweep(many(37))))
                .contains("table-1 ", "table-37 ")
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
    void keepsATableOnOneLineRegardlessOfItsTags(String evil) {
        SweepView view = SweepTableBuilder.sweep(SweepTableBuilder.exempt("tmp", "rebuilt" + evil + "[2Jnightly"));

        List<String> lines = plain(view).lines().toList();

        assertThat(lines).hasSize(5);
        assertThat(lines.get(1))
                .isEqualTo(
                        "EXEMPT   tmp    off       default  Exempt until 2027-03-31: rebuilt [2Jnightly (owner: team).");
    }

    @Test
    void keepsLettersOfEveryScript() {
        assertThat(plain(SweepTableBuilder.sweep(
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

        String painted = new TableOutput(view, true, false).text();

        assertThat(painted)
                .contains(
                        "\033[1mVERDICT         \033[0mTABLE  ",
                        "\033[31mNON_COMPLIANT   \033[0ma  ",
                        "\033[33mUNDETERMINED    \033[0mb  ",
                        "\033[32mCOMPLIANT       \033[0mc  ",
                        "\033[2mEXEMPT          \033[0md  ",
                        "\033[2mNOT_APPLICABLE  \033[0me  ");
        assertThat(painted.replaceAll("\033\\[\\d+m", "")).isEqualTo(plain(view));
    }

    @Test
    void saysThatTheListingFailed() {
        assertThat(plain(SweepTableBuilder.failed("AWS denied\u001bit.", SweepTableBuilder.compliant("carts"))))
                .endsWith("\nTHE SWEEP FAILED: AWS denied it.\n");
    }

    @Test
    void saysThatTheTimeLimitWasReached() {
        assertThat(plain(SweepTableBuilder.unfinished(SweepTableBuilder.compliant("carts"))))
                .endsWith("\nTHE SWEEP DID NOT COMPLETE: the time limit was reached.\n");
    }
}

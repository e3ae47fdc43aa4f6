package io.pitrguard.cli;

import static io.pitrguard.cli.StatusTableBuilder.fleet;
import static io.pitrguard.cli.StatusTableBuilder.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.report.StatusView;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link StatusOutput}: its exact text. */
class StatusOutputTest {
    private static final String OPTIONS = "--region eu-west-1";
    private static final String SEEN = "2026-11-22T07:00:00Z";

    private static String plain(StatusView view) {
        return new StatusOutput(view, new Listing(new Screen(60, false), false), OPTIONS).text();
    }

    @Test
    void saysWhenARestoreWasProven() {
        String proven = "2026-11-03T02:00:00Z";
        StatusView view = fleet(
                0,
                SEEN,
                table("carts", "COMPLIANT").proven(proven),
                table("orders", "NON_COMPLIANT")
                        .violation("DrillFailed", "The drill failed.")
                        .proven(proven),
                table("stock", "NON_COMPLIANT")
                        .violation("DrillOverdue", "Last proven on 2026-11-03.")
                        .proven(proven),
                table("users", "COMPLIANT"));

        String text = plain(view).replaceAll("\\s+", " ");

        assertThat(text)
                .contains("Restore proven on 2026-11-03.", "The drill failed. Restore last proven on 2026-11-03.")
                .containsOnlyOnce("Restore proven on")
                .containsOnlyOnce("Restore last proven on");
        assertThat(StatusCsv.tables(view).lines()).element(0).asString().endsWith(",reason,restoreProven");
        assertThat(StatusCsv.tables(view).lines())
                .filteredOn(line -> line.endsWith("," + proven))
                .hasSize(3);
    }

    @Test
    void listsWorstFirstWithFlappingAndLostHistory() {
        StatusView view = fleet(
                2,
                SEEN,
                table("carts", "COMPLIANT"),
                table("lost", "COMPLIANT").lost().recovery("ENABLED", 35, "2026-11-20T10:00:00Z", true),
                table("orders", "NON_COMPLIANT")
                        .recovery("DISABLED", null, null, false)
                        .violation("RecoveryDisabled", "It is off.")
                        .flapping(),
                table("audit", "UNDETERMINED").unread("2026-11-22T09:30:00Z").reason("AWS denied it."),
                table("known", "NON_COMPLIANT")
                        .violation("HistoryLost", "History is lost.")
                        .acknowledged(),
                table("old", "NOT_APPLICABLE")
                        .recovery("UNREADABLE", null, null, false)
                        .reason("It is archived."));

        assertThat(plain(view)).isEqualTo("""
                VERDICT         RECOVERY  TABLE
                NON_COMPLIANT   off       orders
                    Seen 3 h ago by a sweep.
                    It is off. Flapping since 2026-11-22T08:00:00Z:
                    automatic remediation is suspended until acknowledged.
                    Disabled: 2026-11-22T08:00:00Z by ann.
                NON_COMPLIANT   on, 35 d  known
                    Restorable since 2026-10-18 10:00. Seen 3 h ago by a
                    sweep.
                    History is lost. (Lost history acknowledged; the next
                    check no longer counts it.)
                UNDETERMINED    on, 35 d  audit
                    Restorable since 2026-10-18 10:00. Seen 3 h ago by a
                    sweep.
                    Could not be read 30 min ago (config rule): AWS denied
                    it.
                COMPLIANT       on, 35 d  lost
                    Restorable only since 2026-11-20 10:00. Seen 3 h ago by
                    a sweep.
                    Nothing between 2026-11-02T10:00:00Z and
                    2026-11-20T10:00:00Z can be restored; not acknowledged.
                COMPLIANT       on, 35 d  carts
                    Restorable since 2026-10-18 10:00. Seen 3 h ago by a
                    sweep.
                NOT_APPLICABLE  unknown   old
                    Seen 3 h ago by a sweep.
                    It is archived.

                6 tables in eu-west-1, account 123456789012, from the ledger
                our-ledger; 2 tables deleted or being deleted, not counted
                (--all lists them)
                2 non-compliant, 1 undetermined, 2 compliant, 0 exempt, 1
                not applicable
                1 flapping, 1 with lost history. To acknowledge:
                ./pitr-guard acknowledge TABLE --region eu-west-1 --reason …
                """);
    }

    @Test
    void showsALossOnce() {
        assertThat(plain(fleet(
                        0,
                        SEEN,
                        table("orders", "NON_COMPLIANT")
                                .violation("HistoryLost", "History is lost.")
                                .lost())))
                .contains("sweep.\n    History is lost.\n");
    }

    @Test
    void collapsesCompliantTablesOfALargeFleetUnlessAll() {
        StatusView view = fleet(
                1,
                SEEN,
                Stream.concat(
                                IntStream.rangeClosed(1, 40).mapToObj(i -> table("table-" + i, "COMPLIANT")),
                                Stream.of(table("lost", "COMPLIANT").lost()))
                        .toArray(StatusTableBuilder[]::new));

        assertThat(plain(view))
                .contains("\nCOMPLIANT  on, 35 d  lost\n", "\n… and 40 compliant (--all lists them)\n41 tables in ");
        assertThat(new StatusOutput(view, new Listing(new Screen(60, false), true), OPTIONS).text())
                .contains("\nCOMPLIANT  on, 35 d  table-40\n", "; 1 table deleted or being deleted, not\ncounted\n")
                .doesNotContain("--all");
    }

    @Test
    void coloursVerdictsWhenAsked() {
        StatusView view = fleet(0, SEEN, table("orders", "NON_COMPLIANT"));

        assertThat(new StatusOutput(view, new Listing(new Screen(60, true), false), OPTIONS).text())
                .contains("\033[38;5;196mNON_COMPLIANT  \033[0mon, 35 d  orders");
    }

    @Test
    void cleansWhatReasonsSay() {
        StatusView view = fleet(0, SEEN, table("tmp", "EXEMPT").reason("rebuilt\n\u001b[2J nightly"));

        assertThat(plain(view).lines()).hasSize(10);
        assertThat(plain(view)).contains("rebuilt [2J nightly");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T10:00:05Z, 0 s",
        "2026-11-22T09:59:01Z, 59 s",
        "2026-11-22T09:10:30Z, 49 min 30 s",
        "2026-11-22T08:59:59Z, 1 h",
        "2026-11-20T11:00:00Z, 1 d 23 h",
        "2026-11-20T09:00:00Z, 2 d"
    })
    void saysHowLongAgoTheNewestObservationWas(String at, String age) {
        assertThat(StatusOutput.stale(fleet(0, at)))
                .isEqualTo("the newest observation is from " + at + " (" + age
                        + " ago). Check that the sweep runs (./pitr-guard doctor).");
    }

    @Test
    void saysThatNoTableWasEverObserved() {
        assertThat(StatusOutput.stale(fleet(0, null)))
                .isEqualTo(
                        "no table has been observed yet. Check that the sweep is deployed and runs (./pitr-guard doctor).");
    }
}

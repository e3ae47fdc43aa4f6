package io.pitrguard.cli;

import static io.pitrguard.cli.StatusViewOf.fleet;
import static io.pitrguard.cli.StatusViewOf.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.report.StatusView;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link StatusOutput}: what people read. */
class StatusOutputTest {
    private static final String SEEN = "2026-11-22T07:00:00Z";

    private static String plain(StatusView view) {
        return new StatusOutput(view, false, false).text();
    }

    @Test
    void listsWorstFirstAndSaysWhatWaitsForAPerson() {
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
                        VERDICT         TABLE   RECOVERY  RESTORABLE                   LAST SEEN       WHAT
                        NON_COMPLIANT   orders  off       -                            3 h ago, sweep  It is off. Left alone since 2026-11-22T08:00:00Z, until somebody acknowledges it: disabled 2026-11-22T08:00:00Z by ann.
                        NON_COMPLIANT   known   on, 35 d  since 2026-10-18 10:00       3 h ago, sweep  History is lost. (The lost history is acknowledged; the next look no longer counts it.)
                        UNDETERMINED    audit   on, 35 d  since 2026-10-18 10:00       3 h ago, sweep  Not readable 30 min ago (config rule): AWS denied it.
                        COMPLIANT       lost    on, 35 d  only since 2026-11-20 10:00  3 h ago, sweep  Nothing between 2026-11-02T10:00:00Z and 2026-11-20T10:00:00Z can be restored, and nobody acknowledged that.
                        COMPLIANT       carts   on, 35 d  since 2026-10-18 10:00       3 h ago, sweep
                        NOT_APPLICABLE  old     unknown   -                            3 h ago, sweep  It is archived.

                        6 tables in eu-west-1, account 123456789012, as the ledger our-ledger knows them, and 2 gone (--all lists them)
                        2 non-compliant, 1 undetermined, 2 compliant, 0 exempt, 1 not applicable
                        1 left alone, 1 with lost history: ./pitr-guard acknowledge TABLE --reason … settles them
                        """);
    }

    @Test
    void saysALossOnce() {
        assertThat(plain(fleet(
                        0,
                        SEEN,
                        table("orders", "NON_COMPLIANT")
                                .violation("HistoryLost", "History is lost.")
                                .lost())))
                .contains("sweep  History is lost.\n");
    }

    @Test
    void leavesOutTheCompliantOfALargeFleetUnlessAskedForAll() {
        StatusView view = fleet(
                1,
                SEEN,
                Stream.concat(
                                IntStream.rangeClosed(1, 40).mapToObj(i -> table("table-" + i, "COMPLIANT")),
                                Stream.of(table("lost", "COMPLIANT").lost()))
                        .toArray(StatusViewOf[]::new));

        assertThat(plain(view))
                .contains("\nCOMPLIANT  lost ", "\n… and 40 compliant (--all lists them)\n41 tables in ");
        assertThat(new StatusOutput(view, false, true).text())
                .contains("\nCOMPLIANT  table-40 ", ", and 1 gone\n")
                .doesNotContain("--all");
    }

    @Test
    void paintsVerdictsWhenAsked() {
        StatusView view = fleet(0, SEEN, table("orders", "NON_COMPLIANT"));

        assertThat(new StatusOutput(view, true, false).text()).contains("\033[31mNON_COMPLIANT  \033[0morders  ");
    }

    @Test
    void keepsATableOnOneLineWhateverItsReasonHolds() {
        StatusView view = fleet(0, SEEN, table("tmp", "EXEMPT").reason("rebuilt\n\u001b[2J nightly"));

        assertThat(plain(view).lines()).hasSize(5);
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
    void saysHowLongAgoTheNewestLookIs(String at, String age) {
        assertThat(StatusOutput.stale(fleet(0, at)))
                .isEqualTo("nobody looked since " + at + " (" + age + " ago). Is the sweep running?");
    }

    @Test
    void saysThatNobodyEverLooked() {
        assertThat(StatusOutput.stale(fleet(0, null)))
                .isEqualTo("nobody looked at any of these tables yet. Is the sweep deployed and running?");
    }
}

package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.ledger.Actor;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.report.HistoryView;
import io.pitrguard.report.JsonRecords;
import io.pitrguard.sandbox.traffic.Call;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code pitr-guard history}: the timeline of a table. */
class HistoryCommandTest {
    private static final TimelineEntry OPENED = new TimelineEntry(
            Instant.parse("2026-11-22T09:15:20.5Z"),
            TimelineEntry.Kind.OPENED,
            Trigger.DRIFT,
            "Point-in-time recovery is off.",
            Optional.of(new Actor("user/ann", "192.0.2.1", "the console", "r-1")),
            Optional.empty());
    private static final TimelineEntry REMEDIATED = new TimelineEntry(
            Instant.parse("2026-11-22T09:15:21Z"),
            TimelineEntry.Kind.REMEDIATED,
            Trigger.DRIFT,
            "Verified: it is on.",
            Optional.empty(),
            Optional.empty());

    private final Cli cli = Cli.start();

    @AfterEach
    void close() {
        cli.close();
    }

    private void record(TimelineEntry... entries) {
        LedgerSeed.create(cli);
        LedgerSeed.write(TableRecord.of(LedgerSeed.HERE.table("orders")), entries);
        cli.sandbox().calls().clear();
    }

    @Test
    void printsTheTimelineOldestFirst() {
        record(OPENED, REMEDIATED);

        assertThat(Cli.run("history", "orders").ends(0).out()).isEqualTo("""
                        orders in eu-west-1, account 123456789012

                        TIME (UTC)           TRIGGER  KIND
                        2026-11-22 09:15:20  drift    opened
                            Point-in-time recovery is off. By user/ann, from 192.0.2.1, with the console (request r-1).
                        2026-11-22 09:15:21  drift    remediated
                            Verified: it is on.
                        """);
        assertThat(cli.sandbox().calls().all())
                .extracting(Call::operation)
                .containsExactly("GetCallerIdentity", "GetItem", "Query");
    }

    @Test
    void printsTheNewestOnlyAndSaysSo() {
        record(OPENED, REMEDIATED);

        assertThat(Cli.run("history", "orders", "--newest", "1").ends(0).out())
                .contains("\n… and older entries (--newest shows more)\n", " remediated\n")
                .doesNotContain(" opened\n");
        assertThat(Cli.run("history", "orders", "--newest", "2").ends(0).out()).doesNotContain("older entries");
    }

    @Test
    void writesJson() {
        record(OPENED);

        HistoryView view = JsonRecords.read(
                HistoryView.class,
                Cli.run("history", "orders", "--output", "json").ends(0).out());

        assertThat(view.arn()).isEqualTo("arn:aws:dynamodb:eu-west-1:123456789012:table/orders");
        assertThat(view.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.kind()).hasToString("OPENED");
            assertThat(entry.at()).isEqualTo("2026-11-22T09:15:20Z");
            assertThat(entry.actor())
                    .isEqualTo(new HistoryView.ActorView("user/ann", "192.0.2.1", "the console", "r-1"));
        });
    }

    @Test
    void saysThatThereAreNoEvents() {
        LedgerSeed.create(cli);
        LedgerSeed.seen("orders", Instant.now(), VerdictKind.COMPLIANT, Map.of(), LastObservation.Status.ENABLED);

        assertThat(Cli.run("history", "orders").ends(0).out()).isEqualTo("""
                        orders in eu-west-1, account 123456789012

                        No events since the table was first seen.
                        """);
    }

    @Test
    void failsForATableThatTheLedgerDoesNotHave() {
        LedgerSeed.create(cli);

        Cli.run("history", "orders")
                .refuses(
                        1,
                        "pitr-guard: the ledger pitr-guard-ledger has no record of orders in eu-west-1 of account"
                                + " 123456789012. Check the name, --region and --account; './pitr-guard status --all"
                                + " --region eu-west-1' lists all recorded tables there.");
    }

    @Test
    void saysThatThereIsNoLedger() {
        assertThat(Cli.run("history", "orders").ends(1).err())
                .startsWith("pitr-guard: could not read the ledger pitr-guard-ledger in eu-west-1 of account")
                .contains("There is no table pitr-guard-ledger in this account and region");
    }
}

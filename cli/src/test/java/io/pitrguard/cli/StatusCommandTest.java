package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.report.JsonRecords;
import io.pitrguard.report.StatusView;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.traffic.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pitr-guard status}: its output and its AWS calls. */
class StatusCommandTest {
    private static final String ALERT = """
            version: 1
            rules:
              - name: all
                require: { recoveryPeriodDays: 35 }
                action: alert
            """;
    private static final Map<FindingKind, String> OFF =
            Map.of(FindingKind.RECOVERY_DISABLED, "Point-in-time recovery is off.");

    @TempDir
    private Path folder;

    private final Cli cli = Cli.start();

    @AfterEach
    void close() {
        cli.close();
    }

    private void sweep(int code) {
        cli.sweep("--ledger", LedgerSeed.LEDGER, "--policy", Cli.file(folder, "my.yaml", ALERT))
                .ends(code);
    }

    private StatusView json(int code, String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "status";
        all[1] = "--output";
        all[2] = "json";
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return JsonRecords.read(StatusView.class, Cli.run(all).ends(code).out());
    }

    @Test
    void namesUnreadableRecordsAndShowsTheOthers() {
        LedgerSeed.create(cli);
        cli.sandbox().tables().create("orders").enabled(35);
        cli.sandbox().tables().create("carts").enabled(35);
        sweep(0);
        LedgerSeed.rewrite(LedgerSeed.HERE.table("orders"));

        CommandResult result = Cli.run("status").ends(3);

        assertThat(result.out()).contains("UNDETERMINED", "orders", "COMPLIANT     on, 35 d  carts");
        assertThat(result.err())
                .contains("TABLE#orders cannot be understood: its attribute 'format' is 3")
                .doesNotContain("carts");
    }

    @Test
    void showsTheLastKnownStateAndCallsOnlyTheLedger() {
        LedgerSeed.create(cli);
        cli.sandbox().tables().create("orders").disabled();
        cli.sandbox().tables().create("carts").enabled(35);
        sweep(2);
        cli.sandbox().tables().get("orders").enabled(35);
        cli.sandbox().calls().clear();

        CommandResult result = Cli.run("status").ends(2);

        assertThat(result.out())
                .startsWith("VERDICT        RECOVERY  TABLE\n")
                .contains(
                        "NON_COMPLIANT  off       orders\n    Seen ",
                        "COMPLIANT      on, 35 d  carts\n    Restorable since ")
                .contains(" ago by a person.\n    Point-in-time recovery is off; the policy requires it on.")
                .endsWith("""
                        3 tables in eu-west-1, account 123456789012, from the ledger pitr-guard-ledger
                        1 non-compliant, 0 undetermined, 2 compliant, 0 exempt, 0 not applicable
                        """);
        assertThat(result.err()).isEmpty();
        assertThat(cli.sandbox().calls().all())
                .extracting(Call::operation)
                .containsExactly("GetCallerIdentity", "Query");
    }

    @Test
    void showsLostHistoryUntilItIsAcknowledged() {
        LedgerSeed.create(cli);
        cli.sandbox().tables().create("orders").enabled(35, Instant.now().minus(Duration.ofDays(20)));
        sweep(0);
        cli.sandbox().tables().get("orders").enabled(35, Instant.now().minus(Duration.ofHours(1)));
        sweep(2);

        assertThat(json(2).summary().historyLost()).isEqualTo(1);
        Cli.run("acknowledge", "orders", "--reason", "a test").ends(0);

        StatusView view = json(2);
        assertThat(view.summary().historyLost()).isZero();
        assertThat(view.tables().getFirst().lossAcknowledged()).isTrue();
        sweep(0);
        assertThat(json(0).tables().getFirst().violations()).isEmpty();
    }

    @Test
    void endsWithThreeWhenATableCouldNotBeReadSince() {
        LedgerSeed.create(cli);
        cli.sandbox().tables().create("audit").enabled(35);
        sweep(0);
        cli.sandbox().faults().add(Fault.on("DescribeContinuousBackups", "audit", Effect.DENIED));
        sweep(3);

        StatusView view = json(3);

        assertThat(view.summary().undetermined()).isEqualTo(1);
        assertThat(view.tables().getFirst().lastObservation().verdict()).hasToString("COMPLIANT");
        assertThat(view.tables().getFirst().reason()).contains("AWS denied");
    }

    @Test
    void listsDeletedTablesOnlyWithAll() {
        LedgerSeed.create(cli);
        Instant now = Instant.now();
        LedgerSeed.seen("carts", now, VerdictKind.COMPLIANT, Map.of(), LastObservation.Status.ENABLED);
        LedgerSeed.seen("old", now, VerdictKind.NOT_APPLICABLE, Map.of(), LastObservation.Status.GONE);

        StatusView view = json(0);
        assertThat(view.tables()).extracting(StatusView.TableView::name).containsExactly("carts");
        assertThat(view.summary().tables()).isEqualTo(1);
        assertThat(view.summary().gone()).isEqualTo(1);
        assertThat(json(0, "--all").tables())
                .extracting(StatusView.TableView::name)
                .containsExactly("carts", "old");
    }

    @Test
    void warnsWhenTheNewestObservationIsOlderThanADay() {
        LedgerSeed.create(cli);
        LedgerSeed.seen(
                "orders",
                Instant.parse("2020-01-02T03:04:05Z"),
                VerdictKind.NON_COMPLIANT,
                OFF,
                LastObservation.Status.DISABLED);

        CommandResult result = Cli.run("status").ends(2);

        assertThat(result.err())
                .startsWith("pitr-guard: the newest observation is from 2020-01-02T03:04:05Z (")
                .endsWith(" d ago). Check that the sweep runs (./pitr-guard doctor).\n");
    }

    @Test
    void readsTheGivenLedgerAndRegion() {
        LedgerSeed.create(cli);

        assertThat(Cli.run("status", "--ledger", "theirs").ends(1).err())
                .isEqualTo(
                        "pitr-guard: could not read the ledger theirs in eu-west-1 of account 123456789012. There is no table"
                                + " theirs in this account and region (dynamodb:Query: ResourceNotFoundException: Requested"
                                + " resource not found). Deploy pitr-guard there, or name the ledger of a deployment"
                                + " (--ledger or PITR_GUARD_LEDGER_TABLE).\n");
        assertThat(Cli.run("status", "--region", "us-east-1").ends(1).err())
                .startsWith("pitr-guard: could not read the ledger pitr-guard-ledger in us-east-1 of account");
    }

    @Test
    void failsWhenTheLedgerHasNoTables() {
        LedgerSeed.create(cli);

        Cli.run("status")
                .refuses(
                        1,
                        "pitr-guard: the ledger pitr-guard-ledger has no tables of eu-west-1, account 123456789012."
                                + " Check --region and --account, and that a deployment sweeps there with this ledger.");
    }

    @Test
    void saysWhatToAllow() {
        LedgerSeed.create(cli);
        cli.sandbox().faults().add(Fault.on("Query", Effect.DENIED));

        assertThat(Cli.run("status").ends(1).err())
                .startsWith("pitr-guard: could not read the ledger pitr-guard-ledger in eu-west-1 of account ")
                .endsWith("Allow the caller dynamodb:Query.\n");
    }

    @Test
    void saysWhatToCheckWhenAwsIsUnreachable() {
        LedgerSeed.create(cli);
        cli.sandbox().faults().add(Fault.on("Query", Effect.MALFORMED));

        assertThat(Cli.run("status").ends(1).err())
                .endsWith(" Check the network, the region, and AWS_ENDPOINT_URL if it is set; then try again.\n");
    }

    @Test
    void isUndeterminedForATableThatWasNeverRead() {
        LedgerSeed.create(cli);
        LedgerSeed.write(TableRecord.of(LedgerSeed.HERE.table("orders")));

        CommandResult result = Cli.run("status").ends(3);

        assertThat(result.out()).contains("UNDETERMINED  unknown   orders\n    Never seen.\n    It was not read yet.");
        assertThat(result.err())
                .isEqualTo("pitr-guard: no table has been observed yet. Check that the sweep is deployed and runs"
                        + " (./pitr-guard doctor).\n");
    }
}

package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.drill.CheckResult;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.port.AnyDrill;
import io.pitrguard.report.Json;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.DrillWiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code drill report} and {@code report} show of drills, and of AWS Backup. */
class DrillReportCommandTest {
    private static final String POLICY = """
            version: 1
            rules:
              - name: all
                drill: { every: 30d, targetTime: 2h }
            """;
    private static final CheckResult PASSED = AnyDrill.results().getFirst();

    @TempDir
    private Path folder;

    private final Cli cli = Cli.start();

    @BeforeEach
    void recordTables() {
        LedgerSeed.create(cli);
        cli.sandbox().tables().create("orders").enabled(35);
        cli.sweep("--ledger", LedgerSeed.LEDGER, "--policy", policy(), "--table", "orders");
    }

    @AfterEach
    void close() {
        cli.close();
    }

    private String policy() {
        return Cli.file(folder, "policy.yaml", POLICY);
    }

    private static void drilled(DrillRecord drill) {
        try (AwsClients clients = AwsClients.forRegion(Optional.empty())) {
            DrillWiring.store(clients, LedgerSeed.LEDGER)
                    .create(drill)
                    .success()
                    .orElseThrow();
        }
    }

    @Test
    void listsTablesThatHadNoDrillYet() {
        assertThat(Cli.run("drill", "report").ends(0).out()).isEqualTo("No drills.\n");

        CommandResult asked = Cli.run("drill", "report", "--policy", policy()).ends(3);

        assertThat(asked.out()).contains("orders", "not proven", "never", "2 h");
    }

    @Test
    void writesAPageWithADrawing() throws IOException {
        drilled(AnyDrill.ended(1, AnyDrill.AT, PASSED));
        Path page = folder.resolve("drills.html");

        Cli.run("drill", "report", "--html", page.toString()).ends(0);

        assertThat(Files.readString(page)).contains("1 of 1 restores are proven", "<svg", ": passed, 12 min");
    }

    @Test
    void showsAwsBackupOnlyWhereAsked() {
        cli.sandbox().tables().get("orders").vaults().point("monthly", "COMPLETED");
        cli.sandbox().tables().get("orders").vaults().tested("COMPLETED", "SUCCESSFUL", Duration.ofMinutes(40));
        drilled(AnyDrill.ended(1, AnyDrill.AT, PASSED));

        assertThat(Cli.run("drill", "report").ends(0).out()).doesNotContain("AWS Backup");
        assertThat(Cli.run("drill", "report", "--vaults").ends(0).out())
                .contains("AWS Backup: recovery points: 1", "a restore was validated on", "after 40 min");
        assertThat(Json.parse(Cli.run("drill", "report", "--vaults", "--output", "json")
                        .ends(0)
                        .out()))
                .asString()
                .contains("vaults={recoveryPoints=1", "validatedSeconds=2400");
    }

    @Test
    void aProofOfAwsBackupIsNoProofByADrill() {
        cli.sandbox().tables().get("orders").vaults().tested("COMPLETED", "SUCCESSFUL", Duration.ofMinutes(40));

        assertThat(Cli.run("drill", "report", "--vaults", "--policy", policy())
                        .ends(3)
                        .out())
                .contains("not proven", "never", "a restore was validated on");
    }

    @Test
    void deniedReadsOfAwsBackupAreUnknown() {
        drilled(AnyDrill.ended(1, AnyDrill.AT, PASSED));
        cli.sandbox().faults().add(Fault.on("ListRecoveryPointsByResource", Effect.DENIED));

        CommandResult denied = Cli.run("drill", "report", "--vaults").ends(3);

        assertThat(denied.out()).contains("recovery points not known; no restore tests.");
        assertThat(denied.err()).contains("backup:ListRecoveryPointsByResource");
    }

    @Test
    void theReportOfTheLedgerHasTheProofs() throws IOException {
        drilled(AnyDrill.ended(1, AnyDrill.AT, PASSED));
        Path csv = folder.resolve("tables.csv");
        Path json = folder.resolve("report.json");

        Cli.run("report", "--policy", policy(), "--output", csv.toString()).ends(0);
        Cli.run("report", "--policy", policy(), "--output", json.toString()).ends(0);

        assertThat(Files.readString(csv)).contains(",restoreProof,restoreProvenAt,recoverySeconds,", ",NOT_PROVEN,");
        assertThat(Files.readString(json)).contains("\"restoreProof\"", "NOT_PROVEN", "\"everyDays\"");
        cli.sandbox().faults().add(Fault.on("Query", Effect.DENIED));
        Cli.run("report", "--output", csv.toString()).ends(1);
    }

    @Test
    void aReportOfASweepHasTheProofsToo() throws IOException {
        Path page = folder.resolve("sweep.html");

        cli.sweep("--ledger", LedgerSeed.LEDGER, "--policy", policy(), "--html", page.toString());

        assertThat(Files.readString(page)).contains("\"restoreProof\":{\"status\":\"NOT_PROVEN\"");
    }
}

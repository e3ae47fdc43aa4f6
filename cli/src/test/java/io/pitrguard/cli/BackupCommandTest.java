package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.SweepLease;
import io.pitrguard.report.Json;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.wiring.BackupWiring;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.BackupSummary;
import software.amazon.awssdk.services.dynamodb.model.BackupTypeFilter;

/** {@code pitr-guard backup}: takes, lists, schedules and prunes. */
class BackupCommandTest {
    @TempDir
    private Path folder;

    private RestoreWorld world;
    private String policy = "";

    @BeforeEach
    void open() {
        world = new RestoreWorld(folder);
        world.sandbox().tables().create("orders");
        world.sandbox().tables().create("books-1");
        policy = Cli.file(folder, "policy.yaml", """
                version: 1
                rules:
                  - name: books
                    match: { table: books-* }
                    backup: { every: 30d, keepFor: 100d, keepLast: 2 }
                """);
    }

    @AfterEach
    void close() {
        System.clearProperty("pitrguard.stdin.tty");
        KillSwitch.disarm();
        world.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "backup | requires the name of a table, or a command: list, due, run or prune",
                "backup o | TABLE must be a table name",
                "backup orders --name a/b | --name must be 1 to 100 letters",
                "backup orders --keep 90 | --keep must be a number of days such as 90d, not '90'",
                "backup run --policy p.yaml | --all-due",
                "backup run --all-due | --policy",
                "backup run --all-due --policy p.yaml --max 0 | --max must be 1 to 1000",
                "backup prune | prune requires --yes here: there is no terminal"
            })
    void namesWrongUsageAndTheRemedy(String line, String message) {
        CommandResult result = world.restores(line.split(" ")).ends(64);

        assertThat(result.err()).startsWith("pitr-guard: ").contains(message);
        assertThat(result.out()).isEmpty();
        assertThat(arns()).isEmpty();
    }

    @Test
    void takesABackupThatCanBeRestored() {
        world.sandbox().restores().backupsTake(Duration.ofSeconds(30));

        CommandResult taken = world.restores("backup", "orders", "--name", "before-release-12")
                .ends(0);

        assertThat(taken.err()).contains("taking a backup of orders in eu-west-1", "recorded in the folder ");
        assertThat(taken.out()).contains("PITR_GUARD", "AVAILABLE", "orders");
        assertThat(summaries())
                .singleElement()
                .satisfies(backup -> assertThat(backup.backupName())
                        .matches("pitr-guard-20261130-0900\\d\\d-before-release-12-[0-9a-f]{6}"));
    }

    @Test
    void namesATableThatDoesNotExist() {
        CommandResult missing = world.restores("backup", "nothing").ends(1);

        assertThat(missing.err()).contains("There is no table nothing in eu-west-1.");
    }

    @Test
    void listsWhoMadeEachBackup() {
        world.restores("backup", "orders").ends(0);
        world.dynamoDb().createBackup(b -> b.tableName("orders").backupName("by-hand"));
        world.sandbox().tables().get("orders").backedUpByAwsBackup("vaulted");

        CommandResult all = world.restores("backup", "list").ends(0);

        assertThat(all.out()).contains("PITR_GUARD", "USER", "AWS_BACKUP");
        CommandResult json =
                world.restores("backup", "list", "orders", "--output", "json").ends(0);
        assertThat(Json.parse(json.out())).asString().contains("madeBy=PITR_GUARD", "madeBy=USER");
        assertThat(world.restores("backup", "list", "books-1").ends(0).out()).isEqualTo("No backups.\n");
    }

    @Test
    void listsWhatAwsBackupHas() {
        String vaulted = world.sandbox().tables().get("orders").backedUpByAwsBackup("vaulted");
        world.sandbox().tables().get("orders").vaults().point("monthly", "COMPLETED");
        world.sandbox().tables().get("orders").vaults().tested("COMPLETED", "SUCCESSFUL", Duration.ofMinutes(40));

        CommandResult list =
                world.restores("backup", "list", "orders", "--vaults").ends(0);

        assertThat(list.out()).contains("vault monthly", "RESTORED BY AWS BACKUP", "VALIDATED");
        assertThat(world.restores("backup", "list", "orders", "--vaults", "--output", "json")
                        .ends(0)
                        .out())
                .containsOnlyOnce(vaulted);
        world.restores("backup", "list", "--vaults").ends(64);
        world.sandbox().faults().add(Fault.on("ListRecoveryPointsByResource", Effect.DENIED));
        assertThat(world.restores("backup", "list", "orders", "--vaults")
                        .ends(3)
                        .err())
                .contains("backup:ListRecoveryPointsByResource");
    }

    /** Of two runs at once, of people or of the schedule, each would take a backup of the same table. */
    @Test
    void leavesWhatIsDueToARunThatIsUnderWay() {
        world.sandbox().tables().create(LedgerSeed.LEDGER).keys("pk", "sk").enabled(35);
        SweepLease lease = BackupWiring.lease(world.clients(), LedgerSeed.LEDGER, new DemoTime(world.clock()));
        AccountRegion where = new AccountRegion("aws", "123456789012", "eu-west-1");
        lease.take(where, "the schedule", Duration.ofMinutes(15));

        world.run("backup", "run", "--all-due", "--policy", policy)
                .names(1, "another run takes backups, until 2026-11-30T09:15", "the schedule");
        assertThat(arns()).isEmpty();

        lease.release(where, "the schedule");
        world.run("backup", "run", "--all-due", "--policy", policy).ends(0);
        assertThat(arns()).hasSize(1);
        world.run("backup", "run", "--all-due", "--policy", policy).ends(0);
        assertThat(arns()).hasSize(1);
    }

    @Test
    void namesUntilWhenOtherRunsWaitWhereTheLeaseCannotBeReleased() {
        world.sandbox().tables().create(LedgerSeed.LEDGER).keys("pk", "sk").enabled(35);
        world.sandbox().faults().add(Fault.on("ListBackups", Effect.DENIED));
        world.sandbox().faults().add(Fault.on("PutItem", Effect.DENIED).skip(1));

        assertThat(world.run("backup", "run", "--all-due", "--policy", policy)
                        .ends(1)
                        .err())
                .contains("ListBackups", "other runs of backups wait until 2026-11-30T09:35");
    }

    @Test
    void takesWhatIsDueOnceAndThenAgain() {
        CommandResult due = world.restores("backup", "due", "--policy", policy).ends(2);
        assertThat(due.out()).contains("books-1", "books", "-").doesNotContain("orders");

        CommandResult run =
                world.restores("backup", "run", "--all-due", "--policy", policy).ends(0);

        assertThat(run.out()).contains("books-1", "-scheduled-");
        assertThat(world.restores("backup", "due", "--policy", policy).ends(0).out())
                .isEqualTo("No backup is due. The policy asks for backups of 1 table.\n");
        assertThat(world.run("backup", "due").ends(0).out())
                .isEqualTo("No policy was named: --policy FILE tells which tables need backups.\n");
        assertThat(world.restores("backup", "run", "--all-due", "--policy", policy)
                        .ends(0)
                        .out())
                .isEqualTo("No backup is due.\n");
        world.pass(Duration.ofDays(30));
        world.restores("backup", "due", "--policy", policy).ends(2);
    }

    @Test
    void tellsWhatCouldNotBeTaken() {
        world.sandbox().faults().add(Fault.on("CreateBackup", Effect.DENIED));

        CommandResult run =
                world.restores("backup", "run", "--all-due", "--policy", policy).ends(1);

        assertThat(run.out()).contains("books-1", "none", "dynamodb:CreateBackup");
        assertThat(arns()).isEmpty();
    }

    @Test
    void prunesOnlyItsOwnAndNeverTheNewest() {
        world.dynamoDb().createBackup(b -> b.tableName("books-1").backupName("by-hand"));
        for (int i = 0; i < 4; i++) {
            world.pass(Duration.ofDays(60));
            world.restores("backup", "books-1").ends(0);
        }

        CommandResult plan =
                world.restores("backup", "prune", "--policy", policy, "--plan").ends(0);
        assertThat(plan.out()).contains("DELETE", "KEEP", "the newest good backup of the table", "one of the newest 2");
        assertThat(arns()).hasSize(5);

        CommandResult pruned =
                world.restores("backup", "prune", "--policy", policy, "--yes").ends(0);

        assertThat(pruned.out()).contains("DELETED");
        assertThat(summaries())
                .extracting(BackupSummary::backupName)
                .hasSize(3)
                .contains("by-hand")
                .filteredOn(name -> name.startsWith("pitr-guard-"))
                .hasSize(2);
        assertThat(world.restores("backup", "prune", "--policy", policy, "--yes")
                        .ends(0)
                        .out())
                .doesNotContain("DELETED");
        assertThat(world.restores("backup", "list", "--all").ends(0).out()).contains("DELETED");
    }

    @Test
    void prunesNothingOfAFolderThatItDoesNotKnow(@TempDir Path other) {
        for (int i = 0; i < 4; i++) {
            world.restores("backup", "books-1").ends(0);
            world.pass(Duration.ofDays(200));
        }

        CommandResult pruned = world.run("backup", "prune", "--policy", policy, "--yes", "--records", other.toString())
                .ends(0);

        assertThat(pruned.out()).isEqualTo("pitr-guard made no backup that exists.\n");
        assertThat(arns()).hasSize(4);
    }

    @Test
    void keepsABackupAsLongAsItsRequesterSaid() {
        world.restores("backup", "orders", "--keep", "10d").ends(0);
        world.pass(Duration.ofDays(1));
        world.restores("backup", "orders").ends(0);
        world.pass(Duration.ofDays(8));
        assertThat(world.restores("backup", "prune", "--plan").ends(0).out()).doesNotContain("DELETE");
        world.pass(Duration.ofDays(2));

        world.restores("backup", "prune", "--yes").ends(0);

        assertThat(arns()).hasSize(1);
    }

    /** A command that is killed after any call: the next one knows every backup that AWS has. */
    @Test
    void knowsEveryBackupWhateverCallItWasKilledAfter() {
        int killed = 1;
        for (boolean more = true; more; killed++) {
            KillSwitch.after(killed);
            try {
                world.restores("backup", "orders", "--name", "killed-" + killed);
            } catch (KillSwitch.Killed e) {
                // Completed below.
            }
            more = KillSwitch.disarm();
            world.pass(Duration.ofMinutes(20));
            CommandResult list = world.restores("backup", "list", "--all", "--output", "json")
                    .ends(0);
            assertThat(list.out()).as("after call %d", killed).doesNotContain("\"USER\"", "REQUESTED");
        }
        assertThat(killed).isGreaterThan(4);
    }

    private List<String> arns() {
        return summaries().stream().map(BackupSummary::backupArn).toList();
    }

    private List<BackupSummary> summaries() {
        return world.dynamoDb()
                .listBackups(b -> b.backupType(BackupTypeFilter.USER))
                .backupSummaries();
    }

    /** Those that are recorded in the ledger would be taken again. */
    @ParameterizedTest
    @ValueSource(strings = {"run --all-due", "due"})
    void needsAllRecordsToKnowWhatIsDue(String command) {
        world.sandbox().faults().add(Fault.on("Query", Effect.DENIED));

        world.run(("backup " + command + " --policy " + policy).split(" "))
                .names(1, "which backups are due is in the ledger", "--records FOLDER");

        assertThat(world.sandbox().calls().count("CreateBackup")).isZero();
    }
}

package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.drill.DrillTarget;
import io.pitrguard.port.AnyDrill;
import io.pitrguard.report.Json;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.wiring.DrillWiring;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code pitr-guard drill}: what it refuses, and what it proves. */
class DrillCommandTest {
    @TempDir
    private Path folder;

    private RestoreWorld world;
    private String policy = "";

    @BeforeEach
    void open() {
        world = new RestoreWorld(folder);
        world.sandbox().tables().create(LedgerSeed.LEDGER).keys("pk", "sk").enabled(35);
        policy = Cli.file(folder, "policy.yaml", """
                version: 1
                rules:
                  - name: orders
                    match: { table: orders }
                    require: { recoveryPeriodDays: 7 }
                    drill: { every: 30d }
                """);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drill | drill requires the name of a table, or a command: due, run or report",
                "drill o | TABLE must be a table name",
                "drill or/ders | TABLE must be a table name",
                "drill orders invoices | invoices",
                "drill orders --at soon | --at: 'soon' is not a time.",
                "drill orders --at 2026-13-01T00:00Z | --at: '2026-13-01T00:00Z' is not a time",
                "drill orders --at | --at",
                "drill orders --keep 3d | --keep must be 1m to 168h, such as 2h, not '3d'",
                "drill orders --keep 0h | --keep must be 1m to 168h, such as 2h, not '0h'",
                "drill orders --keep 169h | --keep must be 1m to 168h, such as 2h, not '169h'",
                "drill orders --keep 99999m | --keep must be 1m to 168h, such as 2h, not '99999m'",
                "drill orders --keep -2h | --keep must be 1m to 168h, such as 2h, not '-2h'",
                "drill orders --output xml | --output",
                "drill orders --account me | --account must be 12 digits, not 'me'",
                "drill orders --ledger a/b | --ledger must be a table name",
                "drill orders --region nowhere! | --region",
                "drill orders --ledger-region EU | --ledger-region",
                "drill orders --bogus | --bogus",
                "drill run | drill run requires --all-due or --unfinished",
                "drill run --all-due --unfinished | drill run requires --all-due or --unfinished",
                "drill run --all-due | drill run --all-due requires --policy",
                "drill run orders --all-due --policy p.yaml | orders",
                "drill due orders | orders",
                "drill due --policy | --policy",
                "drill report orders | orders",
                "drill report --html | --html",
                "drill report --html - | --html requires a file"
            })
    void namesWrongUsage(String line, String message) {
        CommandResult result = world.run(line.split(" ")).ends(64);

        assertThat(result.err()).contains("pitr-guard: ", message).doesNotContain("\tat ");
        assertThat(result.out()).isEmpty();
        assertThat(world.sandbox().calls().count("RestoreTableToPointInTime")).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drill missing | There is no table missing in eu-west-1. Check its name and the region.",
                "drill unprotected | Point-in-time recovery of unprotected is off",
                "drill orders --at 2036-01-01T00:00Z | is in the future.",
                "drill orders --at 2020-01-01T00:00Z | can be restored to moments since",
                "drill orders --ledger no-such-ledger | no-such-ledger",
                "drill orders --region us-east-1 | There is no table pitr-guard-ledger in this account and region",
                "drill orders --account 999999999999 --ledger-region eu-west-1 | need its credentials",
                "drill run --all-due --policy POLICY --account 999999999999 | need its credentials",
                "drill orders --policy missing.yaml | missing.yaml",
                "drill unprotected --policy POLICY | asks for no drill of unprotected. Leave out --policy",
                "drill orders --policy BROKEN | drill.every",
                "drill due --policy BROKEN | drill.every",
                "drill run --all-due --policy missing.yaml | missing.yaml",
                "drill due --ledger no-such-ledger | no-such-ledger",
                "drill report --ledger no-such-ledger | no-such-ledger",
                "drill report --html no/such/folder/drills.html | no/such/folder. Create it, or name another file"
            })
    void saysWhyItCannotRun(String line, String message) {
        world.sandbox().tables().create("orders").keys("id").enabled(35);
        world.sandbox().tables().create("unprotected").keys("id");
        world.pass(Duration.ofMinutes(30));
        String broken = Cli.file(folder, "broken.yaml", """
                version: 1
                rules:
                  - name: orders
                    match: { table: orders }
                    require: { recoveryPeriodDays: 7 }
                    drill: { every: often }
                """);

        CommandResult result = world.run(
                line.replace("POLICY", policy).replace("BROKEN", broken).split(" "));

        result.names(1, "pitr-guard: ", message);
        assertThat(result.out()).isEmpty();
        assertThat(world.sandbox().calls().count("RestoreTableToPointInTime")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GetCallerIdentity", "Query", "DescribeTable", "DescribeContinuousBackups", "PutItem"})
    void namesThePermissionThatIsMissing(String denied) {
        world.table("orders", 3);
        world.pass(Duration.ofMinutes(30));
        world.sandbox().faults().add(Fault.on(denied, Effect.DENIED));

        world.run("drill", "orders").names(1, "pitr-guard: ", denied);
        assertThat(world.sandbox().calls().count("RestoreTableToPointInTime")).isZero();
    }

    @Test
    void provesARestore() {
        world.table("orders", 40);
        world.pass(Duration.ofMinutes(30));

        CommandResult drill = world.run("drill", "orders", "--output", "json").ends(0);

        Map<?, ?> shown = (Map<?, ?>) Json.parse(drill.out());
        assertThat(shown.get("verdict")).isEqualTo("PASSED");
        assertThat(drill.err()).contains("drilling a restore of orders", "AWS restores it", "The table is gone.");
        assertThat(world.sandbox().tables().names()).containsExactlyInAnyOrder("orders", LedgerSeed.LEDGER);
        assertThat(world.run("drill", "report").ends(0).out()).contains("orders", "passed");
        assertThat(world.run("drill", "due").ends(0).out()).contains("No policy was named: --policy FILE");
    }

    /** The name decides which rule applies: nobody needs a sweep, or the tags, for that. */
    @Test
    void drillsByARuleBeforeAnySweep() {
        world.table("orders", 40);
        world.pass(Duration.ofMinutes(30));
        world.sandbox().faults().add(Fault.on("ListTagsOfResource", Effect.DENIED));

        assertThat(world.run("drill", "orders", "--policy", policy).ends(0).out())
                .contains("restore passed");
    }

    @Test
    void namesWhatKeepsTheRuleFromBeingKnown() {
        world.table("orders", 40);
        world.pass(Duration.ofMinutes(30));
        world.sandbox().faults().add(Fault.on("ListTagsOfResource", Effect.DENIED));
        String byTag = Cli.file(folder, "by-tag.yaml", """
                version: 1
                rules:
                  - name: gold
                    match: { tag: tier=gold }
                    require: { recoveryPeriodDays: 7 }
                    drill: { every: 30d }
                """);

        world.run("drill", "orders", "--policy", byTag)
                .names(
                        1,
                        "which rule of the policy " + byTag + " applies to orders is not known.",
                        "ListTagsOfResource");
        assertThat(world.sandbox().calls().count("RestoreTableToPointInTime")).isZero();
    }

    @Test
    void writesWhatIsDueAsJson() {
        world.table("orders", 40);
        world.run("sweep", "--policy", policy, "--ledger", LedgerSeed.LEDGER);

        CommandResult due = world.run("drill", "due", "--policy", policy, "--output", "json")
                .ends(2);

        assertThat(Json.parse(due.out()))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("problems", List.of())
                .extractingByKey("tables", InstanceOfAssertFactories.LIST)
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("table", "arn:aws:dynamodb:eu-west-1:123456789012:table/orders")
                .containsEntry("due", true);
    }

    @Test
    void writesWhatARunCameToAsJson() {
        world.table("orders", 40);
        world.sandbox().tables().create("invoices").keys("id");
        String both = Cli.file(folder, "both.yaml", """
                version: 1
                rules:
                  - name: all
                    match: { table: [orders, invoices] }
                    require: { recoveryPeriodDays: 7 }
                    drill: { every: 30d }
                """);
        world.run("sweep", "--policy", both, "--ledger", LedgerSeed.LEDGER);
        world.pass(Duration.ofMinutes(30));

        CommandResult run = world.run("drill", "run", "--all-due", "--policy", both, "--output", "json")
                .ends(0);

        assertThat(Json.parse(run.out()))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("problems", List.of())
                .hasEntrySatisfying(
                        "drills",
                        drills -> assertThat(drills)
                                .asInstanceOf(InstanceOfAssertFactories.LIST)
                                .singleElement()
                                .asInstanceOf(InstanceOfAssertFactories.MAP)
                                .containsEntry("verdict", "PASSED"))
                .hasEntrySatisfying(
                        "postponed",
                        postponed -> assertThat(postponed)
                                .asInstanceOf(InstanceOfAssertFactories.LIST)
                                .singleElement()
                                .asInstanceOf(InstanceOfAssertFactories.MAP)
                                .containsEntry("table", "arn:aws:dynamodb:eu-west-1:123456789012:table/invoices"));
    }

    /** That no drill is due of tables that nobody has looked at is not known. */
    @Test
    void isNoAllClearBeforeASweep() {
        world.table("orders", 40);
        String remedy = "Sweep first: ./pitr-guard sweep --policy FILE --ledger " + LedgerSeed.LEDGER;

        CommandResult due = world.run("drill", "due", "--policy", policy).ends(3);
        assertThat(due.err()).contains("no sweep of eu-west-1", remedy);
        assertThat(due.out()).isEmpty();
        CommandResult run =
                world.run("drill", "run", "--all-due", "--policy", policy).ends(3);
        assertThat(run.err()).contains("no sweep of eu-west-1", remedy);
        assertThat(run.out()).isEmpty();

        String other = Cli.file(folder, "other.yaml", """
                version: 1
                rules:
                  - name: old
                    match: { table: orders }
                    require: { recoveryPeriodDays: 7 }
                """);
        world.run("sweep", "--policy", other, "--ledger", LedgerSeed.LEDGER);
        assertThat(world.run("drill", "due", "--policy", policy).ends(3).err())
                .as("a sweep with another policy")
                .contains("the ledger has no rule of this policy", "'old'");
        world.run("sweep", "--policy", policy, "--ledger", LedgerSeed.LEDGER);
        assertThat(world.run("drill", "due", "--policy", policy).ends(2).out()).contains("orders");
    }

    @Test
    void offersTheSameCommandForAMomentOfTheWindow() {
        world.table("orders", 40);
        world.pass(Duration.ofMinutes(30));

        CommandResult refused = world.run(
                        "drill", "orders", "--keep", "2h", "--at=2020-01-01T00:00Z", "--policy", policy)
                .ends(1);

        assertThat(refused.err())
                .containsPattern("    ./pitr-guard drill orders --keep 2h --at 2026-[-0-9T:]+Z --policy " + policy)
                .doesNotContain("./pitr-guard restore orders", "drilling a restore of orders in eu-west-1 at");
        assertThat(world.run("drill", "orders", "--at", "soon").ends(64).err()).doesNotContain("drilling a restore");
    }

    /** Who begins a drill and presses Ctrl-C finds it again, and needs no policy for that. */
    @Test
    void carriesOnWhatWasInterrupted() {
        world.table("orders", 40);
        world.pass(Duration.ofMinutes(30));
        KillSwitch.after(12);
        world.run("drill", "orders").ends(1);
        KillSwitch.disarm();

        String again = "./pitr-guard drill run --unfinished --region eu-west-1";
        world.run("drill", "orders").names(1, "still runs. If nobody carries it on: " + again);
        assertThat(world.run("drill", "report").out()).contains("is not over yet");
        assertThat(InterruptionNotice.drills(again)).contains("AWS continues to restore the table", again);

        CommandResult run = world.run("drill", "run", "--unfinished").ends(0);

        assertThat(run.out()).contains("restore passed");
        assertThat(run.err()).contains("carrying on unfinished drills in eu-west-1");
        assertThat(world.run("drill", "run", "--unfinished").ends(0).out()).contains("No drill was interrupted.");
        assertThat(world.sandbox().tables().names()).containsExactlyInAnyOrder("orders", LedgerSeed.LEDGER);
    }

    /** A permission that is missing only at the restore ends the drill, which proves nothing. */
    @Test
    void provesNothingWhereTheRestoreIsDenied() {
        world.table("orders", 3);
        world.pass(Duration.ofMinutes(30));
        world.sandbox().faults().add(Fault.on("RestoreTableToPointInTime", Effect.DENIED));

        CommandResult drill = world.run("drill", "orders").ends(3);

        assertThat(drill.out()).contains("restore not proven. AWS denied the restore");
        assertThat(world.sandbox().tables().names()).containsExactlyInAnyOrder("orders", LedgerSeed.LEDGER);
    }

    @Test
    void refusesATableThatADrillMade() {
        String name = DrillTarget.PREFIX + "0a1b2c3d-20261101-000000";
        world.sandbox().tables().create(name).keys("id").enabled(35);
        world.pass(Duration.ofMinutes(30));

        world.run("drill", name).names(1, "is one that a drill made");
    }

    /** What the schedule does after its drills, the command does, too: it names what it must not touch. */
    @Test
    void reportsATableThatNoDrillMade() {
        String stranger = DrillTarget.PREFIX + "0a1b2c3d-20261101-000000";
        world.sandbox().tables().create(stranger).keys("id");

        CommandResult run =
                world.run("drill", "run", "--unfinished", "--output", "json").ends(3);

        assertThat(run.err()).contains("the table " + stranger + " remains. No drill is known to have made it");
        assertThat(Json.parse(run.out()))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .extractingByKey("remaining", InstanceOfAssertFactories.LIST)
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("table", "arn:aws:dynamodb:eu-west-1:123456789012:table/" + stranger)
                .containsEntry("drill", null);
        assertThat(world.sandbox().tables().names()).contains(stranger);
    }

    /** A drill could not delete its table; the next run does. */
    @Test
    void deletesWhatAnEarlierDrillHadLeft() {
        world.table("orders", 3);
        world.pass(Duration.ofMinutes(30));
        world.sandbox().faults().add(Fault.on("DeleteTable", Effect.DENIED));
        CommandResult drill = world.run("drill", "orders");
        assertThat(drill.out()).contains("restore passed", "The table " + DrillTarget.PREFIX, " remains. ");
        world.sandbox().faults().clear();

        CommandResult run = world.run("drill", "run", "--unfinished").ends(0);

        assertThat(run.err()).contains("deleting the table " + DrillTarget.PREFIX);
        assertThat(world.sandbox().tables().names()).containsExactlyInAnyOrder("orders", LedgerSeed.LEDGER);
    }

    /** Somebody keeps a table for days: a daily run neither waits for that nor deletes it. */
    @Test
    void leavesAKeptTableToALaterRun() {
        DrillRecord kept = AnyDrill.record(
                AnyDrill.id(1), new DrillState.Keeping("id-2", RestoreWorld.NINE.plus(Duration.ofDays(5))));
        DrillWiring.store(world.clients(), LedgerSeed.LEDGER)
                .create(kept)
                .success()
                .orElseThrow();

        CommandResult run = world.run("drill", "run", "--unfinished").ends(0);

        assertThat(run.out()).contains("No drill was interrupted.");
        assertThat(world.clock().instant()).isBefore(RestoreWorld.NINE.plus(Duration.ofHours(1)));
    }
}

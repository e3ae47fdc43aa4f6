package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.restore.TimeEstimate;
import io.pitrguard.report.Json;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code pitr-guard restore}: what it refuses, plans, asks and tells. */
class RestoreCommandTest {
    @TempDir
    private Path folder;

    private RestoreWorld world;

    @BeforeEach
    void open() {
        world = new RestoreWorld(folder);
        world.sandbox().tables().create("orders").enabled(7).sizeBytes(20L << 30);
        world.pass(Duration.ofMinutes(30));
    }

    @AfterEach
    void close() {
        System.clearProperty("pitrguard.stdin.tty");
        System.clearProperty("pitrguard.stderr.tty");
        world.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "restore | requires the name of a table, or a command",
                "restore orders | restore requires --at. Write '2026-11-29 09:14'",
                "restore o --at latest | TABLE must be a table name",
                "restore orders --at soon --plan | --at: 'soon' is not a time.",
                "restore orders --at latest --settings some --plan | --settings must be all, safe or none",
                "restore orders --at latest --as a! --plan | --as must be a table name",
                "restore orders --at latest --to-region mars --plan | --to-region must be a region",
                "restore orders --at latest | restore requires --yes here: there is no terminal",
                "restore status X | ID must be the id of a restore",
                "restore status 20261130-091500-orders-7f3a --switch pulumi | --switch must be cloudformation, cdk or terraform",
                "restore discard 20261130-091500-orders-7f3a | discard requires --yes here",
                "approve 20261130-091500-orders-7f3a --confirm ttl --refuse --yes | --confirm cannot be used with"
            })
    void namesWrongUsageAndTheRemedy(String line, String message) {
        CommandResult result = world.restores(line.split(" ")).ends(64);

        assertThat(result.err()).startsWith("pitr-guard: ").contains(message);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void plansWithoutChangingAnything() {
        CommandResult plan = world.restores("restore", "orders", "--at", "2026-11-30T09:14Z", "--plan")
                .ends(0);

        assertThat(plan.out())
                .startsWith("Moment:         2026-11-30T09:14:00Z\n")
                .contains(
                        "Source:         orders in eu-west-1, account 123456789012, 20.0 GB\n",
                        "Made:           pitr-guard-restore-orders-20261130-091400 in eu-west-1",
                        "Takes:          20 minutes at least",
                        "Costs:          $",
                        "Approval:       not required",
                        "By hand:        aws dynamodb restore-table-to-point-in-time");
        assertThat(world.sandbox().calls().count("RestoreTableToPointInTime")).isZero();
        assertThat(world.ids()).isEmpty();
    }

    @Test
    void writesThePlanAsJson() {
        Object plan = Json.parse(
                world.restores("restore", "orders", "--at", "latest", "--no-indexes", "--plan", "--output", "json")
                        .ends(0)
                        .out());

        assertThat(plan)
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("source", "arn:aws:dynamodb:eu-west-1:123456789012:table/orders")
                .containsEntry("moment", "2026-11-30T09:25:00Z")
                .containsEntry("settings", "ALL")
                .containsKey("digest");
    }

    @Test
    void offersWhatIsPossibleInstead() {
        world.restores("restore", "orders", "--at", "2026-11-30T09:29:30Z", "--plan")
                .names(
                        1,
                        "AWS offers orders only up to 2026-11-30T09:25:00Z so far",
                        "Possible instead:",
                        "./pitr-guard restore orders --at 2026-11-30T09:25:00Z --plan --records");
        world.sandbox().tables().get("orders").disabled();
        world.restores("restore", "orders", "--at", "latest", "--plan")
                .names(1, "Point-in-time recovery of orders is off");
        world.restores("restore", "other", "--at", "latest", "--plan").names(1, "There is no table other");
        world.restores("restore", "--deleted", "other", "--plan").names(1, "There is no system backup");
    }

    @Test
    void namesMissingPermissionsAndWhatCouldNotBeRead() {
        world.sandbox().faults().add(Fault.on("SimulatePrincipalPolicy", Effect.DENIED));
        assertThat(world.restores("restore", "orders", "--at", "latest", "--plan")
                        .ends(0)
                        .out())
                .contains("iam:SimulatePrincipalPolicy");
        world.sandbox().faults().add(Fault.on("DescribeTable", Effect.DENIED));
        world.restores("restore", "orders", "--at", "latest", "--plan").names(1, "dynamodb:DescribeTable on orders");
    }

    @Test
    void asksAtATerminalAndDoesNothingWithoutAYes() {
        System.setProperty("pitrguard.stdin.tty", "true");
        System.setProperty("pitrguard.stderr.tty", "true");

        CommandResult no = Cli.withInput("no\n", () -> world.restores("restore", "orders", "--at", "latest"))
                .ends(1);
        CommandResult silence = Cli.withInput("", () -> world.restores("restore", "orders", "--at", "latest"))
                .ends(1);

        assertThat(no.err())
                .contains("Restore orders at 2026-11-30T09:25:00Z as pitr-guard-restore-orders-", "? [y/N] ")
                .contains("nothing was done: the answer was not 'yes'.");
        assertThat(silence.err()).contains("nothing was done");
        assertThat(world.sandbox().calls().count("RestoreTableToPointInTime")).isZero();
        Cli.withInput("y\n", () -> world.restores("restore", "orders", "--at", "latest", "--settings", "none"))
                .ends(0);
    }

    @Test
    void saysThatARestoreFailed() {
        world.sandbox().faults().add(Fault.on("RestoreTableToPointInTime", Effect.DENIED));

        CommandResult failed =
                world.restores("restore", "orders", "--at", "latest", "--yes").ends(1);

        assertThat(failed.out()).contains("State:          Failed: AWS denied the restore:");
        String id = RestoreWorld.id(failed);
        world.restores("restore", "resume", id).ends(1);
        world.restores("restore", "status", id, "--output", "json").ends(1);
    }

    @Test
    void doesNotTakeAnUnknownDeploymentForNone() {
        world.sandbox().faults().add(Fault.on("DescribeStateMachine", Effect.DENIED));

        world.run("restore", "list").names(1, "could not determine whether restores are deployed here", "--local");
    }

    @Test
    void namesALedgerThatItCannotRead() {
        world.sandbox().tables().create(DemoAccount.LEDGER).keys("pk", "sk").enabled(35);
        world.sandbox().faults().add(Fault.on("Query", Effect.DENIED));

        assertThat(world.run("restore", "orders", "--at", "latest", "--plan", "--local")
                        .ends(0)
                        .err())
                .contains("the ledger is not used: AWS denied dynamodb:Query");
    }

    @Test
    void findsNoRestoreOfAnotherId() {
        world.restores("restore", "status", "20261130-091500-orders-7f3a")
                .names(1, "there is no restore 20261130-091500-orders-7f3a in eu-west-1", "restore list");
    }

    @Test
    void estimatesFromEarlierRestores() {
        world.restores("restore", "orders", "--at", "latest", "--yes", "--settings", "none")
                .ends(0);

        assertThat(world.restores("restore", "orders", "--at", "latest", "--plan")
                        .ends(0)
                        .out())
                .contains("as 1 earlier restore of this table did");
        assertThat(RestoreProgress.line(
                        new TimeEstimate.Measured(Duration.ofMinutes(21), Duration.ofMinutes(50), 3),
                        Duration.ofMinutes(7)))
                .isEqualTo("AWS has been restoring for 7 min; 3 earlier restores of this table took 21 min to 50 min");
        TimeEstimate.Measured both = new TimeEstimate.Measured(Duration.ofMinutes(21), Duration.ofMinutes(50), 1, 3);
        assertThat(RestoreProgress.line(both, Duration.ofMinutes(7)))
                .contains("3 drills and 1 earlier restore of this table took");
        assertThat(RestorePlanView.TimeView.of(both)).isEqualTo(new RestorePlanView.TimeView(1, 3, 1260L, 3000L));
        assertThat(RestoreProgress.line(new TimeEstimate.General(), Duration.ofMinutes(7)))
                .endsWith("20 minutes at least, mostly less than an hour");
    }

    @Test
    void tellsAtCtrlCWhatContinues() {
        String resume = "./pitr-guard restore resume 20261130-091500-orders-7f3a --region eu-west-1";
        StringWriter err = new StringWriter();
        InterruptionNotice.of(InterruptionNotice.restore(resume, true), new PrintWriter(err))
                .close();

        assertThat(err.toString()).as("closed in time").isEmpty();
        assertThat(InterruptionNotice.restore(resume, true))
                .isEqualTo("pitr-guard: the restore continues in AWS. Follow it: " + resume);
        assertThat(InterruptionNotice.restore(resume, false)).contains("AWS continues", resume);
    }

    @Test
    void endsWhenTheRecordCannotBeRead() {
        world.sandbox().tables().create(DemoAccount.LEDGER).keys("pk", "sk").enabled(35);
        String id = RestoreWorld.id(
                world.run("restore", "orders", "--at", "latest", "--yes", "--local", "--settings", "none")
                        .ends(0));
        world.sandbox().faults().add(Fault.on("GetItem", DemoAccount.LEDGER, Effect.SERVER_ERROR));

        world.run("restore", "resume", id, "--local").names(1, "dynamodb:GetItem");
    }
}

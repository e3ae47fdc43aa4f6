package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.policy.RestorePolicy;
import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.port.RestoreExecutions;
import io.pitrguard.port.RestoreStore.Stored;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The flows of {@code pitr-guard restore} from end to end, with real items in the emulator. */
class RestoreFlowsTest {
    private static final String EXECUTION = "arn:aws:states:eu-west-1:123456789012:execution:pitr-guard-restore:";

    @TempDir
    private Path folder;

    private RestoreWorld world;

    @BeforeEach
    void open() {
        world = new RestoreWorld(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void ttl() {
        world.dynamoDb()
                .updateTimeToLive(b -> b.tableName("orders")
                        .timeToLiveSpecification(
                                ttl -> ttl.attributeName("expires").enabled(true)));
    }

    @Test
    void bringsBackAccidentallyDeletedItems() {
        world.table("orders", 40);
        Set<String> before = world.items("orders");
        world.pass(Duration.ofMinutes(15));
        for (int id = 0; id < 25; id++) {
            world.delete("orders", id);
        }
        assertThat(world.items("orders")).hasSize(15);
        world.pass(Duration.ofMinutes(10));

        CommandResult result = world.restores(
                        "restore", "orders", "--at", "2026-11-30T09:14Z", "--as", "orders-0914", "--yes")
                .ends(0);

        assertThat(world.items("orders-0914")).isEqualTo(before);
        assertThat(world.items("orders")).as("the source is not changed").hasSize(15);
        assertThat(result.err())
                .contains(
                        "Moment:         2026-11-30T09:14:00Z",
                        "orders-0914 in eu-west-1",
                        "AWS is restoring the table.");
        assertThat(result.out())
                .contains(
                        "State:          orders-0914 is complete",
                        "./pitr-guard settings diff orders orders-0914 --region eu-west-1",
                        "--switch cloudformation")
                .as("its name does not begin with the prefix")
                .doesNotContain("restore discard");
    }

    @Test
    void bringsBackATableThatABadDeploymentOverwrote() {
        world.table("orders", 30);
        ttl();
        Set<String> before = world.items("orders");
        world.pass(Duration.ofMinutes(20));
        for (int id = 0; id < 30; id++) {
            world.put("orders", id, "lost");
        }
        world.put("orders", 30, "new");
        world.pass(Duration.ofMinutes(30));

        CommandResult result = world.restores("restore", "orders", "--at", "31 minutes ago", "--yes")
                .ends(2);
        String id = RestoreWorld.id(result);

        assertThat(result.out())
                .contains(
                        "for a person to confirm: ttl.",
                        "./pitr-guard approve " + id + " --confirm ttl --region eu-west-1");
        String target = "pitr-guard-restore-orders-20261130-091900";
        assertThat(world.items(target)).isEqualTo(before);
        world.restores("approve", id, "--yes")
                .names(1, "does not wait for an approval", "./pitr-guard approve " + id + " --confirm all");
        world.restores("approve", id, "--confirm", "stream", "--yes")
                .names(1, "do not wait for a confirmation: stream", "ttl");
        world.restores("approve", id, "--confirm", "all", "--yes").ends(0);
        world.restores("restore", "resume", id).ends(0);
        assertThat(world.dynamoDb()
                        .describeTimeToLive(b -> b.tableName(target))
                        .timeToLiveDescription()
                        .attributeName())
                .isEqualTo("expires");
        assertThat(world.restores("restore", "status", id, "--switch", "terraform")
                        .ends(0)
                        .out())
                .contains("Confirmed by arn:aws:iam::123456789012:user/sandbox: ttl.", "removed {", "import {");
    }

    @Test
    void bringsBackADeletedTableUnderItsOwnName() {
        world.table("orders", 20);
        Set<String> before = world.items("orders");
        world.pass(Duration.ofMinutes(20));
        world.dynamoDb().deleteTable(b -> b.tableName("orders"));
        world.pass(Duration.ofMinutes(20));

        CommandResult plan =
                world.restores("restore", "--deleted", "orders", "--plan").ends(0);
        assertThat(plan.out()).contains("the system backup that AWS made when the table was deleted");
        CommandResult result =
                world.restores("restore", "--deleted", "orders", "--yes").ends(0);

        assertThat(result.out())
                .as("the table has the place of its source")
                .contains("orders is complete")
                .doesNotContain("settings diff", "restore discard", "--switch");
        assertThat(world.items("orders")).isEqualTo(before);
        assertThat(world.sandbox().tables().get("orders").recovery()).isNotNull();
        assertThat(world.restores("restore", "status", RestoreWorld.id(result), "--switch", "cdk")
                        .out())
                .contains("nothing has to be imported");
    }

    @Test
    void restoresToAnotherRegion() {
        world.table("orders", 10);
        Set<String> before = world.items("orders");
        world.pass(Duration.ofMinutes(30));

        CommandResult result = world.restores(
                        "restore", "orders", "--at", "latest", "--as", "orders", "--to-region", "eu-central-1", "--yes")
                .ends(0);

        assertThat(world.itemsIn("eu-central-1", "orders")).isEqualTo(before);
        assertThat(result.err()).contains("orders in eu-central-1, account 123456789012");
        assertThat(result.out())
                .contains("./pitr-guard settings diff orders orders --region eu-west-1 --to-region eu-central-1");
        assertThat(world.restores("restore", "status", RestoreWorld.id(result), "--switch", "cdk")
                        .ends(0)
                        .out())
                .contains("npx cdk import")
                .doesNotContain("nothing has to be imported");
    }

    @Test
    void discardsOnlyWhatItMade() {
        world.table("orders", 5);
        world.pass(Duration.ofMinutes(30));
        String id = RestoreWorld.id(
                world.restores("restore", "orders", "--at", "latest", "--yes").ends(0));
        String other =
                RestoreWorld.id(world.restores("restore", "orders", "--at", "latest", "--as", "orders-copy", "--yes")
                        .ends(0));
        String made = world.sandbox().tables().names().stream()
                .filter(name -> name.startsWith("pitr-guard-restore-"))
                .findFirst()
                .orElseThrow();

        world.restores("restore", "discard", other, "--yes").names(1, "nothing was deleted:", "pitr-guard-restore-");
        world.restores("restore", "discard", id, "--yes").ends(0);

        assertThat(world.sandbox().tables().names())
                .contains("orders", "orders-copy")
                .doesNotContain(made);
        assertThat(world.restores("restore", "list").ends(0).out()).contains("DISCARDED", "COMPLETED", "orders-copy");
        assertThat(world.restores("restore", "list", "--quiet").ends(0).out()).isEmpty();
    }

    @Test
    void waitsForAnotherPersonWhereThePolicySaysSo() {
        world.table("orders", 5);
        world.pass(Duration.ofMinutes(30));
        String policy = Cli.file(
                folder,
                "policy.yaml",
                "version: 1\nrecovery: { approval: required, breakGlass: true }\nrules: [{ name: all, require: {} }]\n");

        CommandResult asked = world.restores("restore", "orders", "--at", "latest", "--yes", "--policy", policy)
                .ends(2);
        String id = RestoreWorld.id(asked);

        assertThat(asked.out()).contains("Another person runs: ./pitr-guard approve " + id);
        assertThat(asked.err()).contains("only who reads that folder can approve it");
        assertThat(world.restores("restore", "status", id).ends(2).out())
                .as("whoever approves reads the plan")
                .contains("Takes:          20 minutes at least", "Approval:       required within 4 h");
        assertThat(world.sandbox().tables().names()).containsExactly("orders");
        world.restores("approve", id, "--yes", "--policy", policy)
                .names(1, "Another person than the requester must approve", "--self-approve");
        world.restores("approve", id, "--yes", "--self-approve", "--digest", "0".repeat(64), "--policy", policy)
                .names(1, "another plan");
        world.restores("approve", id, "--yes", "--self-approve", "--policy", policy)
                .ends(0);
        world.restores("restore", "resume", id, "--policy", policy).ends(0);
        assertThat(world.sandbox().tables().names()).hasSize(2);
    }

    @Test
    void letsTheStateMachineCarryItOutWhereOneIsDeployed() {
        world.table("orders", 5);
        ledger();
        SfnClient sfn = machine();
        world.pass(Duration.ofMinutes(30));

        // The function behind the state machine makes a step whenever the command waits.
        CommandResult result = world.whileAdvancing(
                () -> Cli.run("restore", "orders", "--at", "latest", "--as", "orders-back", "--yes"));

        result.ends(0);
        assertThat(result.err())
                .contains(
                        "recorded in the ledger pitr-guard-ledger",
                        "the state machine pitr-guard-restore carries it out");
        assertThat(world.items("orders-back")).hasSize(5);
        assertThat(result.err())
                .contains("Approval:       as the policy of the deployment says", "-c recoveryTargets=orders-back");
        String id = RestoreWorld.id(result);
        assertThat(sfn.describeExecution(b -> b.executionArn(EXECUTION + id)).input())
                .isEqualTo("{\"id\":\"" + id + "\"}");
        assertThat(world.run("restore", "status", id).ends(0).out()).contains("orders-back is complete");
        assertThat(world.ids()).as("nothing is kept on this machine").isEmpty();
    }

    /** The function does not count an approval that the policy of the deployment does not allow. */
    @Test
    void takesNoApprovalThatTheDeploymentMayNotAllow() {
        world.table("orders", 5);
        ledger();
        machine();
        world.pass(Duration.ofMinutes(30));
        RestorePolicy policy = new RestorePolicy(
                RestorePolicy.Approval.REQUIRED, List.of(), true, Duration.ofHours(4), "pitr-guard-restore-");

        CommandResult asked = world.whileAdvancing(
                        policy, () -> Cli.run("restore", "orders", "--at", "latest", "--settings", "none", "--yes"))
                .ends(2);
        String id = RestoreWorld.id(asked);

        world.run("approve", id, "--yes").names(1, "Another person than the requester must approve", "--self-approve");
        world.run("approve", id, "--yes", "--self-approve").ends(0);
        assertThat(world.whileAdvancing(policy, () -> Cli.run("restore", "resume", id))
                        .ends(0)
                        .out())
                .contains("is complete");
    }

    /** The execution that asked has ended since: the token that it left behind wakes nobody. */
    @Test
    void startsAnExecutionWhereNoneWaitsForThePersonsWord() {
        String policy = Cli.file(
                folder,
                "policy.yaml",
                "version: 1\nrecovery: { approval: required, breakGlass: true }\nrules: [{ name: all, require: {} }]\n");
        ledger();
        world.table("orders", 1);
        world.pass(Duration.ofMinutes(30));
        String id = RestoreWorld.id(world.run("restore", "orders", "--at", "latest", "--yes", "--policy", policy)
                .ends(2));
        SfnClient sfn = machine();
        Stored waiting = stored(id);
        world.ledger().write(waiting, waiting.record().withTaskToken(Optional.of("of-an-execution-that-ended")));

        world.run("approve", id, "--self-approve", "--yes", "--policy", policy).ends(0);

        assertThat(sfn.describeExecution(b -> b.executionArn(EXECUTION + id)).input())
                .contains(id);
    }

    @Test
    void doesNotFollowARestoreThatNobodyCarriesOn() {
        ledger();
        machine();
        world.table("orders", 1);
        world.pass(Duration.ofMinutes(30));

        CommandResult result = world.whileWaiting(
                () -> world.ledger().list(LedgerSeed.HERE).success().orElseThrow().records().stream()
                        .filter(stored -> stored.record().log().size() == 1)
                        .forEach(stored -> world.ledger()
                                .write(
                                        stored,
                                        stored.record().noted(RestoreWorld.NINE, "Interrupted: its execution ended."))),
                () -> Cli.run("restore", "orders", "--at", "latest", "--yes"));

        result.names(1, "Interrupted: its execution ended.", "./pitr-guard restore resume ");
    }

    private void ledger() {
        world.sandbox().tables().create(DemoAccount.LEDGER).keys("pk", "sk").enabled(35);
    }

    private SfnClient machine() {
        SfnClient sfn = world.clients().client(SfnClient.builder());
        sfn.createStateMachine(b ->
                b.name(RestoreExecutions.STATE_MACHINE).definition("{}").roleArn("arn:aws:iam::123456789012:role/r"));
        return sfn;
    }

    private Stored stored(String id) {
        return world.ledger()
                .read(LedgerSeed.HERE, new RestoreId(id))
                .success()
                .orElseThrow()
                .orElseThrow();
    }
}

package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.config.HubSettings;
import io.pitrguard.config.Settings;
import io.pitrguard.config.policy.PolicyDigest;
import io.pitrguard.report.Json;
import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.Filter;
import io.pitrguard.sandbox.state.Published;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code pitr-guard doctor}: its findings, remedies and deploy command. */
class DoctorCommandTest {
    private static final String REMEDIATING = "version: 1\nrules:\n  - name: all\n    action: remediate\n";

    @TempDir
    private Path folder;

    private final Cli cli = Cli.start();
    private final Sandbox sandbox = cli.sandbox();
    private final StubLambda lambda = StubLambda.start();
    private final String topic = sandbox.topics().create("pitr-guard-alerts");
    private final String health = sandbox.topics().create("pitr-guard-health");

    @AfterEach
    void close() {
        lambda.close();
        cli.close();
    }

    /** Deploys everything; the last hourly sweep is not yet overdue. */
    private Map<String, String> deploy(String policySha) {
        Map<String, String> environment = new HashMap<>(Map.of(
                Settings.TOPIC_ARN,
                topic,
                Settings.HEALTH_TOPIC_ARN,
                health,
                Settings.LEDGER_TABLE,
                LedgerSeed.LEDGER,
                Settings.CONFIG_RULE,
                "pitr-guard",
                Settings.DRIFT_RULE,
                "pitr-guard-drift",
                Settings.POLICY_SHA256,
                policySha,
                Settings.GRANTED,
                "alert",
                Settings.ACT,
                "policy"));
        for (String name : List.of(
                "pitr-guard-sweep", "pitr-guard-sweep:live", "pitr-guard-drift:live", "pitr-guard-config-rule")) {
            lambda.function(name, environment);
        }
        lambda.mappings("Enabled");
        sandbox.trails().create("audit").start();
        sandbox.eventRules()
                .create("pitr-guard-drift", "{\"source\":[\"aws.dynamodb\"]}")
                .target("queue", "arn:aws:sqs:eu-west-1:123456789012:pitr-guard-drift");
        sandbox.topics().subscribe(topic, "email", "ops@example.com");
        sandbox.topics().confirm(topic, "ops@example.com");
        LedgerSeed.create(cli);
        LedgerSeed.swept(Instant.now().minus(Duration.ofMinutes(170)));
        return environment;
    }

    @Test
    void reportsThatAllChecksPassed() {
        deploy("abc");

        CommandResult result = Cli.run("doctor").ends(0);

        assertThat(result.out())
                .contains(
                        "STATUS  COMPONENT",
                        "OK      Recorder",
                        "OK      Trail",
                        "OK      EventRule",
                        "OK      Subscription",
                        "OK      Deployment",
                        "OK      Sweep")
                .endsWith("pitr-guard in eu-west-1, account 123456789012: all checks passed.\n");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void listsBlindSpotsFirstWithTheirRemedies() {
        deploy("abc");
        sandbox.config().recorder().stop();
        sandbox.topics().subscribe(topic, "email", "new@example.com");

        CommandResult result = Cli.run("doctor").ends(2);

        assertThat(result.out())
                .containsSubsequence(
                        "PROBLEM  Recorder",
                        "To do: aws configservice start-configuration-recorder",
                        "PROBLEM  Subscription",
                        "new@example.com",
                        "OK       Deployment")
                .endsWith(": 2 blind spots.\n");
    }

    @Test
    void endsWithThreeWhenSomethingCouldNotBeChecked() {
        deploy("abc");
        sandbox.faults().add(Fault.on("DescribeTrails", Effect.DENIED));

        assertThat(Cli.run("doctor").ends(3).out())
                .contains("UNKNOWN  Trail", "cloudtrail:DescribeTrails")
                .endsWith(": 1 blind spot.\n");
    }

    @ParameterizedTest
    @CsvSource({
        "pitr-guard-sweep:live, no function pitr-guard-sweep:live",
        "pitr-guard-drift:live, no function pitr-guard-drift:live",
        "pitr-guard-config-rule, no function pitr-guard-config-rule"
    })
    void reportsAMissingFunction(String function, String message) {
        deploy("abc");
        lambda.without(function);

        assertThat(Cli.run("doctor").ends(2).out()).contains("PROBLEM  Deployment", message);
    }

    @Test
    void reportsAFunctionChangedByHand() {
        Map<String, String> other = new HashMap<>(deploy("abc"));
        other.put(Settings.POLICY_SHA256, "def");
        lambda.function("pitr-guard-drift:live", other);

        assertThat(Cli.run("doctor").ends(2).out()).contains("pitr-guard-drift:live has a different policy");
    }

    @Test
    void reportsAMissingOrDisabledEventSourceMapping() {
        deploy("abc");
        lambda.mappings("Disabled");

        assertThat(Cli.run("doctor").ends(2).out())
                .contains("receives no messages", "update-event-source-mapping --enabled");

        lambda.mappings();
        assertThat(Cli.run("doctor").ends(2).out()).contains("receives no messages", "cdk destroy");
    }

    @Test
    void reportsAnEventSourceMappingThatIsNotTheDeployedOne() {
        deploy("abc");
        lambda.mapped(List.of(StubLambda.mapping("pitr-guard-drift:live", "of-somebody-else", "Enabled")));
        assertThat(Cli.run("doctor").ends(2).out()).contains("receives no messages");

        Map<String, Object> filtered =
                new HashMap<>(StubLambda.mapping("pitr-guard-drift:live", "pitr-guard-drift", "Enabled"));
        filtered.put("FilterCriteria", Map.of("Filters", List.of(Map.of("Pattern", "{\"body\":[\"x\"]}"))));
        lambda.mapped(List.of(filtered));
        assertThat(Cli.run("doctor").ends(2).out()).contains("has a filter", "--filter-criteria '{}' --uuid 0b1c");

        lambda.mapped(List.of(
                StubLambda.mapping("pitr-guard-drift:live", "pitr-guard-drift", "Enabled"),
                StubLambda.mapping("thief", "pitr-guard-drift", "Enabled")));
        assertThat(Cli.run("doctor").ends(2).out())
                .contains("Another function takes messages from the queue", "function:thief");
    }

    @Test
    void reportsAnEventRuleThatWasChanged() {
        deploy("abc");
        sandbox.eventRules().create("pitr-guard-drift", "{\"source\":[\"nobody\"]}");

        assertThat(Cli.run("doctor").ends(2).out())
                .contains("PROBLEM  EventRule", "was changed and drops events whose source is aws.dynamodb");
    }

    /** Whoever can write to the ledger must not be able to hide for ever that no sweep runs. */
    @Test
    void doesNotBelieveASweepInTheFuture() {
        deploy("abc");
        LedgerSeed.swept(Instant.parse("9998-12-31T00:00:00Z"));

        assertThat(Cli.run("doctor").ends(2).out())
                .contains("PROBLEM  Sweep", "9998-12-31T00:00:00Z, which is in the future");
    }

    @ParameterizedTest
    @ValueSource(strings = {"large-account", "organization"})
    void whereAStateMachineSweepsItNamesThat(String mode) {
        Map<String, String> environment = new HashMap<>(deploy("abc"));
        environment.put(HubSettings.MODE, mode);
        lambda.function("pitr-guard-sweep", environment);
        for (String function : List.of("plan", "place", "summary", "drift:live", "config-rule")) {
            lambda.function("pitr-guard-" + function, environment);
        }

        for (Instant swept : List.of(Instant.now().minus(Duration.ofDays(3)), Instant.parse("9998-12-31T00:00:00Z"))) {
            LedgerSeed.swept(swept);
            assertThat(Cli.run("doctor").ends(2).out())
                    .contains("PROBLEM  Sweep", "executions of the state machine pitr-guard-sweep")
                    .doesNotContain("function pitr-guard-sweep,", "the log of the function");
        }
    }

    @Test
    void reportsAnOverdueSweep() {
        Map<String, String> environment = new HashMap<>(deploy("abc"));
        LedgerSeed.swept(Instant.now().minus(Duration.ofMinutes(190)));

        assertThat(Cli.run("doctor").ends(2).out())
                .contains("PROBLEM  Sweep", "The last sweep ended at", "and is overdue.");

        environment.put(Settings.SWEEP_MINUTES, "360");
        lambda.function("pitr-guard-sweep", environment);
        assertThat(Cli.run("doctor").ends(0).out()).contains("OK      Sweep");
        sandbox.tables().delete(LedgerSeed.LEDGER);
        assertThat(Cli.run("doctor").ends(2).out())
                .contains("PROBLEM  Sweep", "The ledger table pitr-guard-ledger,", "does not exist", "list-backups")
                .doesNotContain("refused");
    }

    @Test
    void reportsThatNoSweepHasCompleted() {
        deploy("abc");
        sandbox.tables().delete(LedgerSeed.LEDGER);
        LedgerSeed.create(cli);

        assertThat(Cli.run("doctor").ends(2).out()).contains("PROBLEM  Sweep", "No sweep has completed yet.");
    }

    @Test
    void comparesThePolicyWithTheDeployedOne() throws IOException {
        String mine = Cli.file(folder, "mine.yaml", "version: 1\n# mine\n");
        deploy(PolicyDigest.of(Path.of(mine)));

        assertThat(Cli.run("doctor", "--policy", mine).ends(0).out()).contains("OK      Policy");
        assertThat(Cli.run("doctor", "--policy", Cli.file(folder, "new.yaml", REMEDIATING))
                        .ends(2)
                        .out())
                .contains("PROBLEM  Policy", "new.yaml differs from the deployed policy", "PROBLEM  Permission");
        assertThat(Cli.run("doctor", "--policy", Cli.file(folder, "bad.yaml", "rulez: 1\n"))
                        .ends(1)
                        .err())
                .contains("rulez");
    }

    @Test
    void printsTheDeployCommandWithMissingPrerequisites() {
        sandbox.config().recorder(false);
        lambda.quota(10, 10);

        CommandResult result = Cli.run("doctor").ends(2);

        assertThat(result.out())
                .contains("PROBLEM  Recorder", "PROBLEM  Trail", "is not deployed")
                .contains(
                        "AWS_REGION=eu-west-1 npx aws-cdk@2.1148.1 deploy -c alertEmail=ADDRESS -c createRecorder=true -c createTrail=true -c reservedConcurrency=false")
                .contains("The concurrency quota is 10, of which 10 is unreserved: too low to reserve 3.");
    }

    @Test
    void suggestsToReuseTheLedgerOfAnEarlierDeployment() {
        sandbox.trails().create("audit").start();
        LedgerSeed.create(cli);

        assertThat(Cli.run("doctor").ends(2).out())
                .contains("The table pitr-guard-ledger, the ledger of an earlier deployment, already exists.")
                .endsWith("ADDRESS -c existingLedger=true\n");
    }

    @Test
    void saysThatItCannotTellWhetherThereIsAnEarlierLedger() {
        sandbox.trails().create("audit").start();
        LedgerSeed.create(cli);
        sandbox.faults().add(Fault.on("Query", LedgerSeed.LEDGER, Effect.DENIED));

        assertThat(Cli.run("doctor").ends(2).out())
                .contains("UNKNOWN  Deployment", "Whether the table pitr-guard-ledger", "dynamodb:Query")
                .endsWith("ADDRESS\n");
    }

    @Test
    void leavesOutOptionsThatTheAccountDoesNotNeed() {
        sandbox.trails().create("audit").start();

        assertThat(Cli.run("doctor", "--name", "guard2").ends(2).out())
                .endsWith("  AWS_REGION=eu-west-1 npx aws-cdk@2.1148.1 deploy -c alertEmail=ADDRESS -c name=guard2\n");
    }

    @ParameterizedTest
    @CsvSource({"1000, 103, false", "1000, 102, true", "50, 50, true"})
    void comparesTheConcurrencyQuotaWithTheReservation(int quota, int left, boolean tooLittle) {
        lambda.quota(quota, left);

        String out = Cli.run("doctor").ends(2).out();

        assertThat(out.contains("-c reservedConcurrency=false")).isEqualTo(tooLittle);
    }

    @Test
    void sendsATestMessageAndSaysWhomItReaches() {
        deploy("abc");
        sandbox.topics().subscribe(topic, "email", "new@example.com");

        CommandResult result = Cli.run("doctor", "--send-test").ends(0);

        assertThat(result.out())
                .contains(
                        "SNS delivers it to: ops@example.com (email).",
                        "Not confirmed, so it does not reach: new@example.com (email).",
                        "Nobody is subscribed; this topic needs no subscriber.")
                .doesNotContain("Recorder", "Deployment");
        assertThat(sandbox.topics().published())
                .hasSize(2)
                .allSatisfy(message -> {
                    assertThat(message.subject())
                            .isEqualTo("[pitr-guard] TEST: alerts arrive (123456789012, eu-west-1)");
                    assertThat(message.message())
                            .contains("This is a test. Nothing is wrong", "\\\"test\\\":true", "arn:aws:");
                })
                .extracting(Published::topicArn)
                .containsExactly(topic, health);
        assertThat(sandbox.topics()
                        .published()
                        .getFirst()
                        .attributes()
                        .get("severity")
                        .value())
                .isEqualTo("critical");
        assertThat(sandbox.topics().published().getLast().attributes())
                .as("as alarms")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"severity\":[\"high\",\"critical\"]} | 0 | SNS delivers it to: ops@example.com (email).",
                "{\"account\":[\"123456789012\"]} | 0 | SNS delivers it to: ops@example.com (email).",
                "{\"team\":[\"payments\"]} | 2 | It reaches nobody. Filter policies drop it for: ops@example.com (email).",
                "{\"severity\":[{\"prefix\":\"c\"}]} | 0 | SNS delivers it to: ops@example.com (email).",
                "{\"severity\":[{\"prefix\":\"x\"}]} | 2 | It reaches nobody. Filter policies drop it for: ops@example.com (email).",
                "{\"severity\":[{\"suffix\":\"l\"}]} | 0 | SNS delivers it to: ops@example.com (email).",
                "{\"severity\":[{\"wildcard\":\"c*l\"}]} | 3 | It may reach, if filter policies let it through: ops@example.com (email)."
            })
    void aTestMessageReachesNobodyWhoseFilterPolicyDropsIt(String policy, int exitCode, String message) {
        deploy("abc");
        sandbox.topics().filter(topic, "ops@example.com", new Filter(policy, Filter.Scope.MessageAttributes));

        assertThat(Cli.run("doctor", "--send-test", "--topic", topic)
                        .ends(exitCode)
                        .out())
                .contains(message);
    }

    @Test
    void theTestMessageOfTheHealthTopicIsFilteredLikeAnAlarm() {
        deploy("abc");
        sandbox.topics().subscribe(health, "email", "ops@example.com");
        sandbox.topics().confirm(health, "ops@example.com");
        sandbox.topics()
                .filter(
                        health,
                        "ops@example.com",
                        new Filter("{\"severity\":[\"critical\"]}", Filter.Scope.MessageAttributes));

        assertThat(Cli.run("doctor", "--send-test").ends(2).out())
                .contains("It reaches nobody. Filter policies drop it for", "remove one: aws sns set-subscription");
    }

    @Test
    void saysThatAFilterPolicyCouldNotBeRead() {
        deploy("abc");
        sandbox.topics().subscribe(topic, "sqs", "arn:aws:sqs:eu-west-1:123456789012:alerts");
        sandbox.faults().add(Fault.on("GetSubscriptionAttributes", Effect.DENIED));

        assertThat(Cli.run("doctor", "--send-test", "--topic", topic).ends(3).out())
                .contains("UNKNOWN  Subscription", "if filter policies let it through: ops@example.com (email), arn:")
                .contains("sns:GetSubscriptionAttributes");
        assertThat(sandbox.calls().all().stream()
                        .filter(call -> call.operation().equals("GetSubscriptionAttributes")))
                .as("one denial says it for all")
                .hasSize(1);
    }

    @Test
    void readsTheFilterPoliciesOfAllSubscribersOfATestMessage() {
        deploy("abc");
        for (int i = 0; i < 21; i++) {
            sandbox.topics().subscribe(topic, "email", i + "@example.com");
            sandbox.topics().confirm(topic, i + "@example.com");
        }

        assertThat(Cli.run("doctor", "--send-test", "--topic", topic).ends(0).out())
                .contains("20@example.com")
                .doesNotContain("It may reach");
    }

    /** Whoever may only publish can test. */
    @Test
    void aTestMessageNeedsNothingButPublishing() {
        for (String call : List.of("ListSubscriptionsByTopic", "DescribeTrails", "DescribeRule")) {
            sandbox.faults().add(Fault.on(call, Effect.DENIED));
        }
        lambda.deny();

        assertThat(Cli.run("doctor", "--send-test", "--topic", topic).ends(0).out())
                .contains("Sent the test message to " + topic, "Who is subscribed could not be read");
        assertThat(sandbox.topics().published()).hasSize(1);
    }

    @Test
    void saysWhyATestMessageReachesNobody() {
        assertThat(Cli.run("doctor", "--send-test").ends(2).out())
                .contains("PROBLEM  Subscription", "It reaches nobody.", "deploy with alertEmail");
        assertThat(Cli.run("doctor", "--send-test", "--name", "other").ends(2).out())
                .contains("could not be sent to arn:aws:sns:eu-west-1:123456789012:other-alerts", "--topic");
        sandbox.faults().add(Fault.on("Publish", Effect.DENIED));
        assertThat(Cli.run("doctor", "--send-test").ends(2).out()).contains("Allow sns:Publish on the topic");
        assertThat(Cli.run("doctor", "--topic", topic).ends(64).err()).contains("--topic requires --send-test");
    }

    @Test
    void writesJson() {
        deploy("abc");

        Map<?, ?> view = (Map<?, ?>)
                Json.parse(Cli.run("doctor", "--output", "json").ends(0).out());

        assertThat(view.get("deployed")).isEqualTo(true);
        assertThat(((Number) view.get("blindSpots")).longValue()).isZero();
        assertThat((List<?>) view.get("findings")).hasSizeGreaterThan(8);
    }

    @Test
    void reportsADeletedSweepFunctionOfADeployment() {
        Map<String, String> environment = deploy("abc");
        lambda.without("pitr-guard-sweep").without("pitr-guard-sweep:live").function("pitr-guard-drift", environment);

        assertThat(Cli.run("doctor").ends(2).out())
                .contains("There is no function pitr-guard-sweep:live", "cdk destroy")
                .doesNotContain("is not deployed");
    }

    @Test
    void reportsAMissingFunctionOnce() {
        deploy("abc");
        lambda.without("pitr-guard-drift:live").mappings();

        assertThat(Cli.run("doctor").ends(2).out())
                .contains("no function pitr-guard-drift:live")
                .doesNotContain("receives no messages");
    }

    @Test
    void saysThatTheSandboxHasNoLambda() {
        System.clearProperty("aws.endpointUrlLambda");

        Cli.run("doctor")
                .refuses(
                        1,
                        "pitr-guard: " + sandbox.endpoint()
                                + " does not emulate Lambda's functions, so it cannot hold a deployment. doctor requires Lambda,"
                                + " DynamoDB, STS, AWS Config, CloudTrail, EventBridge and SNS: unset AWS_ENDPOINT_URL to"
                                + " check an AWS account. The sandbox is for sweep, status, history, acknowledge, redrive,"
                                + " invoke and doctor --send-test.");
    }

    @Test
    void saysWhyTheDeploymentCannotBeRead() {
        lambda.deny();
        assertThat(Cli.run("doctor").ends(1).err())
                .contains("lambda:GetFunctionConfiguration", "AccessDeniedException", "Allow");
        assertThat(Cli.run("doctor", "--name", "a b").ends(64).err()).contains("--name");
    }
}

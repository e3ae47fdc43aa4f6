package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * An organization in moto, which keeps accounts apart: the hub is deployed, and two of three members have role and rule. The
 * deployed state machine is run by moto's interpreter, with the deployed functions behind its tasks, each by AWS's runtime
 * client and with its own role. Then recovery is disabled in a member, one member leaves, and all is removed.
 *
 * <p>{@link MemberGate} refuses what AWS would, by the roles as the template made them; moto refuses nothing.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@EnabledOnOs(value = OS.LINUX, disabledReason = "AWS's runtime client is native in part, and for Linux only")
class HubOnMotoE2E {
    @RegisterExtension
    static final Tools TOOLS = Tools.needed("moto_server", "aws", "npx");

    private static final String OWNER = "shop-team";
    private static final String NO_OWNER = "null";
    private static final String DRIFT = "pitr-guard-drift";
    private static final Pattern SKIPPED = Pattern.compile("No Moto CloudFormation support for (\\S+)");
    private static final Path POLICY = Repository.write("hub.yaml", """
            version: 1
            rules:
              - name: analytics
                match: { table: analytics-* }
                action: alert
              - name: all
                action: remediate
            """);

    @TempDir
    private static Path folder;

    private static HubOnMoto hub;
    private static DriftWorld world;
    private static StateMachineRun first;
    private static Instant swept;

    @BeforeAll
    static void deployAndSweep() throws Exception {
        hub = new HubOnMoto();
        hub.organization("shop", "bank", "data").owner("shop", OWNER);
        hub.deploy(POLICY, folder).member("shop").member("bank");
        world = DriftWorld.deployed(
                new MotoTarget(hub.moto().endpoint()),
                hub.functions().deployed("pitr-guard-summary").variable("PITR_GUARD_TOPIC_ARN"));
        // moto's CloudFormation leaves it off; infra/ asserts it on the template.
        world.enable(DriftWorld.LEDGER, 35);
        new Fleet(hub.in("shop")).table("orders", Fleet.OFF).table("users", 35).create();
        new Fleet(hub.in("bank"))
                .table("accounts", 35)
                .table("analytics-clicks", Fleet.OFF)
                .create();
        new Fleet(hub.in("data")).table("samples", Fleet.OFF).create();
        first = hub.sweep("first");
        swept = Instant.now();
    }

    @AfterAll
    static void stop() throws Exception {
        if (world != null) {
            world.close();
        }
        if (hub != null) {
            hub.close();
        }
    }

    @Test
    @Order(1)
    void judgesTheTablesOfEachAccount() throws IOException {
        assertThat(first.status()).as(hub.functions().output()).isEqualTo("SUCCEEDED");
        assertThat(hub.functions().invoked())
                .containsExactlyInAnyOrder("pitr-guard-plan", "pitr-guard-place", "pitr-guard-summary");
        assertThat(judged(HubOnMoto.HUB)).containsExactly(DriftWorld.LEDGER + " COMPLIANT");
        assertThat(judged(hub.account("shop"))).containsExactly("orders COMPLIANT, Fixed", "users COMPLIANT");
        assertThat(judged(hub.account("bank")))
                .containsExactly("accounts COMPLIANT", "analytics-clicks NON_COMPLIANT, AlertOnly");
        assertThat(recovery("shop", "orders")).isEqualTo("ENABLED");
        assertThat(recovery("bank", "analytics-clicks")).isEqualTo("DISABLED");
        assertThat(recovery("data", "samples")).isEqualTo("DISABLED");
    }

    @Test
    @Order(1)
    void reportsTheSumOfTheAccounts() throws IOException {
        HubReport report = hub.report("first");

        assertThat(report.accounts()).containsExactlyInAnyOrder("master", "shop", "bank", "data");
        assertThat(report.counts())
                .isEqualTo(report.sums())
                .isEqualTo(Map.of("tables", 5, "compliant", 4, "nonCompliant", 1, "fixed", 1, "alertOnly", 1));
    }

    /** Nobody has ever read its tables: the account and region itself is the blind spot. */
    @Test
    @Order(1)
    void anAccountWithoutTheRoleCostsOnlyItself() throws IOException {
        HubReport report = hub.report("first");
        String role = MemberRole.arnIn(hub.account("data"));

        assertThat(report.failures()).containsOnlyKeys("data");
        assertThat(report.failures().get("data")).contains("AWS denied sts:AssumeRole on " + role);
        assertThat(report.json().at("/organization/complete").asBoolean()).isFalse();
        assertThat(Json.texts(report.json().at("/selfCheck/blindSpots"), "kind"))
                .contains("AccountRegion");
        assertThat(hub.gate().refused())
                .isNotEmpty()
                .allMatch(what -> what.endsWith("sts:AssumeRole on resource: " + role));
    }

    @Test
    @Order(1)
    void digestsReachTheirSubscribers() {
        Map<String, JsonNode> digests = digests();

        assertThat(digests).containsOnlyKeys(OWNER, NO_OWNER);
        assertThat(Json.texts(digests.get(OWNER).path("tables"), "name")).containsExactly("orders");
        assertThat(Json.texts(digests.get(NO_OWNER).path("tables"), "name")).containsExactly("analytics-clicks");
        assertThat(digests.get(NO_OWNER).path("notSwept").toString()).contains(hub.account("data"));
    }

    @Test
    @Order(1)
    void theMemberRoleTrustsTheFunctionsThatNeedIt() {
        MemberRole role = MemberRole.in(hub.in("shop"));
        String organization = hub.organizationId();
        String place = hub.functions().role("pitr-guard-place");

        assertThat(List.of("pitr-guard-plan", "pitr-guard-place", DRIFT))
                .allMatch(name -> role.trusts(hub.functions().role(name), organization, HubOnMoto.EXTERNAL_ID));
        assertThat(role.trusts(hub.functions().role("pitr-guard-summary"), organization, HubOnMoto.EXTERNAL_ID))
                .isFalse();
        assertThat(role.trusts(place.replace(HubOnMoto.HUB, hub.account("data")), organization, HubOnMoto.EXTERNAL_ID))
                .isFalse();
        assertThat(role.trusts(place, "o-anotherone1", HubOnMoto.EXTERNAL_ID)).isFalse();
        assertThat(role.trusts(place, organization, "another-external-id")).isFalse();
    }

    /** By the member's rule to the hub's bus, by the hub's rule to the queue, and so to the function. */
    @Test
    @Order(2)
    void enablesAgainWhatIsDisabledInAMember() throws Exception {
        String account = hub.account("shop");
        AwsCli shop = hub.in("shop");
        shop.json(
                "dynamodb",
                "update-continuous-backups",
                "--table-name",
                "orders",
                "--point-in-time-recovery-specification",
                "PointInTimeRecoveryEnabled=false");
        MemberEvent call = MemberEvent.disabling(account);
        call.occur(shop);

        List<JsonNode> views =
                DriftRun.of(hub.functions().process(DRIFT), call.batch(world.receive(Duration.ofSeconds(5))));

        assertThat(views).singleElement().satisfies(view -> {
            assertThat(view.path("outcome").asText()).isEqualTo("SETTLED");
            assertThat(view.at("/call/account").asText()).isEqualTo(account);
            assertThat(view.at("/table/remediation/outcome").asText()).isEqualTo("Fixed");
        });
        assertThat(recovery("shop", "orders")).isEqualTo("ENABLED");
        assertThat(hub.gate().calls())
                .contains(new MemberCall(
                        MemberRole.arnIn(account),
                        DRIFT,
                        "dynamodb:UpdateContinuousBackups",
                        "arn:aws:dynamodb:%s:%s:table/orders".formatted(Moto.REGION, account)));
        assertThat(world.alerts())
                .extracting(alert -> alert.at("/call/account").asText())
                .containsExactly(account);
    }

    @Test
    @Order(2)
    void forwardsNoOtherCalls() {
        MemberEvent call = MemberEvent.disabling(hub.account("bank"));
        call.with("eventName", "ListTables").occur(hub.in("bank"));
        call.with("errorCode", "AccessDenied").occur(hub.in("bank"));
        call.with("eventSource", "s3.amazonaws.com").occur(hub.in("bank"));

        assertThat(hub.waiting(DRIFT)).isZero();
    }

    /**
     * What is known of an account counts as undetermined once nobody can read it. AWS no longer knows the session of the
     * role that is gone; where the session is older than a minute the role is assumed again, which fails.
     */
    @Test
    @Order(3)
    void anAccountThatLosesItsRoleIsUndetermined() throws Exception {
        hub.leave("bank");
        assertIsLeft("bank");
        Duration old = Duration.between(Instant.now(), swept.plus(Duration.ofMinutes(1)));
        TimeUnit.MILLISECONDS.sleep(Math.max(0, old.toMillis()));

        assertThat(hub.sweep("second").status()).as(hub.functions().output()).isEqualTo("SUCCEEDED");

        HubReport report = hub.report("second");
        assertThat(report.failures()).containsOnlyKeys("bank", "data");
        assertThat(report.failures().get("bank"))
                .contains("AWS denied sts:AssumeRole on " + MemberRole.arnIn(hub.account("bank")));
        assertThat(report.counts())
                .isEqualTo(report.sums())
                .isEqualTo(Map.of("tables", 5, "compliant", 3, "undetermined", 2));
        assertThat(digests().get(NO_OWNER).path("notSwept").toString()).contains(hub.account("bank"));
    }

    /** Each call was within the role's permissions, or the account would have failed. What no call took has a reason. */
    @Test
    @Order(4)
    void theMemberRoleAllowsWhatTheFunctionsCallAndLittleElse() {
        MemberRole role = MemberRole.in(hub.in("shop"));
        List<MemberCall> calls = hub.gate().calls().stream()
                .filter(call -> call.role().equals(role.arn()))
                .toList();
        Set<String> actions = calls.stream().map(MemberCall::action).collect(Collectors.toCollection(TreeSet::new));
        String doctor = "Only doctor --organization asks for trails of members.";
        String rule = "moto has no rule of AWS Config for organizations.";
        Map<String, String> without = Map.of(
                "account:ListRegions", "The option regions names them; moto has no such call.",
                "cloudtrail:DescribeTrails", doctor,
                "cloudtrail:GetEventSelectors", doctor,
                "cloudtrail:GetTrailStatus", doctor,
                "config:GetComplianceDetailsByConfigRule", rule,
                "config:GetResourceConfigHistory", rule,
                "config:PutEvaluations", rule,
                "config:SelectResourceConfig", "A sweep asks after ten seconds.");

        assertThat(calls).extracting(MemberCall::session).contains("pitr-guard-place", DRIFT);
        assertThat(calls).allMatch(role::allows);
        assertThat(role.beyond(actions)).isEqualTo(without.keySet());
        MemberCall read = calls.getFirst();
        assertThat(role.allows(new MemberCall(read.role(), DRIFT, "dynamodb:DeleteTable", read.resource())))
                .isFalse();
        assertThat(role.allows(new MemberCall(
                        read.role(),
                        DRIFT,
                        "dynamodb:DescribeTable",
                        "arn:aws:dynamodb:eu-west-1:999999999999:table/a")))
                .isFalse();
    }

    /**
     * What moto does not do of a hub and its members; nothing here proves it. {@code StateMachineOnMotoE2E} has what its
     * interpreter leaves out, {@link MemberEvent} what its event bus does.
     */
    @Test
    @Order(4)
    void listsWhatMotoDoesNotDo() throws IOException {
        Set<String> skipped = SKIPPED.matcher(Files.readString(hub.moto().log()))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(skipped)
                .as("asserted on the template only, in infra/")
                .containsExactly(
                        "AWS::CloudFormation::StackSet",
                        "AWS::CloudWatch::Alarm",
                        "AWS::CloudWatch::CompositeAlarm",
                        "AWS::Config::OrganizationConfigRule",
                        "AWS::Events::EventBusPolicy",
                        "AWS::Lambda::Alias",
                        "AWS::Lambda::EventInvokeConfig",
                        "AWS::S3::BucketPolicy",
                        "AWS::SNS::TopicPolicy",
                        "AWS::SQS::QueuePolicy",
                        "AWS::Scheduler::Schedule");
        assertThat(hub.aws().as(MemberRole.arnIn(hub.account("data"))).environment())
                .as("a session of a role that does not exist: MemberGate decides in its place")
                .containsKey("AWS_SESSION_TOKEN");
    }

    @Test
    @Order(5)
    void destroyingLeavesTheBucketsOnly() {
        hub.leave("shop");
        assertIsLeft("shop");
        hub.deployment().destroy();

        AwsCli aws = hub.aws();
        assertThat(aws.json("lambda", "list-functions").path("Functions")).isEmpty();
        assertThat(aws.json("stepfunctions", "list-state-machines").path("stateMachines"))
                .isEmpty();
        assertThat(aws.json("dynamodb", "list-tables").path("TableNames")).isEmpty();
        assertThat(Json.texts(aws.json("events", "list-event-buses").path("EventBuses"), "Name"))
                .containsExactly("default");
        assertThat(Json.texts(aws.json("iam", "list-roles").path("Roles"), "RoleName"))
                .allMatch(role -> role.startsWith("cdk-"));
        assertThat(Json.texts(aws.json("s3api", "list-buckets").path("Buckets"), "Name"))
                .hasSize(3)
                .anyMatch(name -> name.startsWith("pitr-guard-sweepsbucket"))
                .anyMatch(name -> name.startsWith("pitr-guard-evidencebucket"))
                .anyMatch(name -> name.startsWith("cdk-"));
    }

    private static List<String> judged(String account) throws IOException {
        JsonNode part = hub.document("sweeps/first/tables/%s/%s/0001.json".formatted(account, Moto.REGION));
        return StreamSupport.stream(part.path("tables").spliterator(), false)
                .map(table -> table.path("name").asText() + " "
                        + table.path("verdict").asText()
                        + (table.path("remediation").isNull()
                                ? ""
                                : ", " + table.at("/remediation/outcome").asText()))
                .sorted()
                .toList();
    }

    private static Map<String, JsonNode> digests() {
        return world.alerts().stream()
                .collect(Collectors.toMap(digest -> digest.path("owner").asText(), digest -> digest));
    }

    private static String recovery(String account, String table) {
        return hub.in(account)
                .json("dynamodb", "describe-continuous-backups", "--table-name", table)
                .at("/ContinuousBackupsDescription/PointInTimeRecoveryDescription/PointInTimeRecoveryStatus")
                .asText();
    }

    private static void assertIsLeft(String name) {
        AwsCli there = hub.in(name);
        assertThat(Json.texts(there.json("iam", "list-roles").path("Roles"), "RoleName"))
                .containsExactly(HubOnMoto.ADMINISTRATOR);
        assertThat(there.json("events", "list-rules").path("Rules")).isEmpty();
    }
}

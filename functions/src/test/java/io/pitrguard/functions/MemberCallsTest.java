package io.pitrguard.functions;

import static io.pitrguard.functions.OrganizationTestBed.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.aws.SandboxAws;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.sandbox.SandboxConfig;
import io.pitrguard.sandbox.SandboxRule;
import io.pitrguard.sandbox.traffic.Call;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which calls functions of the hub make with the member role, and which with their own: the two roles hold these
 * permissions and no others. {@code RecordedCallsTest} of {@code infra/} proves the roles by the same calls.
 */
class MemberCallsTest {
    private static final AccountRegion PLACE = OrganizationTestBed.place(SHOP, "eu-west-1");

    /** Rules by tags and by age need all facts of a table. */
    private static final String RULES = """
            version: 1
            rules:
              - { name: tagged, match: { tag: tier=critical }, require: { recoveryPeriodDays: 35, deletionProtection: true }, action: %1$s }
              - { name: all, require: { recoveryPeriodDays: 35 }, action: %1$s }
            """;

    private static Policy policy(boolean remediates) {
        return ConfigRuleTestBed.policy(RULES.formatted(remediates ? "remediate" : "alert"));
    }

    private static Set<String> calls(SandboxAws aws, String account) {
        return aws.sandbox().calls().all().stream()
                .filter(call -> account.equals(call.account()))
                .map(Call::operation)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> with(boolean more, Set<String> calls, String... others) {
        Set<String> all = new TreeSet<>(calls);
        if (more) {
            all.addAll(Set.of(others));
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofTheDriftFunction(boolean remediates) {
        try (DriftTestBed bed = new DriftTestBed()) {
            OrganizationTestBed organization = new OrganizationTestBed(bed.aws);
            bed.hub = OrganizationTestBed.HUB;
            bed.policy = policy(remediates);
            organization.create(PLACE, "orders").disabled();
            bed.pass(Duration.ofHours(1));
            bed.send(CallEvent.of(
                            "UpdateContinuousBackups", PLACE, bed.aws.time().instant())
                    .table("orders")
                    .disabling());
            bed.send(
                    CallEvent.of("CreateTable", PLACE, bed.aws.time().instant()).table("orders"));
            bed.aws.sandbox().calls().clear();

            bed.deliver();
            bed.deliverFor(Duration.ofMinutes(10), Duration.ofMinutes(5));

            assertThat(calls(bed.aws, SHOP))
                    .isEqualTo(with(
                            remediates,
                            Set.of("DescribeContinuousBackups", "DescribeTable", "ListTagsOfResource"),
                            "UpdateContinuousBackups"));
            assertThat(calls(bed.aws, bed.aws.where().account()))
                    .isEqualTo(with(
                            remediates,
                            Set.of(
                                    "AssumeRole",
                                    "GetItem",
                                    "GetObject",
                                    "GetSubscriptionAttributes",
                                    "ListSubscriptionsByTopic",
                                    "Publish",
                                    "PutEvents",
                                    "SendMessage",
                                    "TransactWriteItems"),
                            "UpdateItem"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofTheConfigRuleFunction(boolean remediates) {
        try (ConfigRuleTestBed bed = new ConfigRuleTestBed()) {
            OrganizationTestBed organization = new OrganizationTestBed(bed.aws);
            bed.hub = OrganizationTestBed.HUB;
            bed.policy = policy(remediates);
            bed.useLedger();
            SandboxConfig config = bed.sandbox().config(SHOP, PLACE.region());
            SandboxRule rule = config.rules().create("OrgConfigRule-pitr-guard");
            for (int i = 0; i < 200; i++) {
                organization.create(PLACE, "table-%03d".formatted(i)).disabled();
            }
            bed.pass(Duration.ofHours(1));
            bed.aws.sandbox().calls().clear();

            bed.invoke(rule.event(config.record("table-000")));
            bed.invoke(rule.event(config.recordOversized("table-001")));
            // Where reading takes long, AWS Config is asked what to read first.
            bed.readsPerSecond = 1;
            bed.time = new FirstReadsTest.AfterHints(bed.aws);
            bed.invoke(rule.event(config.schedule()));

            assertThat(calls(bed.aws, SHOP))
                    .isEqualTo(with(
                            remediates,
                            Set.of(
                                    "DescribeContinuousBackups",
                                    "DescribeTable",
                                    "GetComplianceDetailsByConfigRule",
                                    "GetResourceConfigHistory",
                                    "GetResources",
                                    "ListTables",
                                    "ListTagsOfResource",
                                    "PutEvaluations",
                                    "SelectResourceConfig"),
                            "UpdateContinuousBackups"));
            assertThat(calls(bed.aws, Objects.requireNonNull(bed.aws.where().account())))
                    .isSubsetOf(
                            "AssumeRole",
                            "GetItem",
                            "GetObject",
                            "GetSubscriptionAttributes",
                            "ListSubscriptionsByTopic",
                            "Publish",
                            "PutEvents",
                            "PutItem",
                            "Query",
                            "TransactWriteItems",
                            "UpdateItem")
                    .contains("AssumeRole", "GetObject", "Query", "Publish");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofThePlaceFunction(boolean remediates) {
        try (HubTestBed hub = new HubTestBed()) {
            hub.member(SHOP, "shop");
            hub.policy = policy(remediates);
            hub.memberBus = OrganizationTestBed.HUB.busArn();
            hub.aws
                    .sandbox()
                    .eventRules(SHOP, PLACE.region())
                    .create("pitr-guard-forward", "{\"source\":[\"aws.dynamodb\"]}");
            for (int i = 0; i < 200; i++) {
                hub.aws
                        .sandbox()
                        .tables(SHOP, PLACE.region())
                        .create("table-%03d".formatted(i))
                        .disabled();
            }
            hub.aws.time().advance(Duration.ofHours(1));
            hub.plan();
            hub.aws.sandbox().calls().clear();
            hub.readsPerSecond = 1;
            hub.time = new FirstReadsTest.AfterHints(hub.aws);

            hub.sweepPlace(SHOP);

            assertThat(calls(hub.aws, SHOP))
                    .isEqualTo(with(
                            remediates,
                            Set.of(
                                    "DescribeContinuousBackups",
                                    "DescribeRule",
                                    "DescribeTable",
                                    "GetResources",
                                    "ListTables",
                                    "ListTargetsByRule",
                                    "SelectResourceConfig"),
                            "ListTagsOfResource",
                            "UpdateContinuousBackups"));
            assertThat(calls(hub.aws, hub.aws.where().account()))
                    .contains("AssumeRole", "PutObject", "Query")
                    .doesNotContain("DescribeContinuousBackups", "UpdateContinuousBackups", "ListTables");
        }
    }
}

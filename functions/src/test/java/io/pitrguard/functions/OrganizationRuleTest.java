package io.pitrguard.functions;

import static io.pitrguard.functions.OrganizationTestBed.BANK;
import static io.pitrguard.functions.OrganizationTestBed.SHOP;
import static io.pitrguard.functions.OrganizationTestBed.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.sandbox.RuleEvent;
import io.pitrguard.sandbox.SandboxConfig;
import io.pitrguard.sandbox.SandboxRule;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.Compliance;
import io.pitrguard.sandbox.state.Recovery;
import io.pitrguard.sandbox.traffic.Call;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One function evaluates for the rule that each member account has of an organization's rule. */
class OrganizationRuleTest {
    /** What AWS Config calls an organization's rule in a member account. */
    private static final String RULE = "OrgConfigRule-pitr-guard-a1b2c3d4";

    private static final AccountRegion SHOP_WEST = OrganizationTestBed.place(SHOP, "eu-west-1");
    private static final AccountRegion BANK_WEST = OrganizationTestBed.place(BANK, "eu-west-1");

    private final ConfigRuleTestBed bed = new ConfigRuleTestBed();
    private final OrganizationTestBed organization = new OrganizationTestBed(bed.aws);

    @BeforeEach
    void start() {
        bed.hub = OrganizationTestBed.HUB;
        bed.useLedger();
        for (AccountRegion place : List.of(SHOP_WEST, BANK_WEST)) {
            config(place).rules().create(RULE);
            organization.create(place, "orders").disabled();
        }
        bed.create("orders").disabled();
        bed.pass(Duration.ofHours(1));
    }

    @AfterEach
    void close() {
        bed.close();
    }

    private SandboxConfig config(AccountRegion place) {
        return bed.sandbox().config(place.account(), place.region());
    }

    private SandboxRule rule(AccountRegion place) {
        return config(place).rules().get(RULE);
    }

    private RuleEvent changed(AccountRegion place) {
        return rule(place).event(config(place).record("orders"));
    }

    private boolean on(AccountRegion place) {
        return bed.sandbox()
                        .tables(place.account(), place.region())
                        .get("orders")
                        .recovery()
                instanceof Recovery.Enabled;
    }

    @Test
    void aChangeIsJudgedAndReportedInTheMembersAccount() {
        RuleRun run = bed.invoke(changed(SHOP_WEST));

        assertThat(run.failure()).isEmpty();
        assertThat(rule(SHOP_WEST).dashboard().get("orders").compliance()).isEqualTo(Compliance.NON_COMPLIANT);
        assertThat(rule(BANK_WEST).dashboard()).isEmpty();
        assertThat(bed.rule.dashboard()).as("the hub's own rule").isEmpty();
        assertThat(run.count("AssumeRole")).isEqualTo(1);
        assertThat(run.metrics().get("Account"))
                .as("no metric for each account")
                .isEqualTo("123456789012");
    }

    @Test
    void aScheduleJudgesAllTablesOfTheMember() {
        organization.create(SHOP_WEST, "users").enabled(35);
        RuleRun run = bed.invoke(rule(SHOP_WEST).event(config(SHOP_WEST).schedule()));

        assertThat(run.failure()).isEmpty();
        assertThat(rule(SHOP_WEST).dashboard()).hasSize(2);
        assertThat(rule(SHOP_WEST).dashboard().get("users").compliance()).isEqualTo(Compliance.COMPLIANT);
    }

    @Test
    void aScheduleWithdrawsWhatTheMembersRuleHoldsOfDeletedTables() {
        bed.invoke(changed(SHOP_WEST));
        bed.sandbox().tables(SHOP, "eu-west-1").delete("orders");

        assertThat(bed.invoke(rule(SHOP_WEST).event(config(SHOP_WEST).schedule()))
                        .failure())
                .isEmpty();

        assertThat(rule(SHOP_WEST).dashboard()).isEmpty();
    }

    @Test
    void anOversizedItemIsLookedUpInTheMember() {
        RuleRun run = bed.invoke(rule(SHOP_WEST).event(config(SHOP_WEST).recordOversized("orders")));

        assertThat(run.failure()).isEmpty();
        assertThat(run.count("GetResourceConfigHistory")).isEqualTo(1);
        assertThat(rule(SHOP_WEST).dashboard()).containsKey("orders");
    }

    @Test
    void remediatesAsThePolicySaysForTheAccountsUnits() {
        bed.policy = ConfigRuleTestBed.policy("""
                version: 1
                rules:
                  - { name: production, match: { ou: Production }, require: { recoveryPeriodDays: 35 }, action: remediate }
                """);
        organization.plan(SHOP, "ACTIVE", null, List.of("Production"));

        assertThat(bed.invoke(changed(SHOP_WEST)).failure()).isEmpty();
        assertThat(bed.invoke(changed(BANK_WEST)).failure()).isEmpty();

        assertThat(on(SHOP_WEST)).isTrue();
        assertThat(on(BANK_WEST)).isFalse();
    }

    @Test
    void theHubsOwnRuleTakesNoRole() {
        RuleRun run = bed.invoke(bed.changed("orders"));

        assertThat(run.failure()).isEmpty();
        assertThat(bed.dashboard()).containsKey("orders");
        assertThat(run.count("AssumeRole")).isZero();
    }

    /** A lie in an event, and words of what is said of it. */
    private record Forgery(String name, UnaryOperator<String> change, String words, boolean refused) {
        Forgery(String name, UnaryOperator<String> change, String words) {
            this(name, change, words, true);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Forgery> forgeries() {
        return Stream.of(
                new Forgery(
                        "from a stranger",
                        event -> event.replace(SHOP, STRANGER),
                        "account 999999999999, which the latest plan of the organization does not have"),
                new Forgery(
                        "from a stranger, with a member's item",
                        event -> RuleEvents.with(event, fields -> {
                            fields.put("accountId", STRANGER);
                            fields.put("configRuleArn", "arn:aws:config:eu-west-1:999999999999:config-rule/x");
                        }),
                        "names 111111111111"),
                new Forgery(
                        "from a member, with another's item",
                        event -> RuleEvents.withItem(event, item -> item.put("awsAccountId", BANK)),
                        "configurationItem.awsAccountId names 222222222222"),
                new Forgery(
                        "from a member, with another's schedule",
                        event -> RuleEvents.withInvoking(event, invoking -> invoking.put("awsAccountId", BANK)),
                        "invokingEvent.awsAccountId names 222222222222"),
                new Forgery(
                        "with an item of another region",
                        event -> RuleEvents.withItem(event, item -> item.put("awsRegion", "us-east-1")),
                        "configurationItem.awsRegion names us-east-1"),
                new Forgery(
                        "with an item's ARN of another partition",
                        event -> RuleEvents.withItem(
                                event,
                                item -> item.put("ARN", "arn:aws-cn:dynamodb:eu-west-1:111111111111:table/orders")),
                        "configurationItem.ARN names aws-cn"),
                new Forgery(
                        "with the rule of another account",
                        event -> RuleEvents.with(
                                event,
                                fields -> fields.put(
                                        "configRuleArn", "arn:aws:config:eu-west-1:222222222222:config-rule/x")),
                        "configRuleArn names 222222222222"),
                new Forgery(
                        "without the rule's ARN",
                        event -> RuleEvents.with(event, fields -> fields.remove("configRuleArn")),
                        "has no 'configRuleArn'",
                        false),
                new Forgery(
                        "with half an ARN",
                        event -> RuleEvents.with(event, fields -> fields.put("configRuleArn", "arn:aws:config")),
                        "configRuleArn 'arn:aws:config' is not an ARN",
                        false),
                new Forgery(
                        "without an account",
                        event -> RuleEvents.with(event, fields -> fields.remove("accountId")),
                        "has no 'accountId'",
                        false),
                new Forgery(
                        "as a test, from a stranger",
                        event -> RuleEvents.with(
                                event.replace(SHOP, STRANGER), fields -> fields.put("resultToken", "TESTMODE")),
                        "account 999999999999"));
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void anEventThatContradictsItselfOrIsOfAStrangerIsRefused(Forgery forgery) {
        String event = forgery.change().apply(changed(SHOP_WEST).json());

        RuleRun run = bed.invoke(event);

        assertUntouched(run);
        if (forgery.refused()) {
            assertThat(run.failure())
                    .as("anybody could fill the dead-letter queue")
                    .isEmpty();
            assertThat(run.metrics().get("ConfigRefused")).isEqualTo(1L);
            assertThat(bed.answer(event)).contains("\"refused\"", forgery.words());
        } else {
            assertThat(run.failed()).as("AWS Config sends no such event").contains(forgery.words());
        }
    }

    /** AWS Config evaluates again after the first sweep: nothing is lost, and nothing must become a dead letter. */
    @Test
    void withoutAPlanNoEventIsADeadLetter() {
        organization.forgetAll();

        assertThat(bed.answer(changed(SHOP_WEST).json()))
                .contains("\"refused\"", "There is no plan of the organization");
        assertThat(rule(SHOP_WEST).dashboard()).isEmpty();
    }

    @Test
    void aPlanThatCannotBeReadIsNoRefusal() {
        bed.sandbox().faults().add(Fault.on("GetObject", Effect.DENIED));

        assertThat(bed.invoke(changed(SHOP_WEST)).failed()).contains("could not be read", "the event comes again");
    }

    @Test
    void anAccountThatTheDeploymentLeavesOutIsNotEvaluated() {
        organization.plan(SHOP, "ACTIVE", "excluded", List.of());

        assertThat(bed.answer(changed(SHOP_WEST).json()))
                .contains("\"ignored\"", "Account 111111111111 (name-111111111111) is left out: excluded");
        assertThat(rule(SHOP_WEST).dashboard()).isEmpty();
    }

    @Test
    void aLockedAccountIsNotEvaluated() {
        organization.plan(SHOP, "SUSPENDED", null, List.of());

        assertThat(bed.answer(changed(SHOP_WEST).json()))
                .contains("\"ignored\"", "Account 111111111111 (name-111111111111) is suspended");
    }

    @Test
    void aMemberWhoseRoleCannotBeAssumedIsUndeterminedAndNotReported() {
        bed.sandbox().organization().role(SHOP, "pitr-guard-member", "another id");

        RuleRun run = bed.invoke(changed(SHOP_WEST));

        assertThat(run.failed()).contains("Undetermined, so not reported to AWS Config: orders", "sts:AssumeRole");
        assertThat(rule(SHOP_WEST).dashboard()).isEmpty();
    }

    private static void assertUntouched(RuleRun run) {
        assertThat(run.calls()).extracting(Call::operation).isSubsetOf(Set.of("GetObject"));
    }
}

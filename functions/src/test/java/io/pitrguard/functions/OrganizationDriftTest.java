package io.pitrguard.functions;

import static io.pitrguard.functions.OrganizationTestBed.BANK;
import static io.pitrguard.functions.OrganizationTestBed.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.config.HubSettings;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.report.DriftView;
import io.pitrguard.report.Json;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.Filter;
import io.pitrguard.sandbox.state.Published;
import io.pitrguard.sandbox.state.Recovery;
import io.pitrguard.sandbox.traffic.Call;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One drift function for the organization: each event leads to the account and region that it comes from. */
class OrganizationDriftTest {
    private static final AccountRegion SHOP_WEST = OrganizationTestBed.place(SHOP, "eu-west-1");
    private static final AccountRegion SHOP_EAST = OrganizationTestBed.place(SHOP, "us-east-1");
    private static final AccountRegion BANK_WEST = OrganizationTestBed.place(BANK, "eu-west-1");

    private final DriftTestBed bed = new DriftTestBed();
    private final OrganizationTestBed organization = new OrganizationTestBed(bed.aws);

    @BeforeEach
    void start() {
        bed.hub = OrganizationTestBed.HUB;
        bed.keepWarm();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    private CallEvent disabled(AccountRegion place, String table) {
        organization.create(place, table).disabled();
        bed.pass(Duration.ofHours(1));
        return event(place, table);
    }

    private CallEvent event(AccountRegion place, String table) {
        return CallEvent.of("UpdateContinuousBackups", place, bed.aws.time().instant())
                .table(table)
                .disabling();
    }

    private boolean on(AccountRegion place, String table) {
        return bed.aws
                        .sandbox()
                        .tables(place.account(), place.region())
                        .get(table)
                        .recovery()
                instanceof Recovery.Enabled;
    }

    private long calls(String operation) {
        return bed.aws.sandbox().calls().count(operation);
    }

    @Test
    void remediatesTheMembersTableAndRecordsAndNotifiesInTheHub() {
        bed.create("orders").disabled();
        organization.create(SHOP_EAST, "orders").disabled();
        bed.send(disabled(SHOP_WEST, "orders"));

        assertThat(bed.deliver()).isEmpty();

        assertThat(on(SHOP_WEST, "orders")).isTrue();
        assertThat(on(SHOP_EAST, "orders")).as("the same name elsewhere").isFalse();
        assertThat(bed.on("orders")).as("the same name in the hub").isFalse();
        assertThat(bed.ledger().timeline(SHOP_WEST.table("orders"), 100).success().orElseThrow().stream()
                        .map(TimelineEntry::kind)
                        .map(Enum::name))
                .contains("ACTOR", "REMEDIATED");
        assertThat(bed.mails())
                .singleElement()
                .satisfies(mail -> assertThat(mail.attributes())
                        .containsEntry("account", new Published.Attribute("String", SHOP))
                        .containsEntry("region", new Published.Attribute("String", "eu-west-1")));
        DriftView view = bed.log.getLast();
        assertThat(view.outcome()).isEqualTo(DriftView.Outcome.SETTLED);
        assertThat(Objects.requireNonNull(view.call()).account()).isEqualTo(SHOP);
    }

    /** Nothing is changed uncounted, and recovery is not off until the next sweep because of that. */
    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "SERVER_ERROR", "DENIED"})
    void triesAgainAfterAMinuteWhereTheOrganizationsChangesCouldNotBeCounted(Effect effect) {
        bed.send(disabled(SHOP_WEST, "orders"));
        bed.aws.sandbox().faults().add(Fault.on("UpdateItem", effect));

        assertThat(bed.deliver()).isEmpty();

        assertThat(on(SHOP_WEST, "orders")).isFalse();
        assertThat(bed.log.getLast().outcome()).isEqualTo(DriftView.Outcome.REQUEUED);
        bed.aws.sandbox().faults().clear();
        bed.pass(Duration.ofSeconds(61));

        assertThat(bed.deliver()).isEmpty();

        assertThat(on(SHOP_WEST, "orders")).isTrue();
        assertThat(bed.log.getLast().outcome()).isEqualTo(DriftView.Outcome.SETTLED);
        assertThat(bed.queue.messages()).isEmpty();
        assertThat(bed.dead.messages()).isEmpty();
    }

    @Test
    void readsTheHubsOwnTablesWithoutARole() {
        bed.create("orders").enabled(35);
        bed.send(bed.disable("orders"));

        assertThat(bed.deliver()).isEmpty();

        assertThat(bed.on("orders")).isTrue();
        assertThat(calls("AssumeRole")).isZero();
    }

    @Test
    void aWarmFunctionReadsThePlanOnceAndAssumesEachRoleOnce() {
        organization.create(SHOP_EAST, "carts").disabled();
        for (AccountRegion place : List.of(SHOP_WEST, SHOP_EAST, BANK_WEST)) {
            organization.create(place, "orders").disabled();
            organization.create(place, "users").disabled();
        }
        bed.pass(Duration.ofHours(1));
        for (AccountRegion place : List.of(SHOP_WEST, SHOP_EAST, BANK_WEST)) {
            bed.send(event(place, "orders"));
            bed.send(event(place, "users"));
        }
        bed.deliver();
        assertThat(calls("AssumeRole")).as("one for each account").isEqualTo(2);
        assertThat(calls("GetObject")).isEqualTo(1);

        bed.send(event(SHOP_EAST, "carts"));
        bed.aws.sandbox().calls().clear();
        bed.deliver();

        assertThat(on(SHOP_EAST, "carts")).isTrue();
        List<String> inMember = operations();

        bed.create("carts").disabled();
        bed.hub = HubSettings.NONE;
        bed.keepWarm();
        bed.create("users").disabled();
        bed.send(bed.disable("users"));
        bed.deliver();
        bed.send(bed.disable("carts"));
        bed.aws.sandbox().calls().clear();
        bed.deliver();
        assertThat(inMember).as("what it takes in one account").containsExactlyInAnyOrderElementsOf(operations());
    }

    private List<String> operations() {
        return bed.aws.sandbox().calls().all().stream().map(Call::operation).toList();
    }

    @Test
    void rulesForOrganizationalUnitsApplyToTheAccountsInThem() {
        bed.policy = ConfigRuleTestBed.policy("""
                version: 1
                rules:
                  - { name: production, match: { ou: Production }, require: { recoveryPeriodDays: 35 }, action: remediate }
                  - { name: others, require: { recoveryPeriodDays: 7 }, action: alert }
                """);
        organization.plan(SHOP, "ACTIVE", null, List.of("Production"));
        bed.keepWarm();
        bed.send(disabled(SHOP_WEST, "orders"));
        bed.send(disabled(BANK_WEST, "orders"));

        bed.deliver();

        assertThat(on(SHOP_WEST, "orders")).isTrue();
        assertThat(on(BANK_WEST, "orders")).isFalse();

        organization.plan(SHOP, "ACTIVE", null, List.of("Testing"));
        bed.pass(Duration.ofMinutes(5));
        bed.send(disabled(SHOP_WEST, "users"));
        bed.deliver();
        assertThat(on(SHOP_WEST, "users")).as("the account moved").isFalse();
    }

    @Test
    void anAlertNamesTheAccountsOwnerForFilterPolicies() {
        bed.policy = ConfigRuleTestBed.policy("""
                version: 1
                owners: { "222222222222": bank-team }
                rules: [{ name: all, require: { recoveryPeriodDays: 35 }, action: remediate }]
                """);
        organization.planOwned(SHOP, "shop-team");
        organization.planOwned(BANK, "ignored: the policy decides");
        bed.keepWarm();
        organization.create(SHOP_WEST, "orders").disabled();
        bed.send(disabled(BANK_WEST, "orders"));
        bed.send(event(SHOP_WEST, "orders"));
        bed.create("own").disabled();
        bed.send(bed.disable("own"));

        bed.deliver();

        assertThat(bed.mails())
                .extracting(mail -> mail.attributes().get("owner"))
                .containsExactly(
                        new Published.Attribute("String", "bank-team"),
                        new Published.Attribute("String", "shop-team"),
                        null);
    }

    /** The operators' filter policy and an owner's; whether the alert goes to the owner, and to those without one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '|',
            value = {
                "{\"owner\":[{\"exists\":false}]}; {\"owner\":[\"shop-team\"]}; true; false",
                "{\"owner\":[{\"exists\":false}]}; {\"owner\":[\"bank-team\"]}; false; true",
                "{\"owner\":[{\"exists\":false}]}; {\"owner\":[{\"wildcard\":\"shop-*\"}]}; true; true",
                "{}; {\"owner\":[\"bank-team\"]}; true; false",
            })
    void anAlertOfAnOwnerWhomNobodyHearsGoesToThoseWithoutOwner(
            String operators, String owners, boolean toOwner, boolean toOthers) {
        bed.aws.sandbox().topics().subscribe(bed.topic, "email", "team@example.com");
        bed.aws.sandbox().topics().confirm(bed.topic, "team@example.com");
        filter("ops@example.com", operators);
        filter("team@example.com", owners);
        organization.planOwned(SHOP, "shop-team");
        bed.policy = ConfigRuleTestBed.policy("""
                version: 1
                rules: [{ name: all, require: { recoveryPeriodDays: 35 }, action: remediate }]
                """);
        bed.keepWarm();
        bed.send(disabled(SHOP_WEST, "orders"));

        bed.deliver();

        assertThat(bed.mails().stream().filter(mail -> mail.attributes().containsKey("owner")))
                .hasSize(toOwner ? 1 : 0);
        assertThat(bed.mails().stream().filter(mail -> !mail.attributes().containsKey("owner")))
                .hasSize(toOthers ? 1 : 0);
        assertThat(bed.mails()).allSatisfy(mail -> assertThat(mail.message()).contains("orders"));
    }

    private void filter(String endpoint, String policy) {
        bed.aws.sandbox().topics().filter(bed.topic, endpoint, new Filter(policy, Filter.Scope.MessageAttributes));
    }

    @Test
    void theMailOfAFlappingTableNamesTheCommandThatFindsItInTheHubsLedger() {
        for (int i = 0; i < 4; i++) {
            bed.send(i == 0 ? disabled(SHOP_EAST, "orders") : disabledAgain());
            bed.deliver();
        }

        assertThat(Json.write(bed.log.getLast()))
                .contains(
                        "In account 111111111111: 1. Stop what disables it",
                        " 2. With credentials of account "
                                + bed.aws.where().account()
                                + ": ./pitr-guard acknowledge orders --account 111111111111 --region us-east-1"
                                + " --ledger-region eu-west-1 --reason … 3. ");
    }

    private CallEvent disabledAgain() {
        bed.pass(Duration.ofHours(1));
        bed.aws
                .sandbox()
                .tables(SHOP_EAST.account(), SHOP_EAST.region())
                .get("orders")
                .disabled();
        return event(SHOP_EAST, "orders");
    }

    @Test
    void allAccountsShareOneChangeBudget() {
        bed.policy = ConfigRuleTestBed.policy("""
                version: 1
                limits: { maxChangesPerSweep: 1 }
                rules: [{ name: all, require: { recoveryPeriodDays: 35 }, action: remediate }]
                """);
        bed.keepWarm();
        organization.create(SHOP_WEST, "orders").disabled();
        bed.send(disabled(BANK_WEST, "orders"));
        bed.deliver();
        bed.send(event(SHOP_WEST, "orders"));
        bed.deliver();

        assertThat(on(BANK_WEST, "orders")).isTrue();
        assertThat(on(SHOP_WEST, "orders")).isFalse();
        assertThat(Json.write(bed.log.getLast()))
                .contains("1 table was changed in the organization", "limits.maxChangesPerSweep");
    }

    @Test
    void aCallOfTheFunctionsOwnInAMemberIsRecognized() {
        organization.create(SHOP_WEST, "orders").disabled();
        bed.pass(Duration.ofHours(1));
        bed.send(event(SHOP_WEST, "orders"));
        bed.deliver();
        int mails = bed.mails().size();

        bed.send(CallEvent.of(
                        "UpdateContinuousBackups", SHOP_WEST, bed.aws.time().instant())
                .table("orders")
                .enabling(35)
                .by("pitr-guard-member/pitr-guard-drift"));
        bed.deliver();

        assertThat(bed.log.getLast().why()).isEqualTo("It is a call of pitr-guard's own.");
        assertThat(bed.mails()).hasSize(mails);
    }

    @Test
    void onlyTheLedgerBelievesThatAMembersRoleIsPitrGuard() {
        organization.create(SHOP_WEST, "orders").enabled(1);
        bed.pass(Duration.ofHours(1));
        bed.send(CallEvent.of(
                        "UpdateContinuousBackups", SHOP_WEST, bed.aws.time().instant())
                .table("orders")
                .enabling(1)
                .by("pitr-guard-member/pitr-guard-drift"));

        bed.deliver();

        assertThat(bed.log.getLast().outcome()).isEqualTo(DriftView.Outcome.SETTLED);
        assertThat(bed.mails()).hasSize(1);
    }

    /** The hub reads all regions that the deployment sweeps: it needs no deployment there. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "all", textBlock = """
            all                    | The next sweep reads it.
            eu-west-1,eu-central-1 | The next sweep reads it.
            eu-west-1,us-east-1    | The deployment does not sweep eu-central-1: add it to its option regions.
            """)
    void saysWhoReadsAReplica(String regions, String who) {
        organization.create(SHOP_WEST, "orders").enabled(35);
        bed.hub = sweeping(regions == null ? List.of() : List.of(regions.split(",")));
        bed.keepWarm();
        bed.send(CallEvent.of("UpdateTable", SHOP_WEST, bed.aws.time().instant())
                .table("orders")
                .with("replicaUpdates", List.of(Map.of("create", Map.of("regionName", "eu-central-1")))));

        bed.deliver();

        assertThat(bed.log.getLast().notes())
                .containsExactly("The call adds a replica in eu-central-1, which has its own recovery setting. " + who);
    }

    private static HubSettings sweeping(List<String> regions) {
        HubSettings hub = OrganizationTestBed.HUB;
        return new HubSettings(
                hub.mode(),
                hub.memberRole(),
                hub.externalId(),
                hub.bucket(),
                hub.busArn(),
                new HubSettings.Scope(List.of(), List.of(), List.of(), List.of(), regions));
    }

    @Test
    void aNewTableWaitsForItsCreatorAsInOneAccount() {
        organization.create(SHOP_WEST, "orders").disabled();
        bed.send(
                CallEvent.of("CreateTable", SHOP_WEST, bed.aws.time().instant()).table("orders"));
        bed.deliver();
        assertThat(bed.log.getLast().outcome()).isEqualTo(DriftView.Outcome.REQUEUED);
        assertThat(on(SHOP_WEST, "orders")).isFalse();

        bed.deliverFor(Duration.ofMinutes(6), Duration.ofMinutes(1));

        assertThat(on(SHOP_WEST, "orders")).isTrue();
    }

    @Test
    void keepsClientsForTheLatestPlacesOnly() {
        for (int i = 0; i < OrganizationAccess.KEPT + 5; i++) {
            String account = "3%011d".formatted(i);
            bed.aws
                    .sandbox()
                    .organization()
                    .account(account, "a", OrganizationTestBed.REGIONS)
                    .role(account, "pitr-guard-member", OrganizationTestBed.EXTERNAL_ID);
            organization.plan(account, "ACTIVE", null, List.of());
            bed.send(disabled(OrganizationTestBed.place(account, "eu-west-1"), "orders"));
        }

        assertThat(bed.deliver()).isEmpty();

        assertThat(bed.log).allSatisfy(view -> assertThat(view.outcome()).isEqualTo(DriftView.Outcome.SETTLED));
    }
}

package io.pitrguard.functions;

import static io.pitrguard.functions.OrganizationTestBed.BANK;
import static io.pitrguard.functions.OrganizationTestBed.SHOP;
import static io.pitrguard.functions.OrganizationTestBed.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.config.HubSettings;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.report.DriftView;
import io.pitrguard.report.Json;
import io.pitrguard.report.SweepKeys;
import io.pitrguard.sandbox.traffic.Call;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The confused deputy: the hub may act in many accounts, so whoever can send it an event must not be able to have it act in
 * another account than the one that the event comes from. A truth table; no case reads or changes a table.
 */
class ForeignEventTest {
    private static final AccountRegion SHOP_WEST = OrganizationTestBed.place(SHOP, "eu-west-1");
    private static final Set<String> OF_TABLES = Set.of(
            "DescribeContinuousBackups",
            "DescribeTable",
            "ListTables",
            "ListTagsOfResource",
            "GetResources",
            "UpdateContinuousBackups");

    private final DriftTestBed bed = new DriftTestBed();
    private final OrganizationTestBed organization = new OrganizationTestBed(bed.aws);

    @BeforeEach
    void start() {
        bed.hub = OrganizationTestBed.HUB;
        bed.create("orders").disabled();
        for (String account : List.of(SHOP, BANK)) {
            for (String region : OrganizationTestBed.REGIONS) {
                organization
                        .create(OrganizationTestBed.place(account, region), "orders")
                        .disabled();
            }
        }
        bed.pass(Duration.ofHours(1));
    }

    @AfterEach
    void close() {
        bed.close();
    }

    /** A lie in an event, and words of what is said of it. */
    private record Forgery(
            String name, BiConsumer<Map<String, Object>, Map<String, Object>> change, List<String> words) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Forgery forged(
            String name, BiConsumer<Map<String, Object>, Map<String, Object>> change, String... words) {
        return new Forgery(name, change, List.of(words));
    }

    static Stream<Forgery> forgeries() {
        return Stream.of(
                forged(
                        "sent by a stranger, of a member",
                        (event, detail) -> event.put("account", STRANGER),
                        "comes from account 999999999999",
                        "detail.recipientAccountId names 111111111111"),
                forged(
                        "sent by a member, of another member",
                        (event, detail) -> detail.put("recipientAccountId", BANK),
                        "comes from account 111111111111",
                        "detail.recipientAccountId names 222222222222"),
                forged(
                        "sent by a member, of the hub",
                        (event, detail) -> detail.put("recipientAccountId", "123456789012"),
                        "detail.recipientAccountId names 123456789012"),
                forged(
                        "from another region than its detail",
                        (event, detail) -> event.put("region", "us-east-1"),
                        "in us-east-1, but its detail.awsRegion names eu-west-1"),
                forged(
                        "of another region in its detail",
                        (event, detail) -> detail.put("awsRegion", "us-east-1"),
                        "detail.awsRegion names us-east-1"),
                forged(
                        "names a table of another region",
                        table("arn:aws:dynamodb:us-east-1:111111111111:table/orders"),
                        "table names us-east-1"),
                forged(
                        "names a table of another partition",
                        table("arn:aws-cn:dynamodb:eu-west-1:111111111111:table/orders"),
                        "table names aws-cn"),
                forged("without an account", (event, detail) -> event.remove("account"), "has no 'account'"),
                forged("without a region", (event, detail) -> event.remove("region"), "has no 'region'"),
                forged("without a region of the call", (event, detail) -> detail.remove("awsRegion"), "no 'awsRegion'"),
                forged(
                        "with an account that is none",
                        (event, detail) -> event.put("account", "*"),
                        "comes from account '*'"),
                forged(
                        "with a host instead of a region",
                        (event, detail) -> {
                            event.put("region", "evil.example.com/");
                            detail.put("awsRegion", "evil.example.com/");
                        },
                        "in region 'evil.example.com/'"),
                forged(
                        "a custom event with a detail like ours",
                        (event, detail) -> event.put("source", "mallory.dynamodb"),
                        "is not a DynamoDB call from CloudTrail",
                        "mallory.dynamodb"),
                forged(
                        "a custom event with a type of its own",
                        (event, detail) -> event.put("detail-type", "Any"),
                        "is not a DynamoDB call from CloudTrail"));
    }

    private static BiConsumer<Map<String, Object>, Map<String, Object>> table(String name) {
        return (event, detail) -> detail.put(
                "requestParameters",
                Map.of(
                        "tableName",
                        name,
                        "pointInTimeRecoverySpecification",
                        Map.of("pointInTimeRecoveryEnabled", false)));
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void anEventThatContradictsItselfIsRefused(Forgery forgery) {
        bed.queue.send(forge(SHOP_WEST, forgery.change()));

        assertRefused(forgery.words());
    }

    @Test
    void theSameEventWithoutAnyLieIsTaken() {
        bed.queue.send(forge(SHOP_WEST, (event, detail) -> {}));

        assertThat(bed.deliver()).isEmpty();
        assertThat(bed.log.getLast().outcome()).isEqualTo(DriftView.Outcome.SETTLED);
    }

    @Test
    void aCallerOfAnotherAccountIsNoContradiction() {
        bed.queue.send(forge(
                SHOP_WEST,
                (event, detail) -> detail.put(
                        "userIdentity", Map.of("type", "AWSAccount", "accountId", STRANGER, "principalId", "AIDA"))));

        assertThat(bed.deliver()).isEmpty();
        assertThat(Objects.requireNonNull(bed.log.getLast().call()).who()).contains(STRANGER);
    }

    /** CloudTrail tells the caller's account, too; the table's own account has an event of its own. */
    @Test
    void whatAMemberCallsInAnotherAccountIsNotItsOwn() {
        bed.queue.send(forge(SHOP_WEST, table("arn:aws:dynamodb:eu-west-1:222222222222:table/orders")));

        assertThat(bed.deliver()).isEmpty();

        assertThat(bed.log.getLast().outcome()).isEqualTo(DriftView.Outcome.IGNORED);
        assertNoTableRead();
    }

    @Test
    void anAccountOutsideTheOrganizationIsRefused() {
        bed.aws.sandbox().organization().role(STRANGER, "pitr-guard-member", OrganizationTestBed.EXTERNAL_ID);
        organization
                .create(OrganizationTestBed.place(STRANGER, "eu-west-1"), "orders")
                .disabled();
        bed.send(event(OrganizationTestBed.place(STRANGER, "eu-west-1")));

        assertWaits(List.of(
                "comes from account 999999999999, which the latest plan of the organization does not have",
                "./pitr-guard redrive"));
    }

    @Test
    void anAccountThatLeftIsRefusedFromTheNextPlanOn() {
        organization.forget(SHOP);
        bed.send(event(SHOP_WEST));

        assertWaits(List.of("comes from account 111111111111, which the latest plan"));
    }

    @Test
    void anAccountThatJoinedSinceWaitsForTheNextPlan() {
        String joined = "444444444444";
        AccountRegion place = OrganizationTestBed.place(joined, "eu-west-1");
        bed.aws.sandbox().organization().role(joined, "pitr-guard-member", OrganizationTestBed.EXTERNAL_ID);
        organization.create(place, "orders").disabled();
        bed.keepWarm();
        bed.send(event(place));
        bed.deliverFor(Duration.ofMinutes(100), Duration.ofMinutes(5));
        assertThat(bed.dead.messages())
                .as("a sweep that ran already has planned without it")
                .isEmpty();
        assertThat(bed.log.getLast().outcome()).isEqualTo(DriftView.Outcome.REQUEUED);

        organization.plan(joined, "ACTIVE", null, List.of());
        bed.deliverFor(Duration.ofMinutes(20), Duration.ofMinutes(5));

        assertThat(bed.log.getLast().outcome()).isEqualTo(DriftView.Outcome.SETTLED);
        assertThat(bed.dead.messages()).isEmpty();
    }

    private static HubSettings daily() {
        return new HubSettings(
                OrganizationTestBed.HUB.mode(),
                OrganizationTestBed.HUB.memberRole(),
                OrganizationTestBed.HUB.externalId(),
                OrganizationTestBed.HUB.bucket(),
                OrganizationTestBed.HUB.busArn(),
                OrganizationTestBed.HUB.scope(),
                Duration.ofDays(1),
                Optional.empty());
    }

    /** What pitr-guard does for a day counts from the plan that has the account. */
    @Test
    void aNewAccountsCallIsTriedForADayOnceItIsPlanned() {
        String joined = "444444444444";
        AccountRegion place = OrganizationTestBed.place(joined, "eu-west-1");
        organization.create(place, "orders").disabled();
        bed.hub = daily();
        bed.keepWarm();
        bed.send(event(place));
        bed.deliverFor(Duration.ofHours(30), Duration.ofMinutes(15));

        organization.plan(joined, "ACTIVE", null, List.of());
        bed.deliverFor(Duration.ofHours(23), Duration.ofMinutes(15));
        assertThat(bed.log.getLast().outcome())
                .as("its role is missing: %s", bed.log.getLast())
                .isEqualTo(DriftView.Outcome.REQUEUED);

        bed.deliverFor(Duration.ofHours(2), Duration.ofMinutes(15));
        assertThat(bed.log).extracting(DriftView::outcome).contains(DriftView.Outcome.GIVEN_UP);
    }

    /** As often as sweeps are: a daily one plans a day later. */
    @Test
    void aNewAccountsCallWaitsForTwoSweeps() {
        bed.hub = daily();
        bed.keepWarm();
        bed.send(event(OrganizationTestBed.place(STRANGER, "eu-west-1")));

        bed.deliverFor(Duration.ofHours(47), Duration.ofMinutes(15));
        assertThat(bed.dead.messages()).isEmpty();
        bed.deliverFor(Duration.ofHours(3), Duration.ofMinutes(7));
        assertThat(bed.dead.messages()).hasSize(1);
    }

    @Test
    void aMessageThatIsRefusedForGoodBecomesADeadLetter() {
        bed.send(event(OrganizationTestBed.place(STRANGER, "eu-west-1")));

        bed.deliverFor(Duration.ofHours(2), Duration.ofMinutes(7));
        assertThat(bed.dead.messages()).isEmpty();
        bed.deliverFor(Duration.ofMinutes(55), Duration.ofMinutes(7));

        assertThat(bed.dead.messages()).hasSize(1);
    }

    /** However often its events came again, there would be nothing to do. */
    @ParameterizedTest
    @CsvSource({
        "SUSPENDED, suspended",
        "PENDING_CLOSURE, being closed",
        "CLOSED, closed",
        "PENDING_ACTIVATION, not activated yet"
    })
    void theEventsOfALockedAccountAreIgnored(String state, String words) {
        organization.plan(SHOP, state, null, List.of());
        bed.send(event(SHOP_WEST));

        assertThat(bed.deliver()).isEmpty();

        assertThat(bed.log.getLast().outcome()).isEqualTo(DriftView.Outcome.IGNORED);
        assertThat(bed.log.getLast().why())
                .contains("Account 111111111111 (name-111111111111) is " + words, "Once it is active, the next sweep");
        assertNoTableRead();
        assertThat(bed.dead.messages()).isEmpty();
    }

    @Test
    void anAccountThatTheDeploymentLeavesOutIsIgnored() {
        organization.plan(SHOP, "ACTIVE", "excluded", List.of());
        bed.send(event(SHOP_WEST));

        assertThat(bed.deliver()).isEmpty();

        assertThat(bed.log.getLast().outcome()).isEqualTo(DriftView.Outcome.IGNORED);
        assertThat(bed.log.getLast().why())
                .contains("Account 111111111111 (name-111111111111) is left out: excluded", "excludeAccounts");
        assertNoTableRead();
    }

    @Test
    void withoutAPlanNobodyIsAMember() {
        organization.forgetAll();
        bed.send(event(SHOP_WEST));

        assertWaits(List.of("There is no plan of the organization yet", "The next sweep makes one."));
    }

    /** As the first version that has one field more finds it, until its first sweep. */
    @Test
    void aPlanOfAnotherVersionIsNoneYet() {
        bed.aws
                .sandbox()
                .buckets()
                .get(HubTestBed.BUCKET)
                .put(SweepKeys.ORGANIZATION, "{\"accounts\": [{\"id\": \"1\"}]}");
        bed.send(event(SHOP_WEST));

        assertWaits(List.of("no plan of the organization yet that this version understands"));
        organization.plan(SHOP, "ACTIVE", null, List.of());
        bed.deliverFor(Duration.ofMinutes(20), Duration.ofMinutes(5));

        assertThat(bed.log.getLast().outcome()).isEqualTo(DriftView.Outcome.SETTLED);
        assertThat(bed.dead.messages()).isEmpty();
    }

    @Test
    void aMemberOfAnotherHubStaysUndeterminedAndIsTriedAgain() {
        bed.aws.sandbox().organization().roleOf(SHOP, "pitr-guard-member", OrganizationTestBed.EXTERNAL_ID, STRANGER);
        bed.send(event(SHOP_WEST));

        assertUndetermined();
    }

    @ParameterizedTest
    @MethodSource("otherIds")
    void aRoleThatAsksForAnotherExternalIdIsNotAssumed(String externalId) {
        bed.aws.sandbox().organization().role(SHOP, "pitr-guard-member", externalId);
        bed.send(event(SHOP_WEST));

        assertUndetermined();
    }

    @Test
    void aHubWithoutAnExternalIdDoesNotGetIn() {
        HubSettings hub = OrganizationTestBed.HUB;
        bed.hub = new HubSettings(
                hub.mode(), hub.memberRole(), Optional.empty(), hub.bucket(), hub.busArn(), hub.scope());
        bed.send(event(SHOP_WEST));

        assertUndetermined();
    }

    static Stream<String> otherIds() {
        return Stream.of("another", "Secret", "secret ");
    }

    @Test
    void aMemberWithoutTheRoleIsUndetermined() {
        bed.aws.sandbox().organization().removeRole(SHOP, "pitr-guard-member");
        bed.send(event(SHOP_WEST));

        assertUndetermined();
    }

    private CallEvent event(AccountRegion place) {
        return CallEvent.of("UpdateContinuousBackups", place, bed.aws.time().instant())
                .table("orders")
                .disabling();
    }

    private String forge(AccountRegion place, BiConsumer<Map<String, Object>, Map<String, Object>> change) {
        Map<String, Object> event = map(Json.parse(event(place).json()));
        Map<String, Object> detail = map(event.get("detail"));
        event.put("detail", detail);
        change.accept(event, detail);
        return Json.write(event);
    }

    private static Map<String, Object> map(Object json) {
        Map<String, Object> copy = new LinkedHashMap<>();
        ((Map<?, ?>) json).forEach((name, value) -> copy.put(String.valueOf(name), value));
        return copy;
    }

    /** Refused is: said why, left in the queue, nothing read. */
    private void assertRefused(List<String> words) {
        assertThat(bed.deliver()).as("the message comes again").hasSize(1);
        assertThat(bed.log.getLast().outcome()).isEqualTo(DriftView.Outcome.FAILED);
        assertThat(bed.log.getLast().why()).contains(words);
        assertThat(bed.aws.sandbox().calls().count("AssumeRole")).isZero();
        assertNoTableRead();
    }

    /** It may have joined since the last sweep: said why, sent again after a pause, nothing read. */
    private void assertWaits(List<String> words) {
        assertThat(bed.deliver()).isEmpty();
        assertThat(bed.log.getLast().outcome()).isEqualTo(DriftView.Outcome.REQUEUED);
        assertThat(bed.log.getLast().why()).contains(words).contains("Checked again in 900 s.");
        assertThat(bed.aws.sandbox().calls().count("AssumeRole")).isZero();
        assertNoTableRead();
    }

    /** The role could not be assumed: the table is undetermined, people know why, and the call is tried again. */
    private void assertUndetermined() {
        assertThat(bed.deliver()).isEmpty();
        DriftView view = bed.log.getLast();
        assertThat(view.outcome()).isEqualTo(DriftView.Outcome.REQUEUED);
        assertThat(view.why()).contains("sts:AssumeRole", "arn:aws:iam::111111111111:role/pitr-guard-member");
        assertThat(Objects.requireNonNull(view.table()).verdict().name()).isEqualTo("UNDETERMINED");
        assertThat(bed.mails()).hasSize(1);
        assertNoTableRead();
    }

    private void assertNoTableRead() {
        assertThat(bed.aws.sandbox().calls().all()).extracting(Call::operation).doesNotContainAnyElementsOf(OF_TABLES);
    }
}

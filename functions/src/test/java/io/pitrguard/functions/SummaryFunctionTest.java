package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.config.HubSettings;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.report.Json;
import io.pitrguard.report.OrganizationReport;
import io.pitrguard.report.PlaceView;
import io.pitrguard.report.SweepKeys;
import io.pitrguard.sandbox.SandboxQueue;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.lambda.EventSourceMapping;
import io.pitrguard.sandbox.lambda.SqsBatch;
import io.pitrguard.sandbox.state.Filter;
import io.pitrguard.sandbox.state.Published;
import io.pitrguard.selfcheck.DeployedComponents;
import io.pitrguard.wiring.HubWiring;
import io.pitrguard.wiring.Wiring;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryFunctionTest {
    private static final String SHOP = HubTestBed.SHOP;
    private static final String BANK = HubTestBed.BANK;

    private final SummaryTestBed bed = new SummaryTestBed();
    private final HubTestBed hub = bed.hub;

    @BeforeEach
    void seed() {
        hub.member(SHOP, "shop").member(BANK, "bank");
        hub.aws.sandbox().organization().tag(SHOP, "pitr-guard:owner", "shop-team");
        table(SHOP, "orders");
        table(SHOP, "carts");
        table(BANK, "payments");
        hub.expected = new DeployedComponents(
                false,
                false,
                Optional.empty(),
                Optional.of(hub.topic),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    @AfterEach
    void close() {
        bed.close();
    }

    private void table(String account, String name) {
        hub.aws.sandbox().tables(account, "eu-west-1").create(name).disabled();
    }

    private static int open(Map<?, ?> answer) {
        Map<?, ?> tables = (Map<?, ?>) ((Map<?, ?>) answer.get("summary")).get("tables");
        return ((Long) tables.get("nonCompliant")).intValue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endsASweepOfAllAccounts(boolean remediates) {
        hub.policy = remediates ? ConfigRuleTestBed.REMEDIATE : hub.policy;
        hub.act = false;
        bed.sweep("one");

        Map<?, ?> answer = bed.summarize("one");

        assertThat(open(answer)).isEqualTo(3);
        assertThat(bed.mails()).hasSize(2);
        Published shop = bed.mails(Optional.of("shop-team")).getFirst();
        assertThat(shop.subject())
                .isEqualTo(
                        "[pitr-guard] HIGH: 2 not compliant, 0 undetermined, 0 fixed (shop-team, 111111111111, eu-west-1)");
        assertThat(shop.message()).contains("orders", "carts").doesNotContain("payments");
        Published others = bed.mails(Optional.empty()).getFirst();
        assertThat(others.message()).contains("payments").doesNotContain("carts");
        for (String table : List.of("orders", "carts")) {
            assertThat(bed.record(SHOP, table).notified().open()).isNotEmpty();
            assertThat(bed.record(SHOP, table).runMarkers()).isEmpty();
        }
        assertThat(bed.record(BANK, "payments").notified().open()).isNotEmpty();
        assertThat(hub.bucket.text(SweepKeys.report("one"))).isPresent();
        assertThat(lastSweep()).as("heartbeat").isPresent();
        assertThat(holder("next")).as("the lease is released").isEqualTo("next");
    }

    private Optional<?> lastSweep() {
        return Wiring.selfCheck(hub.aws.clients(), hub.settings().ledger(), hub.aws.time())
                .lastSweep(hub.aws.where())
                .success()
                .orElseThrow();
    }

    @Test
    void leavesTheSumInTheHistoryOnceHoweverOftenItIsRepeated() {
        bed.sweep("one");
        bed.summarize("one");
        Map<?, ?> answer = bed.summarize("one");

        assertThat(HubWiring.sweepHistory(hub.aws.clients(), Optional.of(HubTestBed.LEDGER))
                        .read(hub.aws.where(), 10)
                        .success()
                        .orElseThrow()
                        .sweeps())
                .singleElement()
                .satisfies(sweep -> assertThat(sweep.verdicts().nonCompliant()).isEqualTo(open(answer)));
    }

    private String holder(String sweep) {
        return HubWiring.lease(hub.aws.clients(), hub.settings().ledger(), hub.aws.time())
                .take(hub.aws.where(), sweep, Duration.ofHours(1))
                .success()
                .orElseThrow()
                .by();
    }

    @Test
    void thePolicysOwnersComeBeforeTags() {
        hub.policy = ConfigRuleTestBed.policy(
                "version: 1\nowners: { \"%s\": bank-team, \"%s\": web-team }".formatted(BANK, SHOP));
        bed.sweep("one");

        bed.summarize("one");

        assertThat(bed.mails(Optional.of("bank-team"))).hasSize(1);
        assertThat(bed.mails(Optional.of("web-team"))).hasSize(1);
        assertThat(bed.mails()).hasSize(2);
    }

    @Test
    void saysNothingTwiceWhenItIsRepeated() {
        bed.sweep("one");
        Map<?, ?> first = bed.summarize("one");

        Map<?, ?> second = bed.summarize("one");

        assertThat(second).isEqualTo(first);
        assertThat(bed.mails()).hasSize(2);
        bed.sweep("two");
        bed.summarize("two");
        assertThat(bed.mails()).as("the next sweep finds nothing new").hasSize(2);
    }

    /** Step Functions calls it again where its answer got lost; the drift function has told people of a call since. */
    @Test
    void keepsWhatPeopleWereNotifiedOfSinceWhenItIsRepeated() {
        hub.policy = ConfigRuleTestBed.policy(
                "version: 1\nrules: [ { name: all, require: { recoveryPeriodDays: 35 }, action: alert } ]");
        hub.tables(SHOP).create("short").enabled(7);
        hub.aws.time().advance(Duration.ofHours(1));
        bed.sweep("one");
        bed.summarize("one");
        hub.aws.time().advance(Duration.ofMinutes(3));
        hub.tables(SHOP).get("short").disabled();
        react(CallEvent.of(
                        "UpdateContinuousBackups",
                        new AccountRegion("aws", SHOP, "eu-west-1"),
                        hub.aws.time().instant())
                .table("short")
                .disabling());
        assertThat(bed.record(SHOP, "short").notified().open()).containsExactly(FindingKind.RECOVERY_DISABLED);
        int mails = bed.mails().size();
        hub.aws.time().advance(Duration.ofMinutes(20));

        bed.summarize("one");

        assertThat(bed.record(SHOP, "short").notified().open()).containsExactly(FindingKind.RECOVERY_DISABLED);
        hub.aws.time().advance(Duration.ofMinutes(20));
        bed.sweep("two");
        bed.summarize("two");
        assertThat(bed.mails()).as("people know it").hasSize(mails);
    }

    private void react(CallEvent call) {
        SandboxQueue queue = hub.aws.sandbox().queues().create("pitr-guard-drift");
        hub.drift = new Settings.DriftSettings(Optional.of(queue.url()), Duration.ofMinutes(5));
        queue.send(call.json());
        SqsBatch batch = new EventSourceMapping(queue, 1).poll().orElseThrow();
        assertThat(hub.invoke(DriftFunction::new, batch.event()).get("batchItemFailures"))
                .isEqualTo(List.of());
    }

    @Test
    void countsAPlaceWithoutItsLastPartAsNotSwept() {
        List<PlaceView> places = bed.plan("one");
        places.stream().filter(place -> !place.account().equals(BANK)).forEach(place -> bed.work("one", place));

        Map<?, ?> answer = bed.summarize("one");

        assertThat(((Map<?, ?>) answer.get("organization")).get("complete")).isEqualTo(false);
        assertThat(((Map<?, ?>) answer.get("summary")).get("accountRegionsFailed"))
                .isEqualTo(1L);
        assertThat(answer.get("notSwept").toString())
                .contains("Its worker stored no result of call 1", "222222222222 bank");
        Published mail = bed.mails(Optional.empty()).getFirst();
        assertThat(mail.subject()).contains("HIGH", "not swept: 1");
        assertThat(DriftTestBed.mail(mail)).contains("NOT SWEPT TO THE END", "222222222222 bank: eu-west-1");
        assertThat(lastSweep()).as("no heartbeat").isEmpty();
        assertThat(bed.metricLines().getLast())
                .contains("\"FailedAccountRegions\":1", "\"AccountRegions\":3")
                .doesNotContain("SweepCompleted");

        bed.plan("two").stream()
                .filter(place -> !place.account().equals(BANK))
                .forEach(place -> bed.work("two", place));
        bed.summarize("two");
        assertThat(bed.mails(Optional.empty()))
                .as("people know that it is not swept")
                .hasSize(1);

        bed.sweep("three");
        bed.summarize("three");
        assertThat(DriftTestBed.mail(bed.mails(Optional.empty()).getLast()))
                .contains("Working again: Account 222222222222, eu-west-1 was not swept to its end.", "payments");
        assertThat(lastSweep()).isPresent();
    }

    @Test
    void namesAnAccountThatCannotBeReadWithItsCause() {
        hub.aws.sandbox().organization().removeRole(BANK, "pitr-guard-member");
        bed.sweep("one");

        Map<?, ?> answer = bed.summarize("one");

        assertThat(answer.get("notSwept").toString()).contains("sts:AssumeRole", "222222222222 bank: eu-west-1");
        assertThat(DriftTestBed.mail(bed.mails(Optional.empty()).getFirst()))
                .contains(
                        "sts:AssumeRole",
                        "See docs/organization.md#what-may-go-wrong; to check it again: ./pitr-guard doctor --organization");
    }

    @Test
    void tellsWhatWorkersFoundApartFromTables() {
        bed.plan("one").forEach(place -> {
            if (place.account().equals(SHOP)) {
                bed.work("one", place, "No rule forwards calls to the hub.");
            } else {
                bed.work("one", place);
            }
        });

        bed.summarize("one");

        assertThat(DriftTestBed.mail(bed.mails(Optional.empty()).getFirst()))
                .contains(
                        "BLIND SPOTS IN THE ORGANIZATION (1)",
                        "111111111111 shop, eu-west-1: No rule forwards calls to the hub.");
        assertThat(DriftTestBed.mail(bed.mails(Optional.of("shop-team")).getFirst()))
                .doesNotContain("No rule forwards");
    }

    @Test
    void recordsNothingThatWasNotPublished() {
        bed.sweep("one");
        hub.aws.sandbox().faults().add(Fault.on("Publish", Effect.DENIED));

        assertThatThrownBy(() -> bed.summarize("one"))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("a digest could not be sent");

        assertThat(bed.record(SHOP, "orders").notified().open()).isEmpty();
        assertThat(bed.record(BANK, "payments").notified().open()).isEmpty();
        assertThat(lastSweep()).isEmpty();
        assertThat(holder("next")).as("it is repeated").isEqualTo("one");
        hub.aws.sandbox().faults().clear();
        bed.summarize("one");
        assertThat(bed.mails()).hasSize(2);
        assertThat(bed.record(SHOP, "orders").notified().open()).isNotEmpty();
    }

    @Test
    void recordsNothingThatNobodyCouldGet() {
        hub.aws.sandbox().topics().unsubscribe(hub.topic, "ops@example.com");
        bed.sweep("one");

        bed.summarize("one");
        bed.summarize("one");

        assertThat(bed.mails())
                .as("the owner's tables, too")
                .singleElement()
                .satisfies(mail -> assertThat(mail.message()).contains("orders", "carts", "payments"));
        assertThat(bed.record(SHOP, "orders").notified().open()).isEmpty();
    }

    /** Who is subscribed besides, with which filter policy; and whether the owner's digest reaches its subscriber. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '|',
            value = {
                // operators; owners; the owner has a subscriber; the owner's digest of these tables is
                "{\"owner\":[{\"exists\":false}]}; ; false; false",
                "{\"owner\":[{\"exists\":false}]}; {\"owner\":[\"Shop-Team\"]}; false; false",
                "{\"owner\":[{\"exists\":false}]}; {\"owner\":[\"bank-team\"]}; false; false",
                "{\"owner\":[{\"exists\":false}]}; {\"owner\":[{\"anything-but\":[\"shop-team\"]}]}; false; false",
                "{\"owner\":[{\"exists\":false}]}; {\"owner\":[\"shop-team\"],\"severity\":[\"critical\"]}; true; false",
                "{\"owner\":[{\"exists\":false}]}; {\"owner\":[\"shop-team\"]}; true; true",
                "{\"owner\":[{\"exists\":false}]}; {\"owner\":[{\"prefix\":\"shop\"}]}; true; true",
                "{\"owner\":[{\"exists\":false}]}; {\"owner\":[{\"anything-but\":\"bank-team\"}]}; true; true",
                "{\"owner\":[{\"exists\":false}]}; {\"owner\":[{\"equals-ignore-case\":\"Shop-Team\"}]}; true; true",
                "{\"owner\":[{\"exists\":false}]}; {\"owner\":[{\"equals-ignore-case\":\"bank-team\"}]}; false; false",
                "{\"owner\":[{\"exists\":false}]}; {\"owner\":[{\"suffix\":\"-team\"}]}; true; true",
                "{\"owner\":[{\"exists\":false}]}; {\"owner\":[{\"suffix\":\"-crew\"}]}; false; false",
                "{\"owner\":[{\"exists\":false}]}; {\"owner\":[{\"anything-but\":{\"prefix\":\"shop\"}}]}; false; false",
                "{\"owner\":[{\"exists\":false}]}; {\"owner\":[{\"anything-but\":{\"suffix\":\"-crew\"}}]}; true; true",
                // It may get them: that is no blind spot, and no digest that somebody surely got.
                "{\"owner\":[{\"exists\":false}]}; {\"owner\":[{\"wildcard\":\"*-team\"}]}; true; false",
                "{\"owner\":[{\"exists\":false}]}; {\"$or\":[{\"owner\":[\"bank-team\"]},{\"kind\":[\"drift\"]}]}; true; false",
                "{}; ; true; true",
            })
    void tablesOfAnOwnerWhomNobodyHearsOfAreInTheDigestWithoutOwner(
            String operators, @Nullable String owners, boolean hasSubscriber, boolean reached) {
        subscribe("ops@example.com", operators);
        if (owners != null) {
            hub.aws.sandbox().topics().subscribe(hub.topic, "email", "team@example.com");
            hub.aws.sandbox().topics().confirm(hub.topic, "team@example.com");
            subscribe("team@example.com", owners);
        }
        bed.sweep("one");

        bed.summarize("one");
        bed.summarize("one");

        Published others = bed.mails(Optional.empty()).getFirst();
        assertThat(bed.mails(Optional.empty())).hasSize(1);
        assertThat(DriftTestBed.mail(others).contains("orders")).isEqualTo(!reached);
        assertThat(DriftTestBed.mail(others)).contains("payments");
        assertThat(DriftTestBed.mail(others).contains("Nobody gets the digests of the owner shop-team"))
                .isEqualTo(!hasSubscriber);
        assertThat(bed.mails(Optional.of("shop-team"))).hasSize(hasSubscriber ? 1 : 0);
        for (String table : List.of("orders", "carts")) {
            assertThat(bed.record(SHOP, table).notified().open())
                    .as("somebody got it")
                    .isNotEmpty();
            assertThat(bed.record(SHOP, table).runMarkers()).isEmpty();
        }
        assertThat(bed.metricLines().getFirst()).contains("\"BlindSpots\":" + (hasSubscriber ? 0 : 1));
    }

    /** Nobody can find out who gets what; then everybody gets it. */
    @ParameterizedTest
    @ValueSource(strings = {"ListSubscriptionsByTopic", "GetSubscriptionAttributes"})
    void whatOwnersMayNotHaveGotIsInTheDigestWithoutOwner(String unread) {
        subscribe("ops@example.com", "{\"owner\":[{\"exists\":false}]}");
        hub.aws.sandbox().faults().add(Fault.on(unread, Effect.DENIED));
        bed.sweep("one");

        bed.summarize("one");

        assertThat(DriftTestBed.mail(bed.mails(Optional.empty()).getFirst()))
                .contains("orders", "payments")
                .doesNotContain("Nobody gets the digests");
        assertThat(bed.mails(Optional.of("shop-team"))).hasSize(1);
        assertThat(bed.record(SHOP, "orders").notified().open()).isNotEmpty();
    }

    /** Many owners have as many filter policies; the self-check has half a minute for all that it checks. */
    @Test
    void readsEachFilterPolicyOnce() {
        subscribe("ops@example.com", "{\"owner\":[\"nobody\"]}");
        for (int i = 0; i < 9; i++) {
            String team = "team-%d@example.com".formatted(i);
            hub.aws.sandbox().topics().subscribe(hub.topic, "email", team);
            hub.aws.sandbox().topics().confirm(hub.topic, team);
            subscribe(team, "{\"owner\":[\"team-%d\"]}".formatted(i));
        }
        bed.sweep("one");

        bed.summarize("one");

        assertThat(hub.aws.sandbox().calls().all().stream()
                        .filter(call -> call.operation().equals("GetSubscriptionAttributes")))
                .hasSize(10);
    }

    private void subscribe(String endpoint, String policy) {
        hub.aws.sandbox().topics().filter(hub.topic, endpoint, new Filter(policy, Filter.Scope.MessageAttributes));
    }

    /** The account's region cannot be read, or, where the plan asks for its regions, not even these. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAccountThatFailsCostsOnlyItself(boolean allRegions) {
        if (allRegions) {
            hub.scope = new HubSettings.Scope(List.of(), List.of(), List.of(), List.of(), List.of());
        }
        bed.sweep("one");
        bed.summarize("one");
        hub.aws.time().advance(Duration.ofHours(1));
        hub.started = "2026-11-22T10:59:58Z";
        hub.aws.sandbox().organization().removeRole(BANK, "pitr-guard-member");
        Optional<?> earlier = lastSweep();
        hub.metrics.reset();
        bed.sweep("two");

        Map<?, ?> answer = bed.summarize("two");

        assertThat(((Map<?, ?>) answer.get("organization")).get("complete")).isEqualTo(false);
        assertThat(bed.metricLines().getFirst())
                .contains(
                        "\"FailedAccountRegions\":1",
                        "\"BlindSpots\":0",
                        "\"Failures\":1",
                        "\"NonCompliantTables\":2",
                        "\"UndeterminedTables\":1",
                        "\"OpenTables\":3");
        assertThat(bed.metricLines().getLast()).contains("\"SweepCompleted\":1");
        assertThat(lastSweep()).as("the sweep came to its end").isPresent().isNotEqualTo(earlier);
        assertThat(DriftTestBed.mail(bed.mails(Optional.empty()).getLast()))
                .contains(
                        "1 of the undetermined fell short when last read", "NOT SWEPT TO THE END", "222222222222 bank");
        assertThat(bed.record(BANK, "payments").notified().open())
                .as("what was found there is neither resolved nor forgotten")
                .isNotEmpty();
    }

    /** The only table that fell short cannot be read: that none falls short is not known. */
    @Test
    void keepsTheAlarmOfATableThatFellShortWhileItsAccountFails() {
        for (String table : List.of("orders", "carts")) {
            hub.aws.sandbox().tables(SHOP, "eu-west-1").get(table).enabled(35);
        }
        bed.sweep("one");
        bed.summarize("one");
        assertThat(bed.metricLines().getFirst()).contains("\"NonCompliantTables\":1");
        hub.aws.time().advance(Duration.ofHours(1));
        hub.started = "2026-11-22T10:59:58Z";
        hub.aws.sandbox().organization().removeRole(BANK, "pitr-guard-member");
        hub.metrics.reset();
        bed.sweep("two");

        bed.summarize("two");

        assertThat(bed.metricLines().getFirst())
                .contains("\"NonCompliantTables\":0", "\"UndeterminedTables\":1")
                .doesNotContain("\"Name\":\"NonCompliantTables\"")
                .contains("\"Name\":\"UndeterminedTables\"");
    }

    /** What is wrong for weeks: an account's role, or an account or a unit that the scope or the policy names. */
    @ParameterizedTest
    @ValueSource(strings = {"role", "account", "unit"})
    void whatIsFixedClearsItsAlarmWhileSomethingElseFailsForGood(String wrong) {
        switch (wrong) {
            case "role" -> hub.aws.sandbox().organization().removeRole(BANK, "pitr-guard-member");
            case "account" ->
                hub.scope = new HubSettings.Scope(
                        List.of(), List.of(), List.of("999999999999"), List.of(), List.of("eu-west-1"));
            default -> hub.policy = ConfigRuleTestBed.policy("""
                        version: 1
                        rules:
                          - { name: gone, match: { ou: Gone }, require: { recoveryPeriodDays: 7 }, action: alert }
                          - { name: rest, match: {}, require: { recoveryPeriodDays: 35 }, action: alert }
                        """);
        }
        bed.sweep("one");
        bed.summarize("one");
        assertThat(bed.metricLines().getFirst()).doesNotContain("\"NonCompliantTables\":0");
        hub.aws.time().advance(Duration.ofHours(1));
        hub.started = "2026-11-22T10:59:58Z";
        for (String table : List.of("orders", "carts")) {
            hub.aws.sandbox().tables(SHOP, "eu-west-1").get(table).enabled(35);
        }
        hub.aws.sandbox().tables(BANK, "eu-west-1").get("payments").enabled(35);
        hub.metrics.reset();
        bed.sweep("two");

        Map<?, ?> answer = bed.summarize("two");

        assertThat(((Map<?, ?>) answer.get("organization")).get("complete")).isEqualTo(false);
        assertThat(bed.metricLines().getFirst())
                .contains("\"NonCompliantTables\":0", "\"Name\":\"NonCompliantTables\"");
    }

    /** Then nobody knows how many tables fall short there. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void clearsNoAlarmWhereTheRecordsOfAnAccountThatFailedCannotBeRead(boolean allRegions) {
        if (allRegions) {
            hub.scope = new HubSettings.Scope(List.of(), List.of(), List.of(), List.of(), List.of());
        }
        hub.aws.sandbox().organization().removeRole(BANK, "pitr-guard-member");
        for (String table : List.of("orders", "carts")) {
            hub.aws.sandbox().tables(SHOP, "eu-west-1").get(table).enabled(35);
        }
        bed.sweep("one");
        hub.aws.sandbox().faults().add(Fault.on("Query", Effect.DENIED));

        bed.summarize("one");

        assertThat(bed.metricLines().getFirst())
                .contains("\"NonCompliantTables\":0")
                .doesNotContain("\"Name\":\"NonCompliantTables\"")
                .doesNotContain("\"LedgerFailures\":0");
    }

    @Test
    void anOrganizationThatCannotBeListedClearsNoAlarm() {
        bed.sweep("one");
        bed.summarize("one");
        hub.aws.time().advance(Duration.ofHours(1));
        hub.started = "2026-11-22T10:59:58Z";
        hub.aws.sandbox().faults().add(Fault.on("ListRoots", Effect.DENIED));
        Optional<?> earlier = lastSweep();
        hub.metrics.reset();
        bed.sweep("two");

        bed.summarize("two");

        assertThat(bed.metricLines().getFirst())
                .contains("\"UndeterminedTables\":", "\"AccountRegions\":0")
                .doesNotContain("\"OpenTables\":0", "\"OpenTables\":1,", "\"OpenTables\":2,");
        assertThat(lastSweep()).as("nothing was swept").isEqualTo(earlier);
    }

    @Test
    void anOwnerThatCannotBeReadIsAProblemAndNoGap() {
        hub.aws.sandbox().faults().add(Fault.on("ListTagsForResource", Effect.DENIED));
        bed.sweep("one");

        Map<?, ?> answer = bed.summarize("one");

        assertThat(((Map<?, ?>) answer.get("organization")).get("complete")).isEqualTo(true);
        assertThat(answer.get("problems").toString()).contains("The owners of some accounts could not be read");
        assertThat(DriftTestBed.mail(bed.mails(Optional.empty()).getFirst()))
                .contains("The owners of some accounts could not be read");
        assertThat(bed.metricLines().getFirst()).contains("\"BlindSpots\":0");
        assertThat(lastSweep()).isPresent();
    }

    @Test
    void writesItsMetricsOnceHoweverOftenItIsTried() {
        bed.sweep("one");
        hub.aws.sandbox().faults().add(Fault.on("Publish", Effect.DENIED));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> bed.summarize("one")).isInstanceOf(InvocationFailedException.class);
        }
        hub.aws.time().advance(Duration.ofMinutes(1));
        Instant first = hub.aws.time().instant().minus(Duration.ofMinutes(1));
        hub.aws.sandbox().faults().clear();

        bed.summarize("one");

        assertThat(bed.metricLines())
                .filteredOn(line -> line.contains("NonCompliantTables"))
                .hasSize(1);
        assertThat(bed.metricLines())
                .filteredOn(line -> line.contains("SweepCompleted"))
                .as("only once the digests are sent")
                .hasSize(1);
        assertThat(lastSweep()).isEqualTo(Optional.of(first.truncatedTo(ChronoUnit.SECONDS)));
    }

    /** Whether the first summary of the old sweep ran, or none did. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theSummaryOfAnOldSweepSaysNothingOfNow(boolean reported) {
        bed.sweep("old");
        if (reported) {
            bed.summarize("old");
        }
        HubWiring.lease(hub.aws.clients(), hub.settings().ledger(), hub.aws.time())
                .release(hub.aws.where(), "old");
        hub.aws.time().advance(Duration.ofDays(2));
        hub.started = hub.aws.time().instant().toString();
        bed.sweep("new");
        bed.summarize("new");
        Optional<?> newest = lastSweep();
        hub.aws.time().advance(Duration.ofMinutes(10));
        hub.metrics.reset();

        bed.summarize("old");

        assertThat(bed.metricLines()).isEmpty();
        assertThat(lastSweep()).isEqualTo(newest);
    }

    /** Otherwise each of 1,500 places would take the whole limit of the organization. */
    @ParameterizedTest
    @EnumSource(names = {"DENIED", "THROTTLED"})
    void changesNothingWhileTheOrganizationsChangesCannotBeCounted(Effect effect) {
        hub.policy = ConfigRuleTestBed.REMEDIATE;
        hub.aws.sandbox().faults().add(Fault.on("UpdateItem", effect));
        bed.sweep("one");

        Map<?, ?> answer = bed.summarize("one");

        assertThat(hub.aws.sandbox().calls().all())
                .noneMatch(call -> call.operation().equals("UpdateContinuousBackups"));
        assertThat(open(answer)).isEqualTo(3);
        assertThat(bed.mails(Optional.of("shop-team")).getFirst().message())
                .contains("could not be counted, so none is changed (limits.maxChangesPerSweep)");
        hub.aws.sandbox().faults().clear();
        bed.sweep("two");
        assertThat(open(bed.summarize("two"))).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan.json", "parts"})
    void failsWithTheCauseWhenWhatTheSweepStoredCannotBeRead(String what) {
        bed.sweep("one");
        hub.aws
                .sandbox()
                .faults()
                .add(
                        what.equals("parts")
                                ? Fault.on("ListObjectsV2", Effect.DENIED)
                                : Fault.on("GetObject", SweepKeys.plan("one"), Effect.DENIED));

        assertThatThrownBy(() -> bed.summarize("one"))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageStartingWith("What the sweep stored could not be read. ");
        assertThat(holder("next")).as("it is repeated").isEqualTo("one");
        hub.aws.sandbox().faults().clear();
        bed.summarize("one");
        assertThat(holder("next")).isEqualTo("next");
    }

    /** The first invocation goes on although Step Functions gave it up: both would send the digests. */
    @Test
    void waitsForASummaryThatStillRuns() {
        bed.sweep("one");
        HubWiring.summaries(hub.aws.clients(), hub.settings().ledger(), hub.aws.time())
                .take(hub.aws.where(), "first", Duration.ofMinutes(15));

        assertThatThrownBy(() -> bed.summarize("one"))
                .isInstanceOf(StillRunningException.class)
                .hasMessageStartingWith("Another invocation, first, summarizes a sweep, until ");
        assertThat(bed.mails()).isEmpty();
        assertThat(holder("next")).isEqualTo("one");

        hub.aws.time().advance(Duration.ofMinutes(15));
        bed.summarize("one");
        assertThat(bed.mails()).hasSize(2);
        assertThat(holder("next")).isEqualTo("next");
    }

    @Test
    void aPartThatCannotBeReadCostsOnlyItsPlace() {
        bed.sweep("one");
        PlaceView bank = bed.stored("one").places().stream()
                .filter(place -> place.account().equals(BANK))
                .findFirst()
                .orElseThrow();
        hub.aws.sandbox().faults().add(Fault.on("GetObject", SweepKeys.part("one", bank, 1), Effect.DENIED));

        Map<?, ?> answer = bed.summarize("one");

        assertThat(open(answer)).as("what the ledger knows is undetermined").isEqualTo(2);
        assertThat(answer.get("notSwept").toString()).contains("222222222222 bank");
        assertThat(bed.record(SHOP, "orders").notified().open()).isNotEmpty();
        assertThat(bed.record(BANK, "payments").notified().open()).isEmpty();
    }

    @Test
    void refusesASweepWithoutAPlan() {
        assertThatThrownBy(() -> bed.summarize("none"))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("Sweep none has no plan");
    }

    /** Killed before each of its calls to AWS, and repeated as the state machine does. */
    @Test
    void losesNothingWhereverItIsKilled() {
        bed.sweep("first");
        bed.summarize("first");
        int repeated = 0;
        boolean killed = true;
        int calls = 0;
        for (; killed; calls++) {
            String sweep = "sweep-" + calls;
            String table = "cut-after-" + calls;
            table(SHOP, table);
            table(BANK, table);
            bed.sweep(sweep);

            killed = bed.summarizeUntilKilled(sweep, calls);
            // Nobody knows that it was killed: the next one begins when it must have ended.
            hub.aws.time().advance(hub.left.plusSeconds(30));
            for (String account : List.of(SHOP, BANK)) {
                boolean recorded = !bed.record(account, table).notified().open().isEmpty();
                assertThat(recorded && mailsAbout(account, table) == 0)
                        .as("recorded and not sent: %s after %d calls", table, calls)
                        .isFalse();
            }
            bed.summarize(sweep);

            int sent = 0;
            for (String account : List.of(SHOP, BANK)) {
                assertThat(mailsAbout(account, table)).as(table).isBetween(1, 2);
                sent += mailsAbout(account, table);
                assertThat(bed.record(account, table).notified().open())
                        .as(table)
                        .isNotEmpty();
                assertThat(bed.record(account, table).runMarkers()).as(table).isEmpty();
            }
            assertThat(sent).as("one digest repeated at most, %s", table).isLessThanOrEqualTo(3);
            repeated += sent - 2;
            assertThat(holder(sweep + "-next")).isEqualTo(sweep + "-next");
            HubWiring.lease(hub.aws.clients(), hub.settings().ledger(), hub.aws.time())
                    .release(hub.aws.where(), sweep + "-next");
        }
        assertThat(calls).as("calls").isGreaterThan(15);
        assertThat(repeated).as("digests whose publishing itself was cut").isLessThanOrEqualTo(2);
        int before = bed.mails().size();
        bed.sweep("last");
        bed.summarize("last");
        assertThat(bed.mails()).as("nothing is left to tell").hasSize(before);
    }

    private int mailsAbout(String account, String table) {
        String arn = new AccountRegion("aws", account, "eu-west-1").table(table).arn();
        return (int) bed.mails().stream()
                .filter(mail -> DriftTestBed.mail(mail).contains(arn + "\n"))
                .count();
    }

    @Test
    void theSumOverAccountsIsTheReport() {
        bed.sweep("one");
        bed.summarize("one");

        Map<?, ?> report =
                (Map<?, ?>) Json.parse(hub.bucket.text(SweepKeys.report("one")).orElseThrow());
        List<?> places = (List<?>) report.get("places");
        Set<String> accounts = new HashSet<>();
        long tables = 0;
        for (Object place : places) {
            Map<?, ?> fields = (Map<?, ?>) place;
            accounts.add(String.valueOf(((Map<?, ?>) fields.get("account")).get("id")));
            tables += (Long) ((Map<?, ?>) fields.get("summary")).get("tables");
        }
        assertThat(accounts)
                .containsExactlyInAnyOrder(SHOP, BANK, hub.aws.sandbox().account());
        assertThat(((Map<?, ?>) ((Map<?, ?>) report.get("summary")).get("tables")).get("tables"))
                .isEqualTo(tables);
        assertThat(OrganizationReport.class.getRecordComponents()).hasSameSizeAs(report.keySet());
    }
}

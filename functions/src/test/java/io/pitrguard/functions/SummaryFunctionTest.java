package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.report.Json;
import io.pitrguard.report.OrganizationReport;
import io.pitrguard.report.PlaceView;
import io.pitrguard.report.SweepKeys;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.Published;
import io.pitrguard.selfcheck.DeployedComponents;
import io.pitrguard.wiring.HubWiring;
import io.pitrguard.wiring.Wiring;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

    private String holder(String sweep) {
        return HubWiring.lease(hub.aws.clients(), hub.settings().ledger(), hub.aws.time())
                .take(hub.aws.where(), sweep, Duration.ofHours(1))
                .success()
                .orElseThrow();
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
        assertThat(mail.subject()).contains("HIGH", "blind spots: 1");
        assertThat(DriftTestBed.mail(mail)).contains("NOT SWEPT TO THE END", "222222222222 bank: eu-west-1");
        assertThat(lastSweep()).as("no heartbeat").isEmpty();
        assertThat(bed.metricLines().getLast())
                .contains("\"FailedAccountRegions\":1", "\"AccountRegions\":3", "\"SweepCompleted\":0");

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
                .contains("sts:AssumeRole", "See 'What may go wrong' in docs/organization.md");
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
        assertThat(holder("next")).as("the lease is released all the same").isEqualTo("next");
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

        assertThat(bed.mails()).hasSize(2);
        assertThat(bed.record(SHOP, "orders").notified().open()).isEmpty();
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

        assertThat(open(answer)).isEqualTo(2);
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

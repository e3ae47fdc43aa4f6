package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.config.HubSettings;
import io.pitrguard.config.Mode;
import io.pitrguard.report.Json;
import io.pitrguard.report.PlaceView;
import io.pitrguard.report.SweepKeys;
import io.pitrguard.report.SweepPlanView;
import io.pitrguard.sandbox.SandboxTable;
import io.pitrguard.sandbox.SandboxTables;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link PlanFunction} with an aggregator of AWS Config: where the sweep begins, and that nothing else depends on it. */
class PlanOrderTest {
    private static final String AGGREGATOR = "organization";
    private static final String ASK = "SelectAggregateResourceConfig";
    private static final String OUTSIDE = "999999999999";
    private static final String HUB = "123456789012";
    private static final String SHOP = HubTestBed.SHOP;
    private static final String BANK = HubTestBed.BANK;

    private final HubTestBed hub = new HubTestBed();

    @BeforeEach
    void organization() {
        hub.member(SHOP, "shop").member(BANK, "bank");
        hub.scope =
                new HubSettings.Scope(List.of(), List.of(), List.of(), List.of(), List.of("eu-west-1", "us-east-1"));
        hub.aws.sandbox().config().aggregator(AGGREGATOR);
        hub.aggregator = Optional.of(AGGREGATOR);
    }

    @AfterEach
    void close() {
        hub.close();
    }

    /** Records a table, a minute after the one before. */
    private void record(String account, String region, String table, boolean on) {
        hub.aws.time().advance(Duration.ofMinutes(1));
        SandboxTables tables = hub.aws.sandbox().tables(account, region);
        SandboxTable known = tables.names().contains(table) ? tables.get(table) : tables.create(table);
        if (on) {
            known.enabled(35);
        } else {
            known.disabled();
        }
        hub.aws.sandbox().config(account, region).record(table);
    }

    /** The initials of accounts and regions, in the order in which the state machine begins with them. */
    private List<String> order() {
        List<String> order = new ArrayList<>();
        for (Object each : (List<?>) Objects.requireNonNull(
                Json.parse(hub.bucket.text("sweeps/sweep-1/places.json").orElseThrow()))) {
            Map<?, ?> place = (Map<?, ?>) each;
            order.add(String.valueOf(place.get("name")).charAt(0) + "/"
                    + String.valueOf(place.get("region")).substring(0, 2));
        }
        return order;
    }

    private SweepPlanView stored() {
        return hub.documents()
                .plan(HubTestBed.SWEEP)
                .success()
                .flatMap(plan -> plan)
                .orElseThrow();
    }

    /** Its record is a day old: off counts for ever, a change since the last sweep. */
    private void aDayLater() {
        hub.aws.time().advance(Duration.ofDays(2));
    }

    @Test
    void beginsWithTablesThatAreOffThenWithNewAndChangedOnes() {
        record(BANK, "eu-west-1", "long-ago", true);
        record(HUB, "us-east-1", "off-long-ago", false);
        aDayLater();
        record(HUB, "eu-west-1", "changed", true);
        record(BANK, "us-east-1", "off", false);

        Map<?, ?> answer = hub.plan();

        assertThat(order()).containsExactly("b/us", "s/us", "s/eu", "s/eu", "s/us", "b/eu");
        assertThat(answer.get("first")).isEqualTo(3L);
        assertThat(answer.get("count")).isEqualTo(6L);
        assertThat(stored().problems()).isEmpty();
        assertThat(stored().places())
                .as("the plan keeps its order")
                .extracting(PlaceView::account)
                .containsExactly(SHOP, SHOP, HUB, HUB, BANK, BANK);
    }

    /** A table that is named twice, and places that are not swept, change nothing. */
    @Test
    void takesEachPlaceOnceAndLeavesOutWhatIsNotSwept() {
        hub.aws.sandbox().organization().account(OUTSIDE, "left out", Set.of("eu-west-1"));
        hub.scope = new HubSettings.Scope(List.of(), List.of(), List.of(OUTSIDE), List.of(), List.of("eu-west-1"));
        record(OUTSIDE, "eu-west-1", "off", false);
        record(BANK, "us-east-1", "off", false);
        record(BANK, "eu-west-1", "off", false);
        record(BANK, "eu-west-1", "off", false);
        record(BANK, "eu-west-1", "off-as-well", false);

        Map<?, ?> answer = hub.plan();

        assertThat(order()).containsExactly("b/eu", "s/eu", "s/eu");
        assertThat(answer.get("first")).isEqualTo(1L);
        assertThat(answer.get("count")).isEqualTo(3L);
    }

    @Test
    void asksForChangesSinceTheLastPlan() {
        hub.plan("first");
        hub.aws.time().advance(HubSettings.LEASE);
        record(BANK, "eu-west-1", "changed", true);
        hub.aws.time().advance(Duration.ofDays(3));

        hub.plan();

        assertThat(order()).as("three days are not too long ago").startsWith("b/eu");
    }

    @ParameterizedTest
    @EnumSource(names = {"DENIED", "DENIED_BY_CONTROL_POLICY", "THROTTLED", "SERVER_ERROR", "NOT_HTTP", "MALFORMED"})
    void plansInItsOrderWhereAwsConfigDoesNotAnswer(Effect effect) {
        record(BANK, "us-east-1", "off", false);
        hub.aws.sandbox().faults().add(Fault.on(ASK, effect));

        Map<?, ?> answer = hub.plan();

        assertThat(order()).containsExactly("s/eu", "s/us", "s/eu", "s/us", "b/eu", "b/us");
        assertThat(answer.get("count")).isEqualTo(6L);
        assertThat(answer.get("first")).isEqualTo(0L);
        assertThat(stored().gaps()).as("no account is missing for that").isEmpty();
        assertThat(stored().problems())
                .singleElement()
                .asString()
                .startsWith(
                        "The sweep may begin in any account and region: the aggregator organization of AWS Config could not be asked which are urgent. ")
                .contains("config:SelectAggregateResourceConfig on the aggregator organization");
    }

    @Test
    void namesAnAggregatorThatIsNotThere() {
        hub.aggregator = Optional.of("organisation");

        hub.plan();

        assertThat(stored().problems())
                .singleElement()
                .asString()
                .endsWith(
                        "AWS Config has no aggregator 'organisation' in this account and region. Create it, or correct the name (configAggregator, --config-aggregator).");
    }

    /** It names every table of a large organization: the newest 2,000 of each kind are enough. */
    @Test
    void asksForSoManyPagesAndNoMore() {
        hub.aws.sandbox().tables(BANK, "us-east-1");
        for (int i = 0; i < 2_100; i++) {
            hub.aws.sandbox().tables(SHOP, "us-east-1").create("table-" + i).disabled();
            hub.aws.sandbox().config(SHOP, "us-east-1").record("table-" + i);
        }

        hub.plan();

        assertThat(order()).startsWith("s/us").hasSize(6);
        assertThat(stored().problems()).isEmpty();
        assertThat(hub.aws.sandbox().calls().count(ASK)).isEqualTo(40);
    }

    @ParameterizedTest
    @CsvSource({"ORGANIZATION, false, true", "ORGANIZATION, true, false", "LARGE_ACCOUNT, true, true"})
    void asksOnlyWhereThereIsAnOrderToChoose(Mode mode, boolean aggregator, boolean twoPlaces) {
        hub.mode = mode;
        hub.aggregator = Optional.of(AGGREGATOR).filter(_ -> aggregator);
        if (!twoPlaces) {
            hub.scope = new HubSettings.Scope(List.of(BANK), List.of(), List.of(), List.of(), List.of("eu-west-1"));
        }

        Map<?, ?> answer = hub.plan();

        assertThat(hub.aws.sandbox().calls().count(ASK)).isZero();
        assertThat(answer.containsKey("first")).isEqualTo(aggregator);
        assertThat(hub.bucket.text(SweepKeys.plan(HubTestBed.SWEEP))).isPresent();
    }
}

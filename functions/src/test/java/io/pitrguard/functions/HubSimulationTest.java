package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.config.HubSettings;
import io.pitrguard.functions.SimulatedOrganization.Place;
import io.pitrguard.functions.SimulatedOrganization.Trouble;
import io.pitrguard.report.Json;
import io.pitrguard.report.JsonRecords;
import io.pitrguard.report.OrganizationReport;
import io.pitrguard.report.PartView;
import io.pitrguard.report.PlaceView;
import io.pitrguard.report.SweepKeys;
import io.pitrguard.report.SweepView;
import io.pitrguard.wiring.AwsClients;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The functions of the hub sweep 500 accounts with 3 regions each and 20,000 tables, in this process on simulated time, as
 * the state machine calls them: plan, all places in as many calls as they take, summary. Accounts fail in every way, tables
 * change while their place is swept, and workers are killed. {@code -Dpitrguard.seed=} repeats a run.
 */
@Tag("simulation")
class HubSimulationTest {
    private static final int ACCOUNTS = Integer.getInteger("pitrguard.simulation.accounts", 500);
    private static final int TABLES = Integer.getInteger("pitrguard.simulation.tables", 20_000);
    private static final String SWEEP = "simulation";
    private static final double READS_PER_SECOND = 10;
    // Workers' time over the sum of floors: what issue 13 asks for.
    private static final double BOUND = 1.05;
    // Of a hundred calls of workers.
    private static final int KILLED = 5;

    private final long seed = Long.getLong("pitrguard.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private Instant began = Instant.MIN;
    private int kills;
    private long unlisted;
    private double floors;
    private double taken;
    private final Map<String, Integer> sums = new TreeMap<>();

    /** What all calls of a place came to. */
    private record Swept(Place place, List<PartView> parts, List<SweepView> views, double seconds) {
        Instant from() {
            return Instant.parse(views.getFirst().sweep().startedAt());
        }

        Instant to() {
            // Written out in whole seconds.
            return Instant.parse(views.getLast().sweep().finishedAt()).plusSeconds(1);
        }

        List<SweepView.TableView> tables() {
            return views.stream().flatMap(view -> view.tables().stream()).toList();
        }
    }

    @Test
    void judgesEachAccountAndRegionOrSaysWhyNot() throws InterruptedException {
        System.out.printf("simulation of the hub: -Dpitrguard.seed=%d%n", seed);
        try (HubTestBed hub = new HubTestBed(options ->
                options.withContinuousBackupsPerSecond(READS_PER_SECOND).withStaleReads(0))) {
            SimulatedOrganization organization = new SimulatedOrganization(hub.aws, seed, ACCOUNTS, TABLES);
            hub.time = organization.time();
            hub.functionClients =
                    () -> hub.aws.clients(client -> organization.time().watch(client));
            hub.readsPerSecond = READS_PER_SECOND;
            // Half of it is for reading: the largest places take several calls.
            hub.left = Duration.ofSeconds(20);
            hub.policy = ConfigRuleTestBed.policy(
                    "version: 1\nrules: [{ name: all, require: { recoveryPeriodDays: 35 }, action: alert }]\n");
            hub.scope =
                    new HubSettings.Scope(List.of(), List.of(), List.of(), List.of(), SimulatedOrganization.REGIONS);

            Map<?, ?> plan = hub.plan(SWEEP);
            List<PlaceView> places = places(hub, plan);
            for (PlaceView place : places) {
                assertSwept(organization, sweep(hub, organization, place));
            }

            System.out.printf(
                    "simulation of the hub: %,d accounts and regions, %s, %,d changes meanwhile, %,d kills; workers %.0f s, floors %.0f s, ratio %.3f%n",
                    places.size(), sums, organization.changes(), kills, taken, floors, taken / floors);
            assertThat(taken / floors).isLessThanOrEqualTo(BOUND);
            assertSummary(hub, plan);
            assertThat(kills).isPositive();
            assertThat(sums.get("calls")).isGreaterThan(places.size());
        }
    }

    /** The report's counts are the sums of all parts; what was not swept stands there with its cause. */
    private void assertSummary(HubTestBed hub, Map<?, ?> plan) {
        hub.invoke(SummaryFunction::new, Json.write(Map.of("sweep", SWEEP)));
        OrganizationReport report = JsonRecords.read(OrganizationReport.class, text(hub, SweepKeys.report(SWEEP)));

        assertThat(report.summary().tables().tables()).isEqualTo(sums.get("tables"));
        assertThat(report.summary().tables().nonCompliant()).isEqualTo(sums.get("nonCompliant"));
        assertThat(report.summary().tables().undetermined()).isEqualTo(sums.get("undetermined"));
        assertThat(report.places()).hasSize(((Number) plan.get("count")).intValue());
        assertThat(report.places().stream()
                        .filter(place -> place.failure() != null)
                        .count())
                .isEqualTo(unlisted);
        assertThat(report.notSwept()).isNotEmpty();
        assertThat(report.organization().complete()).isFalse();
    }

    private static List<PlaceView> places(HubTestBed hub, Map<?, ?> plan) {
        assertThat(plan.get("busy")).isEqualTo(false);
        List<PlaceView> places = new ArrayList<>();
        for (Object place : (List<?>)
                Json.parse(hub.bucket.text(String.valueOf(plan.get("places"))).orElseThrow())) {
            places.add(JsonRecords.read(PlaceView.class, Json.write(place)));
        }
        assertThat(plan.get("count")).isEqualTo((long) places.size());
        return places;
    }

    private Swept sweep(HubTestBed hub, SimulatedOrganization organization, PlaceView place)
            throws InterruptedException {
        Place where = new Place(place.account(), place.region());
        organization.stir(where, Duration.ofMinutes(10));
        Map<String, Object> input = new LinkedHashMap<>(Map.of("sweep", SWEEP, "call", 1, "place", place));
        List<PartView> parts = new ArrayList<>();
        List<SweepView> views = new ArrayList<>();
        boolean more = true;
        long millis = 0;
        for (int call = 1; more; call++) {
            Map<?, ?> answer = call(hub, organization, Json.write(input));
            millis += Duration.between(began, hub.time.instant()).toMillis();
            more = Boolean.TRUE.equals(answer.get("more"));
            input.put("call", answer.get("call"));
            parts.add(JsonRecords.read(PartView.class, text(hub, SweepKeys.part(SWEEP, place, call))));
            views.add(JsonRecords.read(SweepView.class, text(hub, SweepKeys.tables(SWEEP, place, call))));
            assertThat(parts.getLast().more()).isEqualTo(more);
        }
        organization.calm();
        return new Swept(where, parts, views, millis / 1000.0);
    }

    private static String text(HubTestBed hub, String key) {
        return hub.bucket.text(key).orElseThrow(() -> new AssertionError("there is no " + key));
    }

    /** One call; now and then its process ends in the middle, and Step Functions makes the same call again. */
    private Map<?, ?> call(HubTestBed hub, SimulatedOrganization organization, String input)
            throws InterruptedException {
        began = hub.time.instant();
        if (random.nextInt(100) < KILLED) {
            kills++;
            Lifetime lifetime = new Lifetime(random.nextInt(60));
            try (AwsClients mortal = hub.aws.clients(client -> {
                lifetime.limit(client);
                organization.time().watch(client);
            })) {
                return hub.invoke(
                        deployed -> new PlaceFunction(
                                new Deployment(deployed.settings(), mortal, deployed.time(), deployed.metrics())),
                        input);
            } catch (Lifetime.Over | IllegalStateException killed) {
                assertThat(killed)
                        .satisfiesAnyOf(
                                end -> assertThat(end).isInstanceOf(Lifetime.Over.class),
                                end -> assertThat(end).hasRootCauseInstanceOf(Lifetime.Over.class));
                // Nobody knows that it was killed: the next one begins when it must have ended. Tables change
                // meanwhile.
                hub.time.sleepUntil(hub.time.instant().plus(hub.left).plus(Duration.ofMinutes(1)));
                // What a killed call took is lost; the bound is of calls that end.
                began = hub.time.instant();
            }
        }
        return hub.invoke(PlaceFunction::new, input);
    }

    private void assertSwept(SimulatedOrganization organization, Swept swept) {
        Trouble trouble = organization.trouble(swept.place().account());
        String failure = swept.parts().getLast().view().sweep().failure();
        switch (trouble) {
            case NONE, NEIGHBOUR -> assertJudged(organization, swept);
            case REGION_DISABLED -> {
                if (failure == null) {
                    assertJudged(organization, swept);
                } else {
                    assertThat(swept.place().region()).isEqualTo(SimulatedOrganization.REGIONS.getLast());
                }
            }
            case ROLE_MISSING -> assertThat(failure).contains("sts:AssumeRole");
            case CONTROL_POLICY -> assertThat(failure).contains("control policy");
            case ROLE_OUTDATED ->
                assertThat(swept.tables())
                        .allSatisfy(table -> assertThat(table.reason()).contains("DescribeContinuousBackups"));
            case SUSPENDED -> throw new AssertionError("a suspended account was swept: " + swept.place());
        }
        count(trouble, swept, failure == null);
    }

    private void count(Trouble trouble, Swept swept, boolean listed) {
        swept.parts().forEach(part -> {
            sums.merge("tables", part.view().summary().tables(), Integer::sum);
            sums.merge("nonCompliant", part.view().summary().nonCompliant(), Integer::sum);
            sums.merge("undetermined", part.view().summary().undetermined(), Integer::sum);
        });
        sums.merge("calls", swept.parts().size(), Integer::sum);
        unlisted += listed ? 0 : 1;
        if (listed && trouble != Trouble.NEIGHBOUR) {
            // The first read of each call waits for none before it.
            floors += Math.max(0, swept.tables().size() - swept.parts().size()) / READS_PER_SECOND;
            taken += swept.seconds();
        }
    }

    /** Every table that was there all the time is judged once, by what was true of it at some moment of the sweep. */
    private static void assertJudged(SimulatedOrganization organization, Swept swept) {
        Place place = swept.place();
        Set<String> judged = new HashSet<>();
        for (PartView part : swept.parts()) {
            part.names()
                    .forEach(name -> assertThat(judged.add(name))
                            .as("%s %s", place, name)
                            .isTrue());
        }
        assertThat(judged).containsAll(organization.lasting(place, swept.from(), swept.to()));
        for (SweepView.TableView table : swept.tables()) {
            if (table.name().equals(HubTestBed.LEDGER)) {
                continue;
            }
            switch (table.verdict()) {
                case COMPLIANT, NON_COMPLIANT -> {
                    boolean compliant = table.violations().isEmpty();
                    assertThat(organization.wasTrue(place, table.name(), compliant, swept.from(), swept.to()))
                            .as("%s %s", place, table)
                            .isTrue();
                }
                // It went, and perhaps came again, while it was read.
                case NOT_APPLICABLE, UNDETERMINED ->
                    assertThat(organization.lasting(place, swept.from(), swept.to()))
                            .as("%s", table.reason())
                            .doesNotContain(table.name());
                case EXEMPT -> throw new AssertionError(place + " " + table);
            }
        }
    }
}

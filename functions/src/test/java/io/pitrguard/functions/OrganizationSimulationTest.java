package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.aws.SandboxAws;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.functions.SimulatedOrganization.Place;
import io.pitrguard.functions.SimulatedOrganization.Trouble;
import io.pitrguard.organization.OrganizationListener;
import io.pitrguard.organization.OrganizationOrder;
import io.pitrguard.organization.OrganizationPlan;
import io.pitrguard.organization.OrganizationResult;
import io.pitrguard.organization.OrganizationScope;
import io.pitrguard.port.SweepListener;
import io.pitrguard.sweep.Selection;
import io.pitrguard.sweep.SweepResult;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.MemberAccess;
import io.pitrguard.wiring.OrganizationWiring;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * 500 accounts with 3 regions each and 20,000 tables, swept in this process on simulated time; accounts fail in every way,
 * and tables change while their place is swept. {@code -Dpitrguard.seed=} repeats a run.
 */
@Tag("simulation")
class OrganizationSimulationTest {
    private static final int ACCOUNTS = Integer.getInteger("pitrguard.simulation.accounts", 500);
    private static final int TABLES = Integer.getInteger("pitrguard.simulation.tables", 20_000);
    private static final double READS_PER_SECOND = 10;
    // Workers' time over the sum of floors: what issue 13 asks for.
    private static final double BOUND = 1.05;

    private final long seed = Long.getLong("pitrguard.seed", new Random().nextLong());

    @Test
    void judgesEachAccountAndRegionOrSaysWhyNot() throws Exception {
        System.out.printf("simulation: -Dpitrguard.seed=%d%n", seed);
        try (SandboxAws aws = SandboxAws.start(options ->
                options.withContinuousBackupsPerSecond(READS_PER_SECOND).withStaleReads(0))) {
            SimulatedOrganization organization = new SimulatedOrganization(aws, seed, ACCOUNTS, TABLES);
            OrganizationResult result = sweep(aws, organization);

            assertEachPlace(organization, result);
            assertSkipped(organization, result.plan());
            assertPace(organization, result);
        }
    }

    private OrganizationResult sweep(SandboxAws aws, SimulatedOrganization organization) throws InterruptedException {
        AwsClients own = aws.clients(organization.time()::watch);
        MemberAccess members = new MemberAccess(
                own,
                aws.where(),
                new MemberAccess.Role(
                        SimulatedOrganization.ROLE, Optional.of(SimulatedOrganization.EXTERNAL_ID), "pitr-guard-test"));
        OrganizationPlan plan = OrganizationWiring.planner(own, members, "aws")
                .plan(new OrganizationScope(List.of(), List.of(), List.of(), List.of(), SimulatedOrganization.REGIONS));
        OrganizationOrder order = new OrganizationOrder(
                "simulation",
                ConfigRuleTestBed.policy(
                        "version: 1\nrules: [{ name: all, require: { recoveryPeriodDays: 35 }, action: alert }]\n"),
                false,
                Instant.MAX,
                Selection.EVERYTHING);
        return OrganizationWiring.sweep(
                        own,
                        members,
                        READS_PER_SECOND,
                        Settings.LedgerSettings.NONE,
                        Optional.empty(),
                        organization.time(),
                        1)
                .run(order, plan, stirring(organization));
    }

    /** One place after the other: each has the clock for itself, as each has a quota of its own. */
    private static OrganizationListener stirring(SimulatedOrganization organization) {
        return new OrganizationListener() {
            @Override
            public SweepListener begins(OrganizationPlan.Place place) {
                organization.stir(of(place), Duration.ofMinutes(5));
                return SweepListener.SILENT;
            }

            @Override
            public void ended(OrganizationPlan.Place place, SweepResult result) {
                organization.calm();
            }
        };
    }

    private static Place of(OrganizationPlan.Place place) {
        return new Place(place.where().account(), place.where().region());
    }

    private static void assertEachPlace(SimulatedOrganization organization, OrganizationResult result) {
        Map<Trouble, Integer> seen = new EnumMap<>(Trouble.class);
        for (int i = 0; i < result.sweeps().size(); i++) {
            Place place = of(result.plan().places().get(i));
            SweepResult swept = result.sweeps().get(i);
            Trouble trouble = organization.trouble(place.account());
            seen.merge(trouble, 1, Integer::sum);
            switch (trouble) {
                case NONE, NEIGHBOUR -> assertJudged(organization, place, swept);
                case REGION_DISABLED -> {
                    if (swept.listingFailure().isPresent()) {
                        assertThat(place.region()).isEqualTo(SimulatedOrganization.REGIONS.getLast());
                    } else {
                        assertJudged(organization, place, swept);
                    }
                }
                case ROLE_MISSING, CONTROL_POLICY ->
                    assertThat(swept.listingFailure().orElseThrow().kind()).isEqualTo(Cause.Kind.DENIED);
                case ROLE_OUTDATED ->
                    assertThat(swept.tables())
                            .allSatisfy(table ->
                                    assertThat(table.judgement().verdict()).isInstanceOf(Verdict.Undetermined.class));
                case SUSPENDED -> throw new AssertionError("a suspended account was swept: " + place);
            }
        }
        assertThat(seen.keySet()).contains(Trouble.values()[0], Trouble.ROLE_MISSING, Trouble.CONTROL_POLICY);
    }

    private static void assertJudged(SimulatedOrganization organization, Place place, SweepResult swept) {
        Instant from = swept.startedAt();
        Instant to = swept.finishedAt();
        assertThat(swept.complete()).as("%s: %s", place, swept.listingFailure()).isTrue();
        Set<String> judged =
                swept.tables().stream().map(table -> table.table().name()).collect(Collectors.toSet());
        assertThat(judged).containsAll(organization.lasting(place, from, to));
        for (TableResult table : swept.tables()) {
            String name = table.table().name();
            switch (table.judgement().verdict()) {
                case Verdict.Compliant _ ->
                    assertThat(organization.wasTrue(place, name, true, from, to))
                            .as(name)
                            .isTrue();
                case Verdict.NonCompliant _ ->
                    assertThat(organization.wasTrue(place, name, false, from, to))
                            .as(name)
                            .isTrue();
                // It went, and perhaps came again, while it was read.
                case Verdict.NotApplicable _, Verdict.Undetermined _ ->
                    assertThat(organization.lasting(place, from, to))
                            .as("%s", table.judgement())
                            .doesNotContain(name);
                case Verdict.Exempt _ -> throw new AssertionError(place + " " + name + ": " + table.judgement());
            }
        }
    }

    private static void assertSkipped(SimulatedOrganization organization, OrganizationPlan plan) {
        Set<String> suspended = organization.accounts().stream()
                .filter(account -> organization.trouble(account) == Trouble.SUSPENDED)
                .collect(Collectors.toSet());
        assertThat(plan.skipped())
                .extracting(skipped -> skipped.account().id())
                .containsExactlyInAnyOrderElementsOf(suspended);
        assertThat(plan.gaps()).isEmpty();
    }

    /** No worker takes longer than the reads that its place needs at AWS's pace. */
    private static void assertPace(SimulatedOrganization organization, OrganizationResult result) {
        double floors = 0;
        double taken = 0;
        int tables = 0;
        for (int i = 0; i < result.sweeps().size(); i++) {
            Place place = of(result.plan().places().get(i));
            SweepResult swept = result.sweeps().get(i);
            tables += swept.tables().size();
            // Beside a neighbour nobody knows the floor: benchmarks/ measure that.
            if (swept.listingFailure().isEmpty() && organization.trouble(place.account()) != Trouble.NEIGHBOUR) {
                floors += Math.max(0, swept.tables().size() - 1) / READS_PER_SECOND;
                taken += Duration.between(swept.startedAt(), swept.finishedAt()).toMillis() / 1000.0;
            }
        }
        System.out.printf(
                "simulation: %,d accounts and regions, %,d tables, %,d changes meanwhile; workers %.0f s, floors %.0f s, ratio %.3f%n",
                result.sweeps().size(), tables, organization.changes(), taken, floors, taken / floors);
        assertThat(taken / floors).isLessThanOrEqualTo(BOUND);
    }
}

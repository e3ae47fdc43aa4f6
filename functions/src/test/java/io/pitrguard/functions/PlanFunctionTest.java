package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.config.HubSettings;
import io.pitrguard.config.Mode;
import io.pitrguard.report.Json;
import io.pitrguard.report.OrganizationView;
import io.pitrguard.report.PlaceView;
import io.pitrguard.report.SweepKeys;
import io.pitrguard.report.SweepPlanView;
import io.pitrguard.report.SweepPlanView.KnownAccountView;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.wiring.HubWiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link PlanFunction}: which places it plans, what it leaves for others, and that one sweep runs at a time. */
class PlanFunctionTest {
    private static final String SUSPENDED = "333333333333";

    private final HubTestBed hub = new HubTestBed();
    private final String own = hub.aws.sandbox().account();

    @AfterEach
    void close() {
        hub.close();
    }

    private SweepPlanView stored() {
        return hub.documents()
                .plan(HubTestBed.SWEEP)
                .success()
                .flatMap(plan -> plan)
                .orElseThrow();
    }

    private List<KnownAccountView> known() {
        return hub.documents()
                .organization()
                .success()
                .flatMap(all -> all)
                .orElseThrow()
                .accounts();
    }

    private String organization() {
        String unit = hub.aws.sandbox().organization().unit("Workloads");
        hub.aws
                .sandbox()
                .organization()
                .account(HubTestBed.SHOP, "shop", unit, "ACTIVE", Set.of("eu-west-1"))
                .account(SUSPENDED, "old", unit, "SUSPENDED", Set.of("eu-west-1"))
                .tag(HubTestBed.SHOP, "pitr-guard:owner", "shop-team");
        return unit;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void plansTheAccountsOfTheOrganization(boolean remediates) {
        hub.policy = remediates ? ConfigRuleTestBed.REMEDIATE : hub.policy;
        String unit = organization();
        List<OrganizationView.UnitView> units = List.of(new OrganizationView.UnitView(unit, "Workloads"));

        Map<?, ?> answer = hub.plan();

        assertThat(answer)
                .isEqualTo(Map.of(
                        "sweep",
                        HubTestBed.SWEEP,
                        "busy",
                        false,
                        "bucket",
                        HubTestBed.BUCKET,
                        "places",
                        "sweeps/sweep-1/places.json",
                        "count",
                        2L));
        assertThat(stored().started()).isEqualTo(HubTestBed.STARTED);
        assertThat(stored().places())
                .containsExactly(
                        new PlaceView(HubTestBed.SHOP, "shop", "eu-west-1", units),
                        new PlaceView(own, "security", "eu-west-1", List.of()));
        assertThat(stored().owners()).containsExactly(new SweepPlanView.OwnerView(HubTestBed.SHOP, "shop-team"));
        assertThat(stored().skipped())
                .extracting(skipped -> skipped.account().id() + skipped.reason())
                .containsExactly(SUSPENDED + "suspended");
        assertThat(known())
                .containsExactly(
                        new KnownAccountView(HubTestBed.SHOP, "shop", "ACTIVE", units, "shop-team", null),
                        new KnownAccountView(own, "security", "ACTIVE", List.of(), null, null),
                        new KnownAccountView(SUSPENDED, "old", "SUSPENDED", units, null, "suspended"));
    }

    @Test
    void listsThePlacesForTheMap() {
        organization();

        hub.plan();

        assertThat(Json.parse(hub.bucket.text("sweeps/sweep-1/places.json").orElseThrow()))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .extracting(place -> ((Map<?, ?>) place).keySet().toString())
                .containsOnly("[account, name, region, units]");
    }

    @Test
    void plansTheRegionsThatEachAccountHasEnabled() {
        hub.member(HubTestBed.SHOP, "shop").member(HubTestBed.BANK, "bank");
        hub.aws.sandbox().organization().removeRole(HubTestBed.BANK, "pitr-guard-member");
        hub.scope = HubSettings.Scope.EVERYTHING;

        hub.plan();

        assertThat(stored().places())
                .extracting(place -> place.account() + " " + place.region())
                .containsExactly(
                        HubTestBed.SHOP + " eu-west-1",
                        HubTestBed.SHOP + " us-east-1",
                        own + " eu-west-1",
                        own + " us-east-1");
        assertThat(stored().failed()).singleElement().satisfies(failed -> {
            assertThat(failed.account().id()).isEqualTo(HubTestBed.BANK);
            assertThat(failed.cause()).contains("sts:AssumeRole");
        });
    }

    @Test
    void plansItsOwnPlaceInALargeAccountAndAsksNobody() {
        hub.mode = Mode.LARGE_ACCOUNT;

        hub.plan();

        // Its role may do nothing else.
        assertThat(hub.aws.sandbox().calls().all())
                .extracting(call -> call.operation())
                .containsOnly("PutItem", "PutObject");
        assertThat(stored().places()).containsExactly(new PlaceView(own, "", "eu-west-1", List.of()));
        assertThat(hub.bucket.text(SweepKeys.ORGANIZATION)).isEmpty();
    }

    /** A new version may ask for more than an earlier one stored, and nobody else writes it anew. */
    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "{\"at\": \"2026-11-30\", \"accounts\": [{}]}"})
    void replacesAnOrganizationThatItDoesNotUnderstand(String stored) {
        organization();
        hub.bucket.put(SweepKeys.ORGANIZATION, stored);

        assertThat(hub.plan().get("busy")).isEqualTo(false);

        assertThat(known()).extracting(KnownAccountView::id).contains(HubTestBed.SHOP, SUSPENDED);
    }

    @Test
    void doesNothingWhileAnotherSweepRuns() {
        organization();
        hub.plan("first");

        Map<?, ?> second = hub.plan("second");

        assertThat(second)
                .isEqualTo(
                        Map.of(
                                "sweep", "second",
                                "busy", true,
                                "message",
                                        "Sweep first is still running. This one does nothing: two at once would share the quota of reads."));
        assertThat(hub.bucket.keys("sweeps/second/")).isEmpty();
        assertThat(hub.plan("first").get("busy")).as("a retry").isEqualTo(false);
        hub.aws.time().advance(HubSettings.LONGEST_SWEEP);
        assertThat(hub.plan("second").get("busy")).isEqualTo(false);
    }

    @Test
    void doesNotHoldUpTheNextSweepWhenItFails() {
        organization();
        hub.aws.sandbox().faults().add(Fault.on("PutObject", Effect.DENIED).times(1));

        assertThatThrownBy(() -> hub.plan("first"))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("The plan could not be stored. AWS denied")
                .hasMessageContaining("s3:PutObject");

        assertThat(hub.plan("second").get("busy")).isEqualTo(false);
    }

    @Test
    void keepsAccountsThatItCouldNotListNow() {
        organization();
        hub.plan("first");
        hub.aws.sandbox().faults().add(Fault.on("ListAccountsForParent", Effect.DENIED));
        hub.aws.time().advance(HubSettings.LONGEST_SWEEP);

        hub.plan();

        assertThat(stored().places()).isEmpty();
        assertThat(stored().gaps()).isNotEmpty();
        assertThat(known()).extracting(KnownAccountView::id).containsExactly(HubTestBed.SHOP, own, SUSPENDED);
    }

    @Test
    void forgetsAccountsThatLeft() {
        organization();
        hub.plan("first");
        hub.bucket.put(
                "organization.json",
                hub.bucket.text("organization.json").orElseThrow().replace(SUSPENDED, "444444444444"));
        hub.aws.time().advance(HubSettings.LONGEST_SWEEP);

        hub.plan();

        assertThat(known()).extracting(KnownAccountView::id).containsExactly(HubTestBed.SHOP, own, SUSPENDED);
    }

    @Test
    void keepsTheOwnerThatItCouldNotReadNow() {
        organization();
        hub.plan("first");
        hub.aws.sandbox().faults().add(Fault.on("ListTagsForResource", Effect.DENIED));
        hub.aws.time().advance(HubSettings.LONGEST_SWEEP);

        hub.plan();

        assertThat(stored().owners()).containsExactly(new SweepPlanView.OwnerView(HubTestBed.SHOP, "shop-team"));
        assertThat(stored().gaps())
                .singleElement()
                .asString()
                .contains("The owner of 2 accounts could not be read; the last one known counts.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"started\":\"2026-11-22T10:00:00Z\"}",
                "{\"sweep\":\"a/b\",\"started\":\"2026-11-22T10:00:00Z\"}",
                "{\"sweep\":\"a\"}",
                "[]"
            })
    void refusesWhatTheStateMachineDoesNotGive(String input) {
        assertThatThrownBy(() -> hub.invoke(PlanFunction::new, input)).isInstanceOf(InvocationFailedException.class);
        assertThat(hub.aws.sandbox().calls().all()).isEmpty();
    }

    @Test
    void takesTheEventOfTheExamples() throws IOException {
        String event = Files.readString(Path.of("..", "events", "plan", "execution.json"));

        assertThat(hub.invoke(PlanFunction::new, event).get("busy")).isEqualTo(false);
    }

    @Test
    void needsABucket() {
        assertThatThrownBy(() -> HubWiring.bucket(HubSettings.NONE))
                .hasMessageContaining("PITR_GUARD_SWEEPS_BUCKET is not set. Set it");
        assertThat(Optional.of(HubWiring.bucket(hub.settings().hub()))).hasValue(HubTestBed.BUCKET);
    }
}

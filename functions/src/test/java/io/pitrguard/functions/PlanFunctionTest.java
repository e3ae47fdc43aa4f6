package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.config.HubSettings;
import io.pitrguard.config.Mode;
import io.pitrguard.domain.policy.UnitPattern;
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
import java.time.Duration;
import java.util.HashMap;
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
                                "heldBy", "first",
                                "holder", "first",
                                "overdue", false,
                                "message",
                                        "Sweep first is still running, or ended without releasing the lease. This one does nothing: two at once would share the quota of reads."));
        assertThat(hub.bucket.keys("sweeps/second/")).isEmpty();
        assertThat(hub.plan("first").get("busy")).as("a retry").isEqualTo(false);
        hub.aws.time().advance(HubSettings.LONGEST_SWEEP);
        assertThat(hub.plan("second").get("busy"))
                .as("calls outlive the state machine")
                .isEqualTo(true);
        hub.aws.time().advance(Duration.ofMinutes(20));
        assertThat(hub.plan("second").get("busy")).isEqualTo(false);
    }

    private Map<?, ?> planOf(String sweep, Map<String, String> more) {
        Map<String, String> input = new HashMap<>(Map.of(
                "sweep",
                sweep,
                "started",
                HubTestBed.STARTED,
                "execution",
                "arn:aws:states:eu-west-1:123456789012:execution:pitr-guard-sweep:" + sweep));
        input.putAll(more);
        return hub.invoke(PlanFunction::new, Json.write(input));
    }

    @Test
    void namesTheExecutionThatHoldsTheLease() {
        planOf("first", Map.of());

        assertThat(planOf("second", Map.of()).get("holder"))
                .isEqualTo("arn:aws:states:eu-west-1:123456789012:execution:pitr-guard-sweep:first");
    }

    /** It was stopped, or killed with its summary: the state machine asked Step Functions. */
    @Test
    void takesTheLeaseOverFromASweepThatHasEnded() {
        planOf("first", Map.of());

        assertThat(planOf("second", Map.of("ended", "first")).get("busy")).isEqualTo(false);

        assertThat(planOf("third", Map.of("ended", "first")).get("heldBy"))
                .as("only from that one")
                .isEqualTo("second");
    }

    @Test
    void isOverdueAfterThreeIntervals() {
        planOf("first", Map.of());

        hub.aws.time().advance(Duration.ofHours(3).minusSeconds(2));
        assertThat(planOf("second", Map.of()).get("overdue")).isEqualTo(false);
        hub.aws.time().advance(Duration.ofSeconds(2));
        assertThat(planOf("third", Map.of()).get("overdue")).isEqualTo(true);
    }

    @Test
    void keepsTheLeaseWhenItFailsBecauseItIsRepeated() {
        organization();
        hub.aws.sandbox().faults().add(Fault.on("PutObject", Effect.DENIED));

        assertThatThrownBy(() -> hub.plan("first"))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("The plan could not be stored. AWS denied")
                .hasMessageContaining("s3:PutObject");
        hub.aws.sandbox().faults().clear();

        assertThat(hub.plan("second").get("heldBy")).isEqualTo("first");
        assertThat(hub.plan("first").get("busy")).as("its repetition").isEqualTo(false);
        assertThat(planOf("second", Map.of("ended", "first")).get("busy"))
                .as("once its execution has failed")
                .isEqualTo(false);
    }

    /** The state machine may go through the places of the first one already. */
    @Test
    void aRepetitionAnswersFromThePlanThatIsStored() {
        organization();
        Map<?, ?> answer = hub.plan();
        List<String> keys = hub.bucket.keys("");
        List<Optional<String>> stored = keys.stream().map(hub.bucket::text).toList();
        hub.member(HubTestBed.BANK, "bank");
        hub.aws.time().advance(Duration.ofMinutes(1));

        assertThat(hub.plan()).isEqualTo(answer);

        assertThat(hub.bucket.keys("")).isEqualTo(keys);
        assertThat(keys.stream().map(hub.bucket::text)).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sweeps/sweep-1/places.json", SweepKeys.ORGANIZATION})
    void aRepetitionAddsWhatThePlanThatIsStoredDidNotComeTo(String key) {
        organization();
        hub.plan();
        String first = hub.bucket.text(key).orElseThrow();
        hub.bucket.delete(key);

        hub.plan();

        assertThat(hub.bucket.text(key)).hasValue(first);
    }

    @Test
    void keepsAccountsThatItCouldNotListNow() {
        organization();
        hub.plan("first");
        hub.aws.sandbox().faults().add(Fault.on("ListAccountsForParent", Effect.DENIED));
        hub.aws.time().advance(HubSettings.LEASE);

        hub.plan();

        assertThat(stored().places()).isEmpty();
        assertThat(stored().gaps()).isNotEmpty();
        assertThat(stored().failed())
                .as("not listed is not gone")
                .extracting(failed -> failed.account().id())
                .containsExactly(HubTestBed.SHOP, own);
        assertThat(known()).extracting(KnownAccountView::id).containsExactly(HubTestBed.SHOP, own, SUSPENDED);
    }

    /** Deployed, green and blind: the scope, or the policy, names a unit that was renamed. */
    @Test
    void tellsWhatFitsNoUnit() {
        organization();
        hub.scope = new HubSettings.Scope(
                List.of(), List.of(new UnitPattern("Worklaods")), List.of(), List.of(), List.of("eu-west-1"));

        assertThat(hub.plan().get("count")).isEqualTo(0L);

        assertThat(stored().gaps())
                .extracting(OrganizationView.GapView::text)
                .singleElement()
                .asString()
                .startsWith("No organizational unit fits 'Worklaods' of ous (--ou): it selects no account.");
    }

    @Test
    void understandsTheRoot() {
        organization();
        hub.scope = new HubSettings.Scope(
                List.of(), List.of(new UnitPattern("r-sb01")), List.of(), List.of(), List.of("eu-west-1"));

        assertThat(hub.plan().get("count")).isEqualTo(2L);
        assertThat(stored().gaps()).isEmpty();
    }

    /** What fits nothing is no reason to keep accounts in the organization that left it. */
    @Test
    void forgetsAccountsThatLeftWhateverTheScopeNames() {
        hub.scope = new HubSettings.Scope(
                List.of(), List.of(), List.of(), List.of(new UnitPattern("Nowhere")), List.of("eu-west-1"));
        forgetsAccountsThatLeft();
        assertThat(stored().gaps()).hasSize(1);
    }

    @Test
    void forgetsAccountsThatLeft() {
        organization();
        hub.plan("first");
        hub.bucket.put(
                "organization.json",
                hub.bucket
                        .text("organization.json")
                        .orElseThrow()
                        .replace(SUSPENDED, "444444444444")
                        .replace(HubTestBed.SHOP, "555555555555"));
        hub.aws.time().advance(HubSettings.LEASE);

        hub.plan();

        assertThat(stored().failed()).as("gone, not unlisted").isEmpty();
        assertThat(known()).extracting(KnownAccountView::id).containsExactly(HubTestBed.SHOP, own, SUSPENDED);
    }

    @Test
    void keepsTheOwnerThatItCouldNotReadNow() {
        organization();
        hub.plan("first");
        hub.aws.sandbox().faults().add(Fault.on("ListTagsForResource", Effect.DENIED));
        hub.aws.time().advance(HubSettings.LEASE);

        hub.plan();

        assertThat(stored().owners()).containsExactly(new SweepPlanView.OwnerView(HubTestBed.SHOP, "shop-team"));
        assertThat(stored().gaps()).as("no account is missing for that").isEmpty();
        assertThat(stored().problems())
                .singleElement()
                .asString()
                .startsWith(
                        "The owners of some accounts could not be read; the last ones known count. 2 accounts: AWS denied");
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

package io.pitrguard.functions;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import io.pitrguard.config.HubSettings;
import io.pitrguard.config.Mode;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.organization.MemberAccount;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.organization.OrganizationPlan;
import io.pitrguard.organization.OwnerLookup;
import io.pitrguard.organization.PlaceHints;
import io.pitrguard.port.SweepLease;
import io.pitrguard.port.Time;
import io.pitrguard.report.Json;
import io.pitrguard.report.PlaceView;
import io.pitrguard.report.SweepDocuments;
import io.pitrguard.report.SweepKeys;
import io.pitrguard.report.SweepPlanView;
import io.pitrguard.report.SweepPlanView.KnownAccounts;
import io.pitrguard.report.SweepPlans;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.HubWiring;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Begins a sweep of a state machine: makes sure that no other one runs, and plans which accounts and regions it goes through. */
public final class PlanFunction extends Handler {
    private static final String UNSTORED = "The plan could not be stored.";

    private final HubSettings hub;
    private final Policy policy;
    private final AwsClients clients;
    private final SweepLease lease;
    private final Time time;
    private final SweepDocuments documents;

    /** Wires the function from its environment; Lambda calls this. */
    public PlanFunction() {
        this(Deployment.onLambda());
    }

    /** Wires the function from these settings, to run on this clock. */
    public PlanFunction(Settings settings, Time time) {
        this(Deployment.of(settings, time));
    }

    /** Takes its collaborators. */
    PlanFunction(Deployment deployment) {
        super(deployment, "planning");
        this.hub = deployment.settings().hub();
        this.policy = deployment.settings().policy();
        this.clients = deployment.clients();
        this.lease = HubWiring.lease(clients, deployment.settings().ledger(), deployment.time());
        this.time = clients.time(deployment.time());
        this.documents = HubWiring.documents(clients, hub);
    }

    @Override
    String handle(String event, Invocation invocation) throws InterruptedException {
        PlanEvent asked = PlanEvent.parse(event);
        asked.ended().flatMap(ended -> lease.release(invocation.where(), ended)).ifPresent(cause -> {
            throw new InvocationFailedException(cause.message());
        });
        SweepLease.Held held = Required.of(lease.take(invocation.where(), asked.sweep(), HubSettings.LEASE));
        if (!held.by().equals(asked.sweep())) {
            return answer(invocation, busy(asked, held));
        }
        return answer(invocation, plan(asked, invocation));
    }

    private static String answer(Invocation invocation, Map<String, ?> answer) {
        String json = Json.write(answer);
        invocation.log(json, LogLevel.INFO);
        return json;
    }

    /** The state machine asks Step Functions whether the other one still runs, and fails where that lasts too long. */
    private Map<String, Object> busy(PlanEvent asked, SweepLease.Held held) {
        Duration most = hub.sweepInterval().multipliedBy(HubSettings.MOST_INTERVALS);
        Instant since = held.until().minus(HubSettings.LEASE);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("sweep", asked.sweep());
        answer.put("busy", true);
        answer.put("heldBy", held.by());
        answer.put("holder", asked.executionOf(held.by()));
        answer.put("overdue", !time.awsInstant().isBefore(since.plus(most)));
        answer.put(
                "message",
                "Sweep %s is still running, or ended without releasing the lease. This one does nothing: two at once would share the quota of reads."
                        .formatted(held.by()));
        return answer;
    }

    private Map<String, Object> plan(PlanEvent asked, Invocation invocation) throws InterruptedException {
        boolean organization = hub.mode() == Mode.ORGANIZATION;
        Optional<KnownAccounts> earlier = organization ? Required.of(documents.organization()) : Optional.empty();
        OrganizationPlan plan = plan(invocation.where());
        OwnerLookup.Owners owners = owners(plan).or(SweepPlans.owners(earlier));
        PlaceHints.Found hints = hints(invocation.where(), plan, SweepPlans.plannedAt(earlier));
        SweepPlanView own = SweepPlans.of(asked.sweep(), asked.started(), plan, owners, earlier)
                .with(hints.failure().map(this::unordered));
        boolean first = Required.of(UNSTORED, documents.writeNew(SweepKeys.plan(asked.sweep()), own));
        SweepPlanView view = first ? own : stored(asked.sweep());
        // The state machine begins with the first of them.
        List<PlaceView> places = first ? SweepPlans.places(plan.beginningWith(hints.first())) : view.places();
        Required.of(UNSTORED, documents.writeNew(SweepKeys.places(asked.sweep()), places));
        if (organization && (first || !isPlanned(earlier, asked))) {
            Required.done(
                    UNSTORED,
                    documents.write(
                            SweepKeys.ORGANIZATION, SweepPlans.accounts(plan, owners, earlier, invocation.now())));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("sweep", asked.sweep());
        answer.put("busy", false);
        answer.put("bucket", HubWiring.bucket(hub));
        answer.put("places", SweepKeys.places(asked.sweep()));
        answer.put("count", view.places().size());
        hub.configAggregator().ifPresent(_ -> answer.put("first", named(plan, hints)));
        return answer;
    }

    /** An earlier invocation of the same call stored it: the state machine may go through its places already. */
    private SweepPlanView stored(String sweep) {
        return Required.of(documents.plan(sweep))
                .orElseThrow(() -> new InvocationFailedException(
                        "The plan of sweep %s was stored and is not in the bucket any more.".formatted(sweep)));
    }

    /** Whether an invocation of the same call stored the accounts. */
    private static boolean isPlanned(Optional<KnownAccounts> accounts, PlanEvent asked) {
        return SweepPlans.plannedAt(accounts)
                .filter(at -> !at.isBefore(asked.started()))
                .isPresent();
    }

    private PlaceHints.Found hints(AccountRegion here, OrganizationPlan plan, Optional<Instant> lastPlan) {
        return plan.places().size() < 2
                ? PlaceHints.Found.NOTHING
                : HubWiring.placeHints(clients, here, hub, time)
                        .map(hints -> hints.find(lastPlan))
                        .orElse(PlaceHints.Found.NOTHING);
    }

    private static long named(OrganizationPlan plan, PlaceHints.Found hints) {
        Set<AccountRegion> first = Set.copyOf(hints.first());
        return plan.places().stream()
                .filter(place -> first.contains(place.where()))
                .count();
    }

    private String unordered(Cause cause) {
        return "The sweep may begin in any account and region: the aggregator %s of AWS Config could not be asked which are urgent. %s"
                .formatted(hub.configAggregator().orElse(""), cause.message());
    }

    private OrganizationPlan plan(AccountRegion here) throws InterruptedException {
        if (hub.mode() == Mode.ORGANIZATION) {
            return HubWiring.planner(clients, here, hub).plan(HubWiring.scope(hub.scope()), policy);
        }
        MemberAccount own = new MemberAccount(here.account(), "", MemberAccount.State.ACTIVE, List.of());
        return new OrganizationPlan(List.of(new OrganizationPlan.Place(own, here)), List.of(), List.of(), List.of());
    }

    private OwnerLookup.Owners owners(OrganizationPlan plan) throws InterruptedException {
        return hub.mode() == Mode.ORGANIZATION ? HubWiring.owners(clients).of(plan) : OwnerLookup.Owners.NONE;
    }
}

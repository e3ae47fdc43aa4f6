package io.pitrguard.functions;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import io.pitrguard.config.HubSettings;
import io.pitrguard.config.Mode;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.organization.MemberAccount;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.organization.OrganizationPlan;
import io.pitrguard.organization.OwnerLookup;
import io.pitrguard.port.Result;
import io.pitrguard.port.SweepLease;
import io.pitrguard.port.Time;
import io.pitrguard.report.Json;
import io.pitrguard.report.SweepDocuments;
import io.pitrguard.report.SweepKeys;
import io.pitrguard.report.SweepPlanView;
import io.pitrguard.report.SweepPlanView.KnownAccounts;
import io.pitrguard.report.SweepPlans;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.HubWiring;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Begins a sweep of a state machine: makes sure that no other one runs, and plans which accounts and regions it goes through. */
public final class PlanFunction extends Handler {
    private final HubSettings hub;
    private final AwsClients clients;
    private final SweepLease lease;
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
        this.clients = deployment.clients();
        this.lease = HubWiring.lease(clients, deployment.settings().ledger(), deployment.time());
        this.documents = HubWiring.documents(clients, hub);
    }

    @Override
    String handle(String event, Invocation invocation) throws InterruptedException {
        PlanEvent asked = PlanEvent.parse(event);
        String holder = needed(lease.take(invocation.where(), asked.sweep(), HubSettings.LONGEST_SWEEP));
        if (!holder.equals(asked.sweep())) {
            return answer(invocation, busy(asked, holder));
        }
        boolean planned = false;
        try {
            String answer = answer(invocation, plan(asked, invocation));
            planned = true;
            return answer;
        } finally {
            if (!planned) {
                // Otherwise a sweep that never began would hold up the next ones for hours.
                lease.release(invocation.where(), asked.sweep());
            }
        }
    }

    private static String answer(Invocation invocation, Map<String, ?> answer) {
        String json = Json.write(answer);
        invocation.log(json, LogLevel.INFO);
        return json;
    }

    private static Map<String, Object> busy(PlanEvent asked, String holder) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("sweep", asked.sweep());
        answer.put("busy", true);
        answer.put(
                "message",
                "Sweep %s is still running. This one does nothing: two at once would share the quota of reads."
                        .formatted(holder));
        return answer;
    }

    private Map<String, Object> plan(PlanEvent asked, Invocation invocation) throws InterruptedException {
        boolean organization = hub.mode() == Mode.ORGANIZATION;
        Optional<KnownAccounts> earlier = organization ? needed(documents.earlierOrganization()) : Optional.empty();
        OrganizationPlan plan = plan(invocation.where());
        OwnerLookup.Owners owners = owners(plan).or(SweepPlans.owners(earlier));
        SweepPlanView view = SweepPlans.of(asked.sweep(), asked.started(), plan, owners);
        store(documents.write(SweepKeys.plan(asked.sweep()), view));
        store(documents.write(SweepKeys.places(asked.sweep()), view.places()));
        if (organization) {
            store(documents.write(
                    SweepKeys.ORGANIZATION, SweepPlans.accounts(plan, owners, earlier, invocation.now())));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("sweep", asked.sweep());
        answer.put("busy", false);
        answer.put("bucket", HubWiring.bucket(hub));
        answer.put("places", SweepKeys.places(asked.sweep()));
        answer.put("count", view.places().size());
        return answer;
    }

    private OrganizationPlan plan(AccountRegion here) throws InterruptedException {
        if (hub.mode() == Mode.ORGANIZATION) {
            return HubWiring.planner(clients, here, hub).plan(HubWiring.scope(hub.scope()));
        }
        MemberAccount own = new MemberAccount(here.account(), "", MemberAccount.State.ACTIVE, List.of());
        return new OrganizationPlan(List.of(new OrganizationPlan.Place(own, here)), List.of(), List.of(), List.of());
    }

    private OwnerLookup.Owners owners(OrganizationPlan plan) throws InterruptedException {
        return hub.mode() == Mode.ORGANIZATION ? HubWiring.owners(clients).of(plan) : OwnerLookup.Owners.NONE;
    }

    private static <T> T needed(Result<T> result) {
        return switch (result) {
            case Result.Success<T>(T value) -> value;
            case Result.Failure<T>(Cause cause) -> throw new InvocationFailedException(cause.message());
        };
    }

    private static void store(Optional<Cause> failure) {
        failure.ifPresent(cause -> {
            throw new InvocationFailedException("The plan could not be stored. " + cause.message());
        });
    }
}

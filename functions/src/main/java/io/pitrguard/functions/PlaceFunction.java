package io.pitrguard.functions;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import io.pitrguard.config.FunctionKind;
import io.pitrguard.config.HubSettings;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.selfcheck.HealthFinding;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.SweepListener;
import io.pitrguard.port.Time;
import io.pitrguard.report.Json;
import io.pitrguard.report.PartViews;
import io.pitrguard.report.SweepDocuments;
import io.pitrguard.report.SweepKeys;
import io.pitrguard.report.SweepView;
import io.pitrguard.report.SweepViews;
import io.pitrguard.sweep.Selection;
import io.pitrguard.sweep.SweepOrder;
import io.pitrguard.sweep.SweepResult;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.HubWiring;
import io.pitrguard.wiring.MemberAccess;
import io.pitrguard.wiring.OrganizationWiring;
import io.pitrguard.wiring.Wiring;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Works on one place, an account and region, in as many calls as that takes: each judges what time allows, stores it and
 * answers whether there is more. A call that is repeated overwrites its own part.
 */
public final class PlaceFunction extends Handler {
    private final Settings settings;
    private final HubSettings hub;
    private final AwsClients clients;
    private final Time time;
    private final SweepDocuments documents;

    // Sessions last for an hour, and a function that is warm sees many places.
    private @Nullable MemberAccess members;

    /** Wires the function from its environment; Lambda calls this. */
    public PlaceFunction() {
        this(Deployment.onLambda());
    }

    /** Wires the function from these settings, to run on this clock. */
    public PlaceFunction(Settings settings, Time time) {
        this(Deployment.of(settings, time));
    }

    /** Takes its collaborators. */
    PlaceFunction(Deployment deployment) {
        super(deployment, "sweep");
        this.settings = deployment.settings();
        this.hub = settings.hub();
        this.clients = deployment.clients();
        this.time = deployment.time();
        this.documents = HubWiring.documents(clients, hub);
    }

    @Override
    String handle(String event, Invocation invocation) throws InterruptedException {
        PlaceEvent asked = PlaceEvent.parse(event);
        AccountRegion where = asked.place().where(invocation.where().partition());
        SweepOrder order = order(asked, where, invocation).with(new EarlierCalls(documents).before(asked));
        AwsClients there = members(invocation.where()).to(where);
        SweepResult result =
                Wiring.sweep(there, clients, settings, Trigger.SWEEP, time).run(order, SweepListener.SILENT);
        List<String> problems = problems(asked, where, invocation, result);
        SweepView whole = SweepViews.of(result);
        store(documents.write(SweepKeys.tables(asked.sweep(), asked.place(), asked.call()), whole));
        store(documents.write(
                SweepKeys.part(asked.sweep(), asked.place(), asked.call()),
                PartViews.of(asked.place(), asked.call(), result, whole, problems)));
        return answer(asked, result, whole, invocation);
    }

    private static String answer(PlaceEvent asked, SweepResult result, SweepView whole, Invocation invocation) {
        Map<String, @Nullable Object> answer = asked.answer(result.left().any());
        Map<String, @Nullable Object> line = new LinkedHashMap<>(answer);
        line.put("sweptBy", asked.call());
        line.put("failure", whole.sweep().failure());
        line.put("ledgerFailure", whole.sweep().ledgerFailure());
        line.put("reads", whole.sweep().reads());
        line.put("summary", whole.summary());
        invocation.log(Json.write(line), LogLevel.INFO);
        return Json.write(answer);
    }

    private SweepOrder order(PlaceEvent asked, AccountRegion where, Invocation invocation) {
        return new SweepOrder(
                asked.sweep(),
                where,
                settings.policy().within(asked.place().organizationalUnits()),
                settings.act(),
                invocation.fleetBudget().readUntil(),
                Selection.EVERYTHING);
    }

    private MemberAccess members(AccountRegion here) {
        MemberAccess known = members;
        if (known == null) {
            known = HubWiring.members(clients, here, hub, FunctionKind.PLACE);
            members = known;
        }
        return known;
    }

    /** Where nothing could be listed, the reason is known; and the hub's own place forwards nothing. */
    private List<String> problems(PlaceEvent asked, AccountRegion where, Invocation invocation, SweepResult result) {
        boolean first = asked.call() == 1 && result.listingFailure().isEmpty();
        Optional<String> bus = hub.busArn().filter(_ -> first && !where.equals(invocation.where()));
        return bus
                .map(arn -> OrganizationWiring.forwarding(
                                members(invocation.where()).to(where), arn)
                        .run(where))
                .filter(HealthFinding::isBlindSpot)
                .map(PlaceFunction::message)
                .stream()
                .toList();
    }

    private static String message(HealthFinding finding) {
        return switch (finding) {
            case HealthFinding.Problem problem -> problem.what() + " " + problem.remedy();
            case HealthFinding.Unknown unknown -> unknown.what();
            case HealthFinding.Ok ok -> ok.what();
        };
    }

    private static void store(Optional<Cause> failure) {
        failure.ifPresent(cause -> {
            throw new InvocationFailedException("The result could not be stored. " + cause.message());
        });
    }
}

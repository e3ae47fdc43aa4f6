package io.pitrguard.functions;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import io.pitrguard.concurrent.Workers;
import io.pitrguard.config.FunctionKind;
import io.pitrguard.config.HubSettings;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.selfcheck.HealthFinding;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.SweepLease;
import io.pitrguard.port.SweepListener;
import io.pitrguard.port.Time;
import io.pitrguard.report.Json;
import io.pitrguard.report.PartView;
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
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Works on one place, an account and region, in as many calls as that takes: each judges what time allows, stores it and
 * answers whether there is more. A call that is repeated answers from the part that it stored; while the first one still
 * runs, it fails.
 */
public final class PlaceFunction extends Handler {
    private static final String UNSTORED = "The result could not be stored.";

    private final Settings settings;
    private final HubSettings hub;
    private final AwsClients clients;
    private final Time time;
    private final SweepDocuments documents;
    private final SweepLease workers;
    private final SecurityConsole securityHub;

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
        this.workers = HubWiring.workers(clients, settings.ledger(), time);
        this.securityHub = new SecurityConsole(deployment);
    }

    @Override
    String handle(String event, Invocation invocation) throws InterruptedException {
        PlaceEvent asked = PlaceEvent.parse(event);
        AccountRegion where = asked.place().where(invocation.where().partition());
        // Two workers in one account and region would share its quota of reads, and judge its tables twice.
        SoleInvocation sole = new SoleInvocation(workers, where, invocation);
        sole.begin("works on account %s in %s".formatted(where.account(), where.region()));
        try {
            EarlierCalls earlier = EarlierCalls.of(documents, asked);
            return earlier.own().isPresent()
                    ? Json.write(asked.answer(earlier.own().get().more()))
                    : sweep(asked, where, earlier, invocation);
        } finally {
            sole.end();
        }
    }

    private String sweep(PlaceEvent asked, AccountRegion where, EarlierCalls earlier, Invocation invocation)
            throws InterruptedException {
        Instant end =
                asked.started().map(at -> at.plus(HubSettings.LONGEST_READING)).orElse(Instant.MAX);
        Instant readUntil = invocation.fleetBudget().readUntil();
        boolean last = asked.call() >= EarlierCalls.MOST_CALLS || !readUntil.isBefore(end);
        SweepOrder order = order(asked, where, end.isBefore(readUntil) ? end : readUntil)
                .with(settings.ledger().location(invocation.where()))
                .with(earlier.continuation(last));
        AwsClients there = members(invocation.where()).to(where);
        SweepResult result;
        List<String> problems;
        // After few reads, another call would be a large part of the whole: it is made beside them.
        try (Workers beside = new Workers(1)) {
            Future<List<String>> checked = beside.start(() -> problems(asked, there, where, invocation));
            result = Wiring.sweep(there, clients, settings, Trigger.SWEEP, time).run(order, SweepListener.SILENT);
            // Where nothing could be listed, the reason is known.
            problems = result.listingFailure().isEmpty() ? Workers.await(checked) : List.of();
        }
        SweepView whole = SweepViews.of(result);
        boolean more = stored(asked, whole, PartViews.of(asked.place(), asked.call(), result, whole, problems));
        securityHub.send(result, whole, earlier.judged(), invocation);
        return answer(asked, more, whole, invocation);
    }

    /**
     * Stores evidence and part; returns whether there is more. The part of an earlier invocation of the same call stays,
     * with its evidence: later calls may have gone on from it.
     */
    private boolean stored(PlaceEvent asked, SweepView whole, PartView part) {
        String evidence = SweepKeys.tables(asked.sweep(), asked.place(), asked.call());
        boolean first = Required.of(UNSTORED, documents.writeNew(evidence, whole));
        String key = SweepKeys.part(asked.sweep(), asked.place(), asked.call());
        if (!Required.of(UNSTORED, documents.writeNew(key, part))) {
            return EarlierCalls.of(documents, asked).own().orElse(part).more();
        }
        if (!first) {
            // An invocation that was killed left its evidence, and no part.
            Required.done(UNSTORED, documents.write(evidence, whole));
        }
        return part.more();
    }

    private static String answer(PlaceEvent asked, boolean more, SweepView whole, Invocation invocation) {
        Map<String, @Nullable Object> answer = asked.answer(more);
        Map<String, @Nullable Object> line = new LinkedHashMap<>(answer);
        line.put("sweptBy", asked.call());
        line.put("failure", whole.sweep().failure());
        line.put("ledgerFailure", whole.sweep().ledgerFailure());
        line.put("reads", whole.sweep().reads());
        line.put("summary", whole.summary());
        invocation.log(Json.write(line), LogLevel.INFO);
        return Json.write(answer);
    }

    private SweepOrder order(PlaceEvent asked, AccountRegion where, Instant readUntil) {
        return new SweepOrder(
                asked.sweep(),
                where,
                settings.policy().within(asked.place().organizationalUnits()),
                settings.act(),
                readUntil,
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

    /** Returns what keeps calls from reaching the hub, whose own place forwards nothing. */
    private List<String> problems(PlaceEvent asked, AwsClients there, AccountRegion where, Invocation invocation) {
        boolean first = asked.call() == 1;
        Optional<String> bus = hub.busArn().filter(_ -> first && !where.equals(invocation.where()));
        return bus
                .map(arn -> OrganizationWiring.forwarding(there, arn).run(where))
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
}

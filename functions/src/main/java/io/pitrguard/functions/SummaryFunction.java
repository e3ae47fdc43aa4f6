package io.pitrguard.functions;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Result;
import io.pitrguard.port.SweepLease;
import io.pitrguard.port.Time;
import io.pitrguard.report.AnswerSize;
import io.pitrguard.report.OrganizationMetrics;
import io.pitrguard.report.OrganizationReport;
import io.pitrguard.report.OrganizationReports;
import io.pitrguard.report.OrganizationView;
import io.pitrguard.report.SweepDocuments;
import io.pitrguard.report.SweepKeys;
import io.pitrguard.report.SweepPlanView;
import io.pitrguard.report.SweepView;
import io.pitrguard.selfcheck.SelfCheck;
import io.pitrguard.selfcheck.SelfCheckReport;
import io.pitrguard.summary.Digests;
import io.pitrguard.summary.SweepParts;
import io.pitrguard.wiring.HubWiring;
import io.pitrguard.wiring.Wiring;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Ends a sweep of a state machine: one report of all accounts and regions, its metrics, and its digests. */
public final class SummaryFunction extends Handler {
    private final Settings settings;
    private final SweepLease lease;
    private final SweepDocuments documents;
    private final SelfCheck selfCheck;
    private final Digests.Tools tools;

    /** Wires the function from its environment; Lambda calls this. */
    public SummaryFunction() {
        this(Deployment.onLambda());
    }

    /** Wires the function from these settings, to run on this clock. */
    public SummaryFunction(Settings settings, Time time) {
        this(Deployment.of(settings, time));
    }

    /** Takes its collaborators. */
    SummaryFunction(Deployment deployment) {
        super(deployment, "summary");
        this.settings = deployment.settings();
        this.lease = HubWiring.lease(deployment.clients(), settings.ledger(), deployment.time());
        this.documents = HubWiring.documents(deployment.clients(), settings.hub());
        this.selfCheck = Wiring.selfCheck(deployment.clients(), settings.ledger(), deployment.time());
        this.tools = HubWiring.digests(deployment.clients(), settings, selfCheck, deployment.time());
    }

    @Override
    String handle(String event, Invocation invocation) throws InterruptedException {
        String sweep = PlanEvent.sweep(EventFields.parse("The input", event));
        try {
            return summarize(sweep, invocation);
        } finally {
            lease.release(invocation.where(), sweep)
                    .ifPresent(cause -> invocation.log(
                            "The lease of sweep %s could not be released; it ends by itself. %s"
                                    .formatted(sweep, cause.message()),
                            LogLevel.WARN));
        }
    }

    private String summarize(String sweep, Invocation invocation) throws InterruptedException {
        AccountRegion hub = invocation.where();
        SweepPlanView plan = needed(documents.plan(sweep))
                .orElseThrow(() -> new InvocationFailedException(
                        "Sweep %s has no plan in the bucket. Its planning failed, or somebody deleted it."
                                .formatted(sweep)));
        SweepParts parts = needed(SweepParts.of(documents, sweep));
        OrganizationReport counted = count(plan, parts, invocation);
        SelfCheckReport self = selfCheck.run(hub, settings.expected(), OrganizationReports.findings(counted));
        selfCheck.recordSubscribers(self);
        OrganizationReport report = OrganizationReports.with(counted, self);
        Optional<Cause> unstored = documents.write(SweepKeys.report(sweep), report);
        invocation.metrics(OrganizationMetrics.line(
                report,
                invocation.metricsOutput(),
                hub,
                invocation.now().toEpochMilli(),
                Duration.between(Instant.parse(plan.started()), invocation.now())
                        .toMillis()));
        String answer = AnswerSize.fit(report);
        invocation.log(answer, LogLevel.INFO);
        // Only now may the invocation fail: the counts are in the log by then.
        Optional<Cause> refused = new Digests(tools, parts, report)
                .send(self, hub, invocation.budget().end());
        failed("The sweep ran, but a digest could not be sent; the log has its counts.", refused);
        if (self.checked() && report.organization().complete()) {
            selfCheck.recordSweep(hub);
        }
        failed("The sweep ran, but its report could not be stored; the log has its counts.", unstored);
        return answer;
    }

    private OrganizationReport count(SweepPlanView plan, SweepParts parts, Invocation invocation)
            throws InterruptedException {
        OrganizationView.Header header = new OrganizationView.Header(
                plan.sweep(),
                Instant.parse(plan.started()).truncatedTo(ChronoUnit.SECONDS).toString(),
                invocation.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                true,
                settings.policy().source(),
                settings.act(),
                null,
                new SweepView.Reads(0, 0),
                null);
        Map<String, String> tagged = plan.owners().stream()
                .collect(Collectors.toMap(
                        SweepPlanView.OwnerView::account, SweepPlanView.OwnerView::owner, (first, _) -> first));
        return parts.report(
                header,
                plan,
                account -> settings.policy().owner(account).or(() -> Optional.ofNullable(tagged.get(account))));
    }

    private static <T> T needed(Result<T> result) {
        return switch (result) {
            case Result.Success<T>(T value) -> value;
            case Result.Failure<T>(Cause cause) ->
                throw new InvocationFailedException("What the sweep stored could not be read. " + cause.message());
        };
    }

    private static void failed(String what, Optional<Cause> cause) {
        cause.ifPresent(why -> {
            throw new InvocationFailedException(what + " " + why.message());
        });
    }
}

package io.pitrguard.functions;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Result;
import io.pitrguard.port.SweepHistory;
import io.pitrguard.port.SweepLease;
import io.pitrguard.port.Time;
import io.pitrguard.report.AnswerSize;
import io.pitrguard.report.OrganizationFindings;
import io.pitrguard.report.OrganizationMetrics;
import io.pitrguard.report.OrganizationReport;
import io.pitrguard.report.OrganizationReports;
import io.pitrguard.report.OrganizationView;
import io.pitrguard.report.PlaceView;
import io.pitrguard.report.ReportSweeps;
import io.pitrguard.report.SweepDocuments;
import io.pitrguard.report.SweepKeys;
import io.pitrguard.report.SweepPlanView;
import io.pitrguard.report.SweepReports;
import io.pitrguard.report.SweepView;
import io.pitrguard.selfcheck.SelfCheck;
import io.pitrguard.selfcheck.SelfCheckReport;
import io.pitrguard.summary.Digests;
import io.pitrguard.summary.SweepParts;
import io.pitrguard.summary.UnheardOwners;
import io.pitrguard.wiring.HubWiring;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Ends a sweep of a state machine: one report of all accounts and regions, its metrics, and its digests. */
public final class SummaryFunction extends Handler {
    // No call of the planning function, which follows the sweep's start, takes longer.
    private static final Duration MOST_TO_PLAN = Duration.ofMinutes(15);
    private static final String UNREAD = "What the sweep stored could not be read.";

    // A report page with more is slow to open, and 512 MB hold no more.
    private static final int MOST_TABLES = 10_000;

    private final Settings settings;
    private final SweepLease lease;
    private final SweepLease summaries;
    private final SweepDocuments documents;
    private final SelfCheck selfCheck;
    private final Ledger ledger;
    private final SweepHistory history;
    private final Digests.Tools tools;
    private final KeptEvidence evidence;

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
        this.summaries = HubWiring.summaries(deployment.clients(), settings.ledger(), deployment.time());
        this.documents = HubWiring.documents(deployment.clients(), settings.hub());
        this.ledger = HubWiring.ledger(deployment.clients(), settings.ledger(), deployment.time());
        this.history =
                HubWiring.sweepHistory(deployment.clients(), settings.ledger().table());
        this.tools = HubWiring.digests(deployment.clients(), settings, deployment.time());
        this.selfCheck = tools.selfCheck();
        this.evidence = new KeptEvidence(deployment);
    }

    @Override
    String handle(String event, Invocation invocation) throws InterruptedException {
        String sweep = PlanEvent.sweep(EventFields.parse("The input", event));
        // Two at once would both find that a digest was not sent.
        SoleInvocation sole = new SoleInvocation(summaries, invocation.where(), invocation);
        sole.begin("summarizes a sweep");
        try {
            String answer = summarize(sweep, invocation);
            release(sweep, invocation);
            return answer;
        } finally {
            sole.end();
        }
    }

    /** After a failure the sweep goes on: the state machine repeats the call, or the next execution takes the lease over. */
    private void release(String sweep, Invocation invocation) {
        lease.release(invocation.where(), sweep)
                .ifPresent(cause -> invocation.log(
                        "The lease of sweep %s could not be released; it ends by itself. %s"
                                .formatted(sweep, cause.message()),
                        LogLevel.WARN));
    }

    private String summarize(String sweep, Invocation invocation) throws InterruptedException {
        AccountRegion hub = invocation.where();
        SweepPlanView plan = Required.of(UNREAD, documents.plan(sweep))
                .orElseThrow(() -> new InvocationFailedException(
                        "Sweep %s has no plan in the bucket. Its planning failed, or somebody deleted it."
                                .formatted(sweep)));
        SweepParts parts = Required.of(UNREAD, SweepParts.of(documents, sweep));
        Optional<Instant> before = documents.reportedAt(sweep);
        OrganizationReport counted =
                parts.report(header(plan, before.orElse(invocation.now())), plan, known(plan, hub));
        Set<String> unheard = tools.alerts()
                .<Set<String>>map(alerts -> UnheardOwners.of(counted, alerts, hub.partition()))
                .orElse(Set.of());
        SelfCheckReport self = selfCheck.run(hub, settings.expected(), OrganizationFindings.of(counted, unheard));
        selfCheck.recordSubscribers(self);
        OrganizationReport report = OrganizationReports.with(counted, self);
        boolean newest = isNewest(plan, hub);
        if (before.isEmpty() && newest) {
            invocation.metrics(counts(report, invocation));
        }
        String answer = finish(report, new Ending(parts, plan, unheard, self), invocation);
        if (self.checked() && report.ended() && newest) {
            end(report, invocation);
        }
        return answer;
    }

    /**
     * What the end of a sweep tells people, beside its report.
     *
     * @param unheard owners whom no digest can reach
     */
    private record Ending(SweepParts parts, SweepPlanView plan, Set<String> unheard, SelfCheckReport self) {}

    /** The report is stored after its metrics, and before its digests: a repetition writes no metrics where it finds one. */
    private String finish(OrganizationReport report, Ending ending, Invocation invocation) throws InterruptedException {
        Optional<Cause> unstored =
                documents.write(SweepKeys.report(report.organization().id()), report);
        String answer = AnswerSize.fit(report);
        invocation.log(answer, LogLevel.INFO);
        // Only now may the invocation fail: the counts are in the log by then.
        Digests digests =
                new Digests(tools, ending.parts(), withEvidence(report, ending, invocation), ending.unheard());
        Optional<Cause> refused = digests.send(
                ending.self(), invocation.where(), invocation.budget().end());
        invocation.metrics(tools.announcer().take());
        Required.done("The sweep ran, but a digest could not be sent; the log has its counts.", refused);
        Required.done("The sweep ran, but its report could not be stored; the log has its counts.", unstored);
        return answer;
    }

    private OrganizationReport withEvidence(OrganizationReport report, Ending ending, Invocation invocation) {
        // The digests come after it: reading all parts once more must not take their time.
        Instant until = invocation.now().plus(invocation.remaining().dividedBy(2));
        return evidence.keep(
                        report.organization().id(),
                        context -> SweepReports.of(
                                report,
                                ending.parts()
                                        .views(
                                                ending.plan(),
                                                MOST_TABLES,
                                                () -> invocation.now().isBefore(until)),
                                context),
                        invocation)
                .map(report::with)
                .orElse(report);
    }

    /** Whether no later sweep came to its end. Then this one's counts are those of now. */
    private boolean isNewest(SweepPlanView plan, AccountRegion hub) {
        Instant next = Instant.parse(plan.started()).plus(MOST_TO_PLAN);
        return selfCheck
                .lastSweep(hub)
                .success()
                .flatMap(last -> last)
                .filter(last -> last.isAfter(next))
                .isEmpty();
    }

    private static String counts(OrganizationReport report, Invocation invocation) {
        Instant started = Instant.parse(report.organization().startedAt());
        return OrganizationMetrics.line(
                report,
                invocation.metricsOutput(),
                invocation.where(),
                invocation.now().toEpochMilli(),
                Duration.between(started, invocation.now()).toMillis());
    }

    private void end(OrganizationReport report, Invocation invocation) {
        AccountRegion hub = invocation.where();
        OrganizationView.Header sweep = report.organization();
        invocation.metrics(OrganizationMetrics.ended(
                sweep.id(), invocation.metricsOutput(), hub, invocation.now().toEpochMilli()));
        selfCheck.recordSweep(hub, Instant.parse(sweep.finishedAt()));
        history.record(hub, ReportSweeps.sweep(report, settings.policyDigest()))
                .ifPresent(cause -> invocation.log(
                        "The sweep is missing in the history of sweeps. " + cause.message(), LogLevel.WARN));
    }

    private OrganizationView.Header header(SweepPlanView plan, Instant finished) {
        return new OrganizationView.Header(
                plan.sweep(),
                Instant.parse(plan.started()).truncatedTo(ChronoUnit.SECONDS).toString(),
                finished.truncatedTo(ChronoUnit.SECONDS).toString(),
                true,
                settings.policy().source(),
                settings.act(),
                null,
                new SweepView.Reads(0, 0),
                null);
    }

    private SweepParts.Known known(SweepPlanView plan, AccountRegion hub) {
        Map<String, String> tagged = plan.owners().stream()
                .collect(Collectors.toMap(
                        SweepPlanView.OwnerView::account, SweepPlanView.OwnerView::owner, (first, _) -> first));
        return new SweepParts.Known() {
            @Override
            public Optional<String> owner(String account) {
                return settings.policy().owner(account).or(() -> Optional.ofNullable(tagged.get(account)));
            }

            @Override
            public List<String> regions() {
                List<String> regions = settings.hub().scope().regions();
                return regions.isEmpty() ? List.of(hub.region()) : regions;
            }

            @Override
            public Result<Ledger.Fleet> tables(PlaceView place) {
                return ledger.readAll(place.where(hub.partition()));
            }
        };
    }
}

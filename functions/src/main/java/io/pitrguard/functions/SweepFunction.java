package io.pitrguard.functions;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.notify.Notifier;
import io.pitrguard.port.SweepHistory;
import io.pitrguard.port.SweepListener;
import io.pitrguard.port.Time;
import io.pitrguard.report.AnswerSize;
import io.pitrguard.report.ReportSweeps;
import io.pitrguard.report.SweepDigest;
import io.pitrguard.report.SweepMetrics;
import io.pitrguard.report.SweepReports;
import io.pitrguard.report.SweepView;
import io.pitrguard.report.SweepViews;
import io.pitrguard.selfcheck.SelfCheck;
import io.pitrguard.selfcheck.SelfCheckReport;
import io.pitrguard.sweep.Sweep;
import io.pitrguard.sweep.SweepOrder;
import io.pitrguard.sweep.SweepResult;
import io.pitrguard.wiring.AlertWiring;
import io.pitrguard.wiring.Wiring;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Sweeps all tables of the function's account and region on a schedule. */
public final class SweepFunction extends Handler {
    static final String REHEARSAL = """
            {"detail-type": "Scheduled Event", "id": "rehearsal"}""";

    private final Settings settings;
    private final Sweep sweep;
    private final SelfCheck selfCheck;
    private final Notifier notifier;
    private final KeptEvidence evidence;
    private final SweepHistory history;
    private final SecurityConsole securityHub;

    /** Wires the function from its environment; Lambda calls this. */
    public SweepFunction() {
        this(Deployment.onLambda());
        Rehearsal.beforeSnapshot(deployment(), SweepFunction::new, REHEARSAL);
    }

    /** Wires the function from these settings, to run on this clock. */
    public SweepFunction(Settings settings, Time time) {
        this(Deployment.of(settings, time));
    }

    /** Takes its collaborators. */
    SweepFunction(Deployment deployment) {
        super(deployment, "sweep");
        this.settings = deployment.settings();
        this.sweep = Wiring.sweep(deployment.clients(), settings, Trigger.SWEEP, deployment.time());
        AlertWiring.Checked checked = AlertWiring.checked(deployment.clients(), settings, deployment.time());
        this.selfCheck = checked.selfCheck();
        this.notifier = checked.notifier();
        this.history =
                Wiring.sweepHistory(deployment.clients(), settings.ledger().table());
        this.evidence = new KeptEvidence(deployment);
        this.securityHub = new SecurityConsole(deployment);
    }

    @Override
    String handle(String event, Invocation invocation) throws InterruptedException {
        SweepOrder order = order(ScheduledEvent.parse(event, "sweeps"), invocation);
        SelfCheckReport report = selfCheck.run(order.where(), settings.expected());
        selfCheck.recordSubscribers(report);
        SweepResult result = sweep.run(order, SweepListener.SILENT);
        SweepView view = SweepViews.of(result, report);
        invocation.metrics(SweepMetrics.line(
                view,
                invocation.metricsOutput(),
                result.finishedAt().toEpochMilli(),
                Duration.between(result.startedAt(), result.finishedAt()).toMillis()));
        String answer = AnswerSize.fit(view);
        invocation.log(answer, LogLevel.INFO);
        if (result.complete()) {
            record(order, view, invocation);
        }
        // Only now may the invocation fail: what was read and done is in the log by then.
        Optional<Cause> refused = notifier.notify(result, report, SweepDigest.messages(withEvidence(view, invocation)));
        invocation.metrics(notifier.announced());
        securityHub.send(result, view, Set.of(), invocation);
        Required.done("The sweep ran, but its digest could not be sent; the log has it.", refused);
        if (report.checked() && result.complete()) {
            selfCheck.recordSweep(order.where());
        }
        if (view.sweep().failure() != null) {
            throw new InvocationFailedException(view.sweep().failure());
        }
        return answer;
    }

    private SweepView withEvidence(SweepView view, Invocation invocation) {
        return evidence.keep(view.sweep().id(), context -> SweepReports.of(view, context), invocation)
                .map(view::with)
                .orElse(view);
    }

    /** Without it only the report's history has a gap. */
    private void record(SweepOrder order, SweepView view, Invocation invocation) {
        history.record(order.where(), ReportSweeps.sweep(view, settings.policyDigest()))
                .ifPresent(cause -> invocation.log(
                        "The sweep is missing in the history of sweeps. " + cause.message(), LogLevel.WARN));
    }

    private SweepOrder order(ScheduledEvent event, Invocation invocation) {
        String id = event.id() == null ? UUID.randomUUID().toString() : event.id();
        return new SweepOrder(
                        id,
                        invocation.where(),
                        settings.policy(),
                        settings.act(),
                        invocation.budget().readUntil())
                .with(settings.ledger().location(invocation.where()));
    }
}

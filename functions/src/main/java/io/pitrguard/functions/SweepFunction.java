package io.pitrguard.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.SweepListener;
import io.pitrguard.port.Time;
import io.pitrguard.report.AnswerSize;
import io.pitrguard.report.SweepMetrics;
import io.pitrguard.report.SweepView;
import io.pitrguard.report.SweepViews;
import io.pitrguard.selfcheck.SelfCheck;
import io.pitrguard.selfcheck.SelfCheckReport;
import io.pitrguard.sweep.Sweep;
import io.pitrguard.sweep.SweepOrder;
import io.pitrguard.sweep.SweepResult;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.SystemTime;
import io.pitrguard.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Sweeps all tables of the function's account and region when a schedule says so. */
public final class SweepFunction implements RequestStreamHandler {
    private final Settings settings;
    private final Sweep sweep;
    private final SelfCheck selfCheck;
    private final Digests digests;
    private final Time time;
    private final PrintStream metrics;

    /** Wires the function from its environment; Lambda calls this. */
    public SweepFunction() {
        this(System.getenv(), new SystemTime());
    }

    /**
     * Wires the function from these settings, to run on this clock.
     *
     * @throws io.pitrguard.config.SettingsException with everything that is wrong with them
     */
    public SweepFunction(Map<String, String> environment, Time time) {
        this(Settings.read(environment), AwsClients.forRegion(Optional.empty()), time, System.out);
    }

    /** Takes its collaborators. */
    SweepFunction(Settings settings, AwsClients clients, Time time, PrintStream metrics) {
        this.settings = settings;
        this.sweep = Wiring.sweep(clients, settings, Trigger.SWEEP, time);
        this.selfCheck = Wiring.selfCheck(clients, settings.ledger(), time);
        this.digests = new Digests(settings.topicArn().map(topic -> Wiring.alerts(clients, topic)));
        this.time = time;
        this.metrics = metrics;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        ScheduledEvent event = ScheduledEvent.parse(new String(input.readAllBytes(), StandardCharsets.UTF_8));
        try {
            sweep(event, output, context);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InvocationFailedException("The sweep was interrupted before its end.");
        }
    }

    private void sweep(ScheduledEvent event, OutputStream output, Context context)
            throws IOException, InterruptedException {
        SweepOrder order = order(event, context);
        SelfCheckReport report = selfCheck.run(order.where(), settings.expected());
        SweepResult result = sweep.run(order, SweepListener.SILENT);
        SweepView view = SweepViews.of(result, report);
        metrics.println(SweepMetrics.line(
                view,
                settings.metricsNamespace(),
                result.finishedAt().toEpochMilli(),
                Duration.between(result.startedAt(), result.finishedAt()).toMillis()));
        String answer = AnswerSize.fit(view);
        context.getLogger().log(answer + "\n", LogLevel.INFO);
        // Only now may the invocation fail: what was seen and done is in the log by then.
        publish(view, result);
        // What cannot be remembered of this is told once more; the sweep itself is whole all the same.
        if (report.notification().any() && digests.hasConfirmedSubscriber()) {
            selfCheck.told(report);
        }
        if (report.looked() && result.complete()) {
            selfCheck.swept(order.where());
        }
        if (view.sweep().failure() != null) {
            throw new InvocationFailedException(view.sweep().failure());
        }
        output.write(answer.getBytes(StandardCharsets.UTF_8));
    }

    private SweepOrder order(ScheduledEvent event, Context context) {
        String id = event.id() == null ? UUID.randomUUID().toString() : event.id();
        TimeBudget budget = TimeBudget.of(
                time.instant(), Duration.ofMillis(context.getRemainingTimeInMillis()), settings.timeReserve());
        return new SweepOrder(
                id,
                FunctionArn.where(context.getInvokedFunctionArn()),
                settings.policy(),
                settings.act(),
                budget.readUntil());
    }

    private void publish(SweepView view, SweepResult result) throws InterruptedException {
        Optional<Cause> refused = digests.send(view, result);
        if (refused.isPresent()) {
            throw new InvocationFailedException("The sweep ran, but its digest could not be sent; the log has it. "
                    + refused.get().message());
        }
    }
}

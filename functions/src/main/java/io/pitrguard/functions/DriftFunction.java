package io.pitrguard.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.drift.Drift;
import io.pitrguard.drift.DriftOutcome;
import io.pitrguard.port.Alert;
import io.pitrguard.port.Alerts;
import io.pitrguard.port.DriftQueue;
import io.pitrguard.port.Time;
import io.pitrguard.report.DriftAlert;
import io.pitrguard.report.DriftMetrics;
import io.pitrguard.report.DriftView;
import io.pitrguard.report.DriftViews;
import io.pitrguard.report.Json;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reacts to calls to DynamoDB within seconds: EventBridge tells an SQS queue of them, and Lambda brings them in batches.
 * What cannot be processed is answered as failed, message by message, so that SQS brings it again and in the end puts it
 * into the dead-letter queue.
 */
public final class DriftFunction implements RequestStreamHandler {
    private final Settings settings;
    private final Drift drift;
    private final Optional<Alerts> alerts;
    private final Optional<DriftQueue> queue;
    private final Time time;
    private final PrintStream metrics;

    /** Wires the function from its environment; Lambda calls this. */
    public DriftFunction() {
        this(System.getenv(), new SystemTime());
    }

    /**
     * Wires the function from these settings, to run on this clock.
     *
     * @throws io.pitrguard.config.SettingsException with everything that is wrong with them
     */
    public DriftFunction(Map<String, String> environment, Time time) {
        this(Settings.read(environment), AwsClients.forRegion(Optional.empty()), time, System.out);
    }

    /** Takes its collaborators. */
    DriftFunction(Settings settings, AwsClients clients, Time time, PrintStream metrics) {
        this.settings = settings;
        this.drift = Wiring.drift(clients, settings, time);
        this.alerts = settings.topicArn().map(topic -> Wiring.alerts(clients, topic));
        this.queue = settings.drift().queueUrl().map(url -> Wiring.driftQueue(clients, url));
        this.time = time;
        this.metrics = metrics;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        List<SqsMessages.Message> batch =
                SqsMessages.parse(new String(input.readAllBytes(), StandardCharsets.UTF_8), time.instant());
        AccountRegion where = FunctionArn.where(context.getInvokedFunctionArn());
        Instant readUntil = TimeBudget.of(
                        time.instant(), Duration.ofMillis(context.getRemainingTimeInMillis()), settings.timeReserve())
                .readUntil();
        List<DriftView> views = new ArrayList<>();
        List<Map<String, String>> failures = new ArrayList<>();
        for (SqsMessages.Message message : batch) {
            DriftView view = process(message, where, readUntil);
            context.getLogger().log(Json.write(view) + "\n", level(view));
            views.add(view);
            if (isFailure(view)) {
                failures.add(Map.of("itemIdentifier", message.id()));
            }
        }
        metrics.println(DriftMetrics.line(
                views,
                where,
                context.getAwsRequestId(),
                settings.metricsNamespace(),
                time.instant().toEpochMilli()));
        output.write(Json.write(Map.of("batchItemFailures", failures)).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isFailure(DriftView view) {
        return view.outcome() == DriftView.Outcome.FAILED || view.outcome() == DriftView.Outcome.GIVEN_UP;
    }

    private static LogLevel level(DriftView view) {
        return isFailure(view) ? LogLevel.ERROR : LogLevel.INFO;
    }

    /** One message never keeps its neighbours from being processed. */
    private DriftView process(SqsMessages.Message message, AccountRegion where, Instant readUntil) {
        try {
            if (!time.instant().isBefore(readUntil)) {
                return DriftViews.failed(message.id(), "The time of the invocation ended before its turn.");
            }
            Optional<TableCall> call = TableCall.parse(message.body());
            if (call.isEmpty()) {
                return DriftViews.ignored(message.id(), "No table's recovery hangs on this call.");
            }
            return react(message, call.get(), where, readUntil);
        } catch (InvocationFailedException e) {
            return DriftViews.failed(message.id(), String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DriftViews.failed(message.id(), "It was interrupted before its end.");
        } catch (RuntimeException unexpected) {
            return DriftViews.failed(message.id(), "Unexpected failure: " + unexpected);
        }
    }

    private DriftView react(SqsMessages.Message message, TableCall call, AccountRegion where, Instant readUntil)
            throws InterruptedException {
        if (!call.where().equals(where)) {
            throw new InvocationFailedException(
                    "The call is of account %s in %s, and this function guards account %s in %s. Let only the rule of its own account and region send to the queue."
                            .formatted(call.where().account(), call.where().region(), where.account(), where.region()));
        }
        TableRef table = where.table(call.table());
        SweepOrder order = new SweepOrder(message.id(), where, settings.policy(), settings.act(), readUntil);
        Optional<DriftOutcome> reaction = call.ours()
                ? drift.reactToOwn(order, table, call.call(), message.attempt())
                : Optional.of(drift.react(order, table, call.call(), message.attempt()));
        if (reaction.isEmpty()) {
            return DriftViews.ignored(message.id(), "It is a call of pitr-guard's own.");
        }
        DriftOutcome outcome = reaction.get();
        DriftView view = DriftViews.of(message.id(), table, call.call(), outcome);
        Optional<SweepResult> result = result(outcome);
        Optional<String> failure = result.isPresent() ? tell(view, table, result.get()) : Optional.empty();
        if (failure.isEmpty() && outcome instanceof DriftOutcome.Requeued later) {
            failure = sendAgain(message, later);
        }
        // What was seen and done stands in the log and in the metrics all the same.
        return failure.map(view::failed).orElse(view);
    }

    private static Optional<SweepResult> result(DriftOutcome outcome) {
        return switch (outcome) {
            case DriftOutcome.Settled settled -> Optional.of(settled.result());
            case DriftOutcome.Requeued later -> later.result();
            case DriftOutcome.GivenUp given -> Optional.of(given.result());
        };
    }

    /** Tells people; gives why that failed, empty when it did not, or there was nothing to tell. */
    private Optional<String> tell(DriftView view, TableRef table, SweepResult result) throws InterruptedException {
        Optional<Alert> alert = DriftAlert.of(view);
        if (alert.isEmpty() || alerts.isEmpty()) {
            return Optional.empty();
        }
        Optional<Cause> refused = alerts.get().publish(alert.get());
        if (refused.isEmpty() && alerts.get().hasConfirmedSubscriber()) {
            result.record().told(List.of(table));
        }
        return refused.map(cause -> "The alert could not be sent; the message comes again. " + cause.message());
    }

    /** Puts a message off; gives why that failed, empty when it did not. */
    private Optional<String> sendAgain(SqsMessages.Message message, DriftOutcome.Requeued later) {
        Optional<String> refused = queue.isEmpty()
                ? Optional.of(Settings.DRIFT_QUEUE_URL + " is not set.")
                : queue.get()
                        .sendAgain(
                                message.body(),
                                message.attempt().number() + 1,
                                message.attempt().firstSeen(),
                                later.pause())
                        .map(Cause::message);
        return refused.map(
                why -> "The message could not be put off; it comes again by itself. " + later.why() + " " + why);
    }
}

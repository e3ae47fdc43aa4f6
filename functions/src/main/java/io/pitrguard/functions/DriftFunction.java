package io.pitrguard.functions;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.drift.Drift;
import io.pitrguard.drift.DriftOutcome;
import io.pitrguard.notify.Notifier;
import io.pitrguard.port.DriftQueue;
import io.pitrguard.port.Time;
import io.pitrguard.report.DriftAlert;
import io.pitrguard.report.DriftMetrics;
import io.pitrguard.report.DriftView;
import io.pitrguard.report.DriftViews;
import io.pitrguard.report.Json;
import io.pitrguard.sweep.SweepOrder;
import io.pitrguard.sweep.SweepResult;
import io.pitrguard.wiring.Wiring;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reacts to calls to DynamoDB within seconds: EventBridge sends them to an SQS queue, and Lambda invokes this function with
 * batches of them. A message that cannot be processed is reported as failed by itself, so that SQS delivers it again, and
 * moves it to the dead-letter queue in the end.
 */
public final class DriftFunction extends Handler {
    private final Settings settings;
    private final Drift drift;
    private final Notifier notifier;
    private final Optional<DriftQueue> queue;

    /** Wires the function from its environment; Lambda calls this. */
    public DriftFunction() {
        this(Deployment.onLambda());
    }

    /**
     * Wires the function from these settings, to run on this clock.
     *
     * @throws io.pitrguard.config.SettingsException with everything that is wrong with them
     */
    public DriftFunction(Map<String, String> environment, Time time) {
        this(Deployment.of(environment, time));
    }

    /** Takes its collaborators. */
    DriftFunction(Deployment deployment) {
        super(deployment, "reaction");
        this.settings = deployment.settings();
        this.drift = Wiring.drift(deployment.clients(), settings, deployment.time());
        this.notifier = Wiring.notifier(deployment.clients(), settings, Optional.empty(), deployment.time());
        this.queue = settings.drift().queueUrl().map(url -> Wiring.driftQueue(deployment.clients(), url));
    }

    @Override
    String handle(String event, Invocation invocation) {
        List<SqsMessages.Message> batch = SqsMessages.parse(event, invocation.now());
        AccountRegion where = invocation.where();
        Instant readUntil = invocation.budget().readUntil();
        List<DriftView> views = new ArrayList<>();
        List<Map<String, String>> failures = new ArrayList<>();
        for (SqsMessages.Message message : batch) {
            DriftView view = invocation.now().isBefore(readUntil)
                    ? process(message, where, readUntil)
                    : DriftViews.failed(message.id(), "The time of the invocation ended before its turn.");
            invocation.log(Json.write(view), isFailure(view) ? LogLevel.ERROR : LogLevel.INFO);
            views.add(view);
            if (isFailure(view)) {
                failures.add(Map.of("itemIdentifier", message.id()));
            }
        }
        invocation.metrics(DriftMetrics.line(
                views,
                where,
                invocation.id(),
                settings.metricsNamespace(),
                invocation.now().toEpochMilli()));
        return Json.write(Map.of("batchItemFailures", failures));
    }

    private static boolean isFailure(DriftView view) {
        return view.outcome() == DriftView.Outcome.FAILED || view.outcome() == DriftView.Outcome.GIVEN_UP;
    }

    /** Processes one message, whose failure never keeps its neighbours from being processed. */
    private DriftView process(SqsMessages.Message message, AccountRegion where, Instant readUntil) {
        try {
            Optional<TableCall> call = TableCall.parse(message.body());
            return call.isEmpty()
                    ? DriftViews.ignored(message.id(), "The call does not affect any table's recovery.")
                    : react(message, call.get(), where, readUntil);
        } catch (InvocationFailedException e) {
            return DriftViews.failed(message.id(), String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DriftViews.failed(message.id(), "It was interrupted before its end.");
        } catch (RuntimeException unexpected) {
            return DriftViews.failed(message.id(), Cause.unexpected(unexpected).message());
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
        Optional<String> failure = notify(view, outcome.anyResult());
        if (failure.isEmpty() && outcome instanceof DriftOutcome.Requeued later) {
            failure = requeue(message, later);
        }
        // What was read and done is in the log and the metrics all the same.
        return failure.map(view::failed).orElse(view);
    }

    /** Notifies people; returns why that failed, empty if it did not. */
    private Optional<String> notify(DriftView view, Optional<SweepResult> result) throws InterruptedException {
        Optional<Cause> refused =
                result.isEmpty() ? Optional.empty() : notifier.notify(result.get(), DriftAlert.of(view));
        return refused.map(cause -> "The alert could not be sent; the message comes again. " + cause.message());
    }

    /** Requeues a message; returns why that failed, empty if it did not. */
    private Optional<String> requeue(SqsMessages.Message message, DriftOutcome.Requeued later) {
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
                why -> "The message could not be requeued; it comes again by itself. " + later.why() + " " + why);
    }
}

package io.pitrguard.functions;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import io.pitrguard.config.Mode;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.LedgerLocation;
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
import io.pitrguard.wiring.AlertWiring;
import io.pitrguard.wiring.EventWiring;
import io.pitrguard.wiring.Wiring;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reacts to calls to DynamoDB within seconds: EventBridge sends them to an SQS queue, and Lambda invokes this function with
 * batches of them. A message that cannot be processed is reported as failed by itself, so that SQS delivers it again, and
 * moves it to the dead-letter queue in the end.
 */
public final class DriftFunction extends Handler {
    static final String REHEARSAL = """
            {"Records": [{"messageId": "1", "attributes": {}, "body": "{\\"account\\": \\"123456789012\\", \
            \\"region\\": \\"eu-west-1\\", \\"detail-type\\": \\"AWS API Call via CloudTrail\\", \
            \\"source\\": \\"aws.dynamodb\\", \\"detail\\": {\
            \\"eventSource\\": \\"dynamodb.amazonaws.com\\", \\"eventName\\": \\"UpdateContinuousBackups\\", \
            \\"eventTime\\": \\"2026-01-01T00:00:00Z\\", \\"awsRegion\\": \\"eu-west-1\\", \
            \\"recipientAccountId\\": \\"123456789012\\", \
            \\"requestParameters\\": {\\"tableName\\": \\"rehearsal\\"}}}"}]}""";

    /** A sweep that runs while the account joins has planned already. */
    private static final int INTERVALS_TO_JOIN = 2;

    private static final Duration UNPLANNED_PAUSE = Duration.ofMinutes(15);

    private final Settings settings;
    private final Function<AccountRegion, DriftTargets> targets;
    private final Notifier notifier;
    private final Optional<DriftQueue> queue;

    /** Wires the function from its environment; Lambda calls this. */
    public DriftFunction() {
        this(Deployment.onLambda());
        Rehearsal.beforeSnapshot(deployment(), DriftFunction::new, REHEARSAL);
    }

    /** Wires the function from these settings, to run on this clock. */
    public DriftFunction(Settings settings, Time time) {
        this(Deployment.of(settings, time));
    }

    /** Takes its collaborators. */
    DriftFunction(Deployment deployment) {
        super(deployment, "reaction");
        this.settings = deployment.settings();
        this.targets = settings.hub().mode() == Mode.ORGANIZATION
                ? OrganizationDrift.in(deployment, OrganizationAccess.accounts(deployment))
                : own(deployment);
        this.notifier = AlertWiring.notifier(deployment.clients(), settings, deployment.time());
        this.queue = settings.drift().queueUrl().map(url -> EventWiring.driftQueue(deployment.clients(), url));
    }

    private static Function<AccountRegion, DriftTargets> own(Deployment deployment) {
        DriftTargets.Target target = new DriftTargets.Target(
                Wiring.drift(deployment.clients(), deployment.clients(), deployment.settings(), deployment.time()),
                deployment.settings().policy(),
                Optional.empty());
        return here -> new DriftTargets.Own(here, target);
    }

    @Override
    String handle(String event, Invocation invocation) {
        List<SqsMessages.Message> batch = SqsMessages.parse(event, invocation.now());
        AccountRegion where = invocation.where();
        DriftTargets reacting = targets.apply(where);
        LedgerLocation ledger = settings.ledger().location(where);
        Instant readUntil = invocation.budget().readUntil();
        List<DriftView> views = new ArrayList<>();
        List<Map<String, String>> failures = new ArrayList<>();
        for (SqsMessages.Message message : batch) {
            List<DriftView> reactions = invocation.now().isBefore(readUntil)
                    ? process(message, reacting, ledger, readUntil)
                    : List.of(DriftViews.failed(message.id(), "The time of the invocation ended before its turn."));
            reactions.forEach(
                    view -> invocation.log(Json.write(view), view.isFailure() ? LogLevel.ERROR : LogLevel.INFO));
            views.addAll(reactions);
            if (reactions.stream().anyMatch(DriftView::isFailure)) {
                failures.add(Map.of("itemIdentifier", message.id()));
            }
        }
        invocation.metrics(notifier.announced());
        invocation.metrics(DriftMetrics.line(
                views,
                where,
                invocation.id(),
                invocation.metricsOutput(),
                invocation.now().toEpochMilli()));
        return Json.write(Map.of("batchItemFailures", failures));
    }

    /** Processes one message, whose failure never keeps its neighbours from being processed; at least one view. */
    private List<DriftView> process(
            SqsMessages.Message message, DriftTargets reacting, LedgerLocation ledger, Instant readUntil) {
        try {
            Optional<TableCall> call = TableCall.parse(
                    message.body(), reacting.places(), message.attempt().firstSeen());
            if (call.isEmpty()) {
                return List.of(DriftViews.ignored(message.id(), "The call does not affect any table's recovery here."));
            }
            DriftTargets.Target target = reacting.at(call.get().where());
            SweepOrder order = new SweepOrder(
                            message.id(), call.get().where(), target.policy(), settings.act(), readUntil)
                    .with(ledger);
            List<Reaction> reactions = new ArrayList<>();
            for (TableRef table : call.get().tables()) {
                reactions.add(react(message, call.get(), table, order, target));
            }
            return requeued(message, reactions);
        } catch (LeftOutException notOurs) {
            return List.of(DriftViews.ignored(message.id(), String.valueOf(notOurs.getMessage())));
        } catch (UnplannedAccountException joining) {
            return List.of(unplanned(message, String.valueOf(joining.getMessage())));
        } catch (InvocationFailedException e) {
            return List.of(DriftViews.failed(message.id(), String.valueOf(e.getMessage())));
        } catch (RuntimeException unexpected) {
            return List.of(
                    DriftViews.failed(message.id(), Cause.unexpected(unexpected).message()));
        }
    }

    /** An account that joined since the last sweep is in the next plan, or in the one after: until then its calls wait. */
    private DriftView unplanned(SqsMessages.Message message, String refusal) {
        Duration wait = settings.hub().sweepInterval().multipliedBy(INTERVALS_TO_JOIN);
        Instant until = message.attempt().firstSeen().plus(wait);
        if (!deployment().time().instant().isBefore(until)) {
            return DriftViews.failed(message.id(), refusal);
        }
        return requeue(message, message.attempt(), UNPLANNED_PAUSE, refusal)
                .map(why -> DriftViews.failed(message.id(), why))
                .orElseGet(() -> DriftViews.requeued(
                        message.id(),
                        UNPLANNED_PAUSE,
                        "Its account is in no plan yet; the call waits for the next one until %s. %s"
                                .formatted(until, refusal)));
    }

    /** What came of a message for one table, and how it must be requeued if it must. */
    private record Reaction(DriftView view, Optional<DriftOutcome.Requeued> again) {
        static Reaction finished(DriftView view) {
            return new Reaction(view, Optional.empty());
        }
    }

    /** Reacts to a call on one table, whose failure never keeps the others from being looked at. */
    private Reaction react(
            SqsMessages.Message message, TableCall call, TableRef table, SweepOrder order, DriftTargets.Target target) {
        try {
            Optional<DriftOutcome> reaction = call.ours()
                    ? target.drift().reactToOwn(order, table, call.call(), message.attempt())
                    : Optional.of(target.drift().react(order, table, call.call(), message.attempt()));
            return reaction.isEmpty()
                    ? Reaction.finished(DriftViews.ignored(message.id(), "It is a call of pitr-guard's own."))
                    : notified(
                            DriftViews.of(message.id(), table, call.call(), reaction.get())
                                    .withNotes(call.notes()),
                            target,
                            reaction.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reaction.finished(DriftViews.failed(message.id(), "It was interrupted before its end."));
        } catch (RuntimeException unexpected) {
            return Reaction.finished(
                    DriftViews.failed(message.id(), Cause.unexpected(unexpected).message()));
        }
    }

    private Reaction notified(DriftView view, DriftTargets.Target target, DriftOutcome outcome)
            throws InterruptedException {
        Optional<String> failure = notify(view, target.owner(), outcome.anyResult());
        if (failure.isPresent()) {
            // What was read and done is in the log and the metrics all the same.
            return Reaction.finished(view.failed(failure.get()));
        }
        return outcome instanceof DriftOutcome.Requeued later
                ? new Reaction(view, Optional.of(later))
                : Reaction.finished(view);
    }

    /** Requeues a message once for all of its tables. One that failed for any of them comes again by itself. */
    private List<DriftView> requeued(SqsMessages.Message message, List<Reaction> reactions) {
        Optional<DriftOutcome.Requeued> soonest = reactions.stream()
                .flatMap(reaction -> reaction.again().stream())
                .min(Comparator.comparing(DriftOutcome.Requeued::pause));
        boolean failed = reactions.stream().anyMatch(reaction -> reaction.view().isFailure());
        Optional<String> refused = failed
                ? Optional.empty()
                : soonest.flatMap(later ->
                        requeue(message, message.next(deployment().time().instant()), later.pause(), later.why()));
        return reactions.stream()
                .map(reaction -> refused.isPresent() && reaction.again().isPresent()
                        ? reaction.view().failed(refused.get())
                        : reaction.view())
                .toList();
    }

    /** Notifies people; returns why that failed, empty if it did not. */
    private Optional<String> notify(DriftView view, Optional<String> owner, Optional<SweepResult> result)
            throws InterruptedException {
        Optional<Cause> refused = result.isEmpty()
                ? Optional.empty()
                : notifier.notify(
                        result.get(), DriftAlert.of(view, owner).stream().toList());
        return refused.map(cause -> "The alert could not be sent; the message comes again. " + cause.message());
    }

    /** Requeues a message; returns why that failed, empty if it did not. */
    private Optional<String> requeue(SqsMessages.Message message, Drift.Attempt next, Duration pause, String why) {
        Optional<String> refused = queue.isEmpty()
                ? Optional.of(Settings.DRIFT_QUEUE_URL + " is not set.")
                : queue.get()
                        .sendAgain(message.body(), next.number(), next.firstSeen(), pause)
                        .map(Cause::message);
        return refused.map(
                refusal -> "The message could not be requeued; it comes again by itself. " + why + " " + refusal);
    }
}

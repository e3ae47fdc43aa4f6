package io.pitrguard.functions;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.notify.Message;
import io.pitrguard.notify.Notifier;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.RestoreStore.Stored;
import io.pitrguard.port.Time;
import io.pitrguard.report.Json;
import io.pitrguard.report.RestoreAlert;
import io.pitrguard.restore.RestoreEngine;
import io.pitrguard.restore.RestoreStep;
import io.pitrguard.wiring.AlertWiring;
import io.pitrguard.wiring.RestoreWiring;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Carries a restore on by one step, for a state machine that waits in between; asks a person where one has to act; and
 * reports how a restore ended.
 */
public final class RestoreFunction extends Handler {
    /** How long a person has who must confirm settings, before the next reminder. */
    static final Duration CONFIRMATION = Duration.ofDays(7);

    /** Within what time two reports of an end are about the same one. */
    private static final Duration SAME_END = Duration.ofMinutes(10);

    private static final int TRIES = 5;
    private static final String NO_ANSWER = "{}";

    private final Tools tools;

    /**
     * What it works with.
     *
     * @param store where restores are kept, the token of a waiting state machine among them
     */
    record Tools(RestoreEngine engine, RestoreStore store, Notifier notifier) {}

    /** Wires the function from its environment; Lambda calls this. */
    public RestoreFunction() {
        this(Deployment.onLambda());
    }

    /** Wires the function from these settings, to run on this clock. */
    public RestoreFunction(Settings settings, Time time) {
        this(Deployment.of(settings, time));
    }

    /** Wires it from its deployment. */
    RestoreFunction(Deployment deployment) {
        this(deployment, wired(deployment));
    }

    /** Takes its collaborators. */
    RestoreFunction(Deployment deployment, Tools tools) {
        super(deployment, "restore");
        this.tools = tools;
    }

    private static Tools wired(Deployment deployment) {
        RestoreStore store =
                RestoreWiring.store(deployment.clients(), deployment.settings().ledger());
        return new Tools(
                RestoreWiring.engine(deployment.clients(), deployment.settings(), store, deployment.time()),
                store,
                AlertWiring.notifier(deployment.clients(), deployment.settings(), deployment.time()));
    }

    @Override
    String handle(String event, Invocation invocation) throws InterruptedException {
        return switch (RestoreEvent.parse(event)) {
            case RestoreEvent.Advance(RestoreId id) -> advance(id, invocation);
            case RestoreEvent.AskPerson(RestoreId id, String token) -> ask(id, token, invocation);
            case RestoreEvent.Ended end -> ended(end, invocation);
        };
    }

    private String advance(RestoreId id, Invocation invocation) throws InterruptedException {
        RestoreRecord before = read(id, invocation).record();
        if (before.state() instanceof RestoreState.Approved
                && before.approval().filter(approval -> approval.breakGlass()).isPresent()) {
            // Before the step: after it, nobody would know any more that this is still to be done.
            notify(RestoreAlert.breakGlass(before, now()), id, invocation);
        }
        RestoreStep step = Required.of(tools.engine().advance(invocation.where(), id));
        Map<String, Object> answer = switch (step) {
            case RestoreStep.Again _ -> answer("AGAIN", Duration.ZERO);
            case RestoreStep.Wait(RestoreRecord _, Duration pause) -> answer("WAIT", pause);
            case RestoreStep.AwaitPerson(RestoreRecord record) -> answer("PERSON", wait(record));
            case RestoreStep.Done(RestoreRecord record) -> done(record, invocation);
        };
        log(step.record(), answer, invocation);
        return Json.write(answer);
    }

    private Map<String, Object> done(RestoreRecord record, Invocation invocation) throws InterruptedException {
        notifyOnce(record, invocation);
        return answer(record.state() instanceof RestoreState.Failed ? "FAILED" : "DONE", Duration.ZERO);
    }

    private static Map<String, Object> answer(String next, Duration wait) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("next", next);
        // Whole seconds, as Step Functions takes them, and never less than asked for.
        answer.put("seconds", wait.plusMillis(999).toSeconds());
        return answer;
    }

    /** Returns how long a person has; the state machine takes the next step then, which finds out what follows. */
    private Duration wait(RestoreRecord record) {
        Duration left = record.state() instanceof RestoreState.AwaitingApproval(Instant expires)
                ? Duration.between(now(), expires)
                : CONFIRMATION;
        return left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left;
    }

    /** Keeps the token, then asks: whoever answers finds it. */
    private String ask(RestoreId id, String token, Invocation invocation) throws InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            Stored read = read(id, invocation);
            Optional<Message> question =
                    waits(read.record()) ? RestoreAlert.of(read.record(), now()) : Optional.empty();
            if (question.isEmpty()) {
                throw new AnsweredException(
                        "The restore %s no longer waits for a person. The state machine takes the next step."
                                .formatted(id));
            }
            Optional<Stored> stored =
                    Required.of(tools.store().write(read, read.record().withTaskToken(Optional.of(token))));
            if (stored.isPresent()) {
                notify(question.get(), id, invocation);
                return NO_ANSWER;
            }
        }
        throw new InvocationFailedException(
                "The restore %s was changed by somebody else at each of %d tries. The state machine tries again."
                        .formatted(id, TRIES));
    }

    private static boolean waits(RestoreRecord record) {
        return record.state() instanceof RestoreState.AwaitingApproval
                || record.state() instanceof RestoreState.AwaitingConfirmation;
    }

    /** What AWS does of a restore goes on without the execution: so nothing is stored as failed that nobody saw fail. */
    private String ended(RestoreEvent.Ended end, Invocation invocation) throws InterruptedException {
        RestoreRecord record = ofExecution(end, invocation).record();
        RestoreId id = record.id();
        String why = end.why();
        invocation.log("The execution of restore %s ended: %s".formatted(id, why), LogLevel.ERROR);
        if (record.state().over()) {
            notifyOnce(record, invocation);
            return NO_ANSWER;
        }
        if (!isJustReported(record)) {
            notify(RestoreAlert.interrupted(record, why, now()), id, invocation);
        }
        note(id, RestoreRecord.INTERRUPTED + " its execution in Step Functions ended (%s).".formatted(why), invocation);
        return NO_ANSWER;
    }

    /** The state machine and EventBridge both tell of the same end. One after somebody resumed the restore is another. */
    private boolean isJustReported(RestoreRecord record) {
        return record.log().reversed().stream()
                .limit(1)
                .anyMatch(last -> last.what().startsWith(RestoreRecord.INTERRUPTED)
                        && now().isBefore(last.at().plus(SAME_END)));
    }

    private Stored ofExecution(RestoreEvent.Ended end, Invocation invocation) {
        Optional<Stored> named = find(end.id(), invocation);
        return named.or(() -> end.unnumbered().flatMap(id -> find(id, invocation)))
                .orElseThrow(() -> unknown(end.id(), invocation));
    }

    /** Notifies people of the end of a restore, and records that: the end may be seen more than once. */
    private void notifyOnce(RestoreRecord record, Invocation invocation) throws InterruptedException {
        Optional<Message> message = RestoreAlert.of(record, now());
        String note = "Notified of the end.";
        if (message.isPresent() && !isNoted(record, note)) {
            notify(message.get(), record.id(), invocation);
            note(record.id(), note, invocation);
        }
    }

    private static boolean isNoted(RestoreRecord record, String note) {
        return record.log().stream().anyMatch(event -> event.what().equals(note));
    }

    /** Without this note people may be notified twice; the step does not fail for that. */
    private void note(RestoreId id, String note, Invocation invocation) {
        Stored read = read(id, invocation);
        tools.store()
                .write(read, read.record().noted(now(), note))
                .failure()
                .ifPresent(cause -> invocation.log(
                        "The restore %s does not say that people were notified. %s".formatted(id, cause.message()),
                        LogLevel.WARN));
    }

    private void notify(Message message, RestoreId id, Invocation invocation) throws InterruptedException {
        Optional<Cause> refused = tools.notifier().notify(message);
        invocation.metrics(tools.notifier().announced());
        Required.done("The alert about restore %s could not be sent.".formatted(id), refused);
    }

    private Stored read(RestoreId id, Invocation invocation) {
        return find(id, invocation).orElseThrow(() -> unknown(id, invocation));
    }

    private Optional<Stored> find(RestoreId id, Invocation invocation) {
        return Required.of(
                "The record of restore %s could not be read.".formatted(id),
                tools.store().read(invocation.where(), id));
    }

    private static InvocationFailedException unknown(RestoreId id, Invocation invocation) {
        return new InvocationFailedException(
                "There is no restore %s of a table in %s. To see which there are, run: ./pitr-guard restore list"
                        .formatted(id, invocation.where().region()));
    }

    private static void log(RestoreRecord record, Map<String, Object> answer, Invocation invocation) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("restore", record.id().value());
        line.put("state", record.state().kind().name());
        line.putAll(answer);
        invocation.log(Json.write(line), LogLevel.INFO);
    }

    private Instant now() {
        return deployment().time().instant();
    }
}

package io.pitrguard.cli;

import io.pitrguard.config.Settings;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.text.Counted;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.drift.RedriveMessages;
import io.pitrguard.drift.RedriveOutcome;
import io.pitrguard.port.DeadLetters;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.CommandLineWiring;
import io.pitrguard.wiring.SystemTime;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pitr-guard redrive}: requeues failed drift messages. */
@Command(
        name = "redrive",
        mixinStandardHelpOptions = true,
        description = {
            "Requeues failed drift messages.",
            "Moves all messages from the drift function's dead-letter queue back to its queue and waits until that is done."
                    + " AWS moves them; it continues if you interrupt this command. A message that fails again returns to"
                    + " the dead-letter queue."
        },
        footerHeading = "%nExample:%n",
        footer = "  ./pitr-guard redrive --region eu-west-1")
final class RedriveCommand implements Callable<Integer> {
    /** Name of the dead-letter queue of a deployment. */
    private static final String STANDARD = "pitr-guard-drift-dlq";

    /** How many messages were requeued from a queue. */
    public record RequeuedView(String queue, long messages) {}

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Option(
            names = "--queue",
            paramLabel = "URL",
            description = "URL of the dead-letter queue. Default: " + Settings.DRIFT_DLQ_URL + ", else the queue named "
                    + STANDARD + ".")
    private @Nullable String queue;

    @Mixin
    private final DocumentOption output = new DocumentOption();

    @Mixin
    private final QuietOption quiet = new QuietOption();

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() throws InterruptedException {
        connection.check(spec);
        if (queue != null && !queue.matches("https?://\\S+")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--queue must be a URL such as https://sqs.REGION.amazonaws.com/ACCOUNT/NAME, not '" + queue + "'");
        }
        String source = queue(CommandEnvironment.variables());
        try (AwsClients clients = connection.clients()) {
            CurrentCaller.announced(
                    clients, connection, quiet.progress(spec.commandLine().getErr()), "requeuing messages");
            DeadLetters letters = CommandLineWiring.deadLetters(clients, source);
            RedriveOutcome outcome = new RedriveMessages(letters, new SystemTime()).run(progress());
            print(source, outcome);
        }
        return ExitCode.OK;
    }

    /** Returns the queue's URL or name. */
    private String queue(Map<String, String> environment) {
        String configured = environment.getOrDefault(Settings.DRIFT_DLQ_URL, "").strip();
        return queue != null ? queue : configured.isEmpty() ? STANDARD : configured;
    }

    private Consumer<DeadLetters.Move> progress() {
        PrintWriter err = PrintableWriter.raw(spec.commandLine().getErr());
        return move -> {
            if (!quiet.asked() && Terminal.progress() == Terminal.Progress.BAR) {
                boolean done = move.stage() != DeadLetters.Stage.RUNNING;
                err.print("\r\033[K" + (done ? "" : line(move)));
                err.flush();
            }
        };
    }

    /** Returns the progress of a move as text. */
    static String line(DeadLetters.Move move) {
        return move.total().isPresent()
                ? "%d of about %s requeued"
                        .formatted(move.moved(), messages(move.total().getAsLong()))
                : messages(move.moved()) + " requeued";
    }

    private static String messages(long count) {
        return Counted.of(count, "message", "messages");
    }

    private void print(String source, RedriveOutcome outcome) {
        PrintWriter out = spec.commandLine().getOut();
        switch (outcome) {
            case RedriveOutcome.Requeued(long messages) ->
                output.write(
                        out,
                        new RequeuedView(source, messages),
                        () -> quiet.progress(out).println(requeued(source, messages)));
            case RedriveOutcome.Stopped stopped ->
                throw new CommandFailure("requeuing messages from %s stopped after %s: %s. The others remain there.%s"
                        .formatted(
                                source,
                                messages(stopped.messages()),
                                Printable.line(stopped.why()),
                                stopped.why().contains("CouldNotDetermineMessageSource")
                                        ? " Messages sent there by hand cannot be moved; receive or delete them."
                                        : ""));
            case RedriveOutcome.Failed failed -> throw failure(source, failed);
        }
    }

    private static String requeued(String source, long messages) {
        return messages == 0
                ? "No messages to requeue in " + source + "."
                : "%s requeued from %s.".formatted(messages(messages), source);
    }

    private static CommandFailure failure(String source, RedriveOutcome.Failed failed) {
        Cause cause = failed.cause();
        String message = Printable.line(cause.message());
        if (failed.started()) {
            return new CommandFailure(
                    "messages from %s are being requeued, but the progress could not be read. %s Run the command again to check."
                            .formatted(source, message));
        }
        return new CommandFailure("could not requeue messages from %s. %s%s"
                .formatted(
                        source,
                        message,
                        cause.kind() == Cause.Kind.REFUSED
                                ? " Check that it is the drift function's dead-letter queue and in this region (--queue, "
                                        + Settings.DRIFT_DLQ_URL + ", --region)."
                                : ""));
    }
}

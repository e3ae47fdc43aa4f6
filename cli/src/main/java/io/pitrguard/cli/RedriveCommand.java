package io.pitrguard.cli;

import io.pitrguard.config.Settings;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.drift.RedriveMessages;
import io.pitrguard.drift.RedriveOutcome;
import io.pitrguard.port.DeadLetters;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.CommandLineWiring;
import io.pitrguard.wiring.SystemTime;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pitr-guard redrive}: puts back what the drift function could not process. */
@Command(
        name = "redrive",
        mixinStandardHelpOptions = true,
        description = {
            "Puts the messages of the drift function's dead-letter queue back into its queue, whole, and waits until they"
                    + " are there. AWS moves them: it goes on also when this command is broken off.",
            "A message that still cannot be processed comes back to the dead-letter queue."
        })
final class RedriveCommand implements Callable<Integer> {
    /** What a deployment calls the dead-letter queue. */
    private static final String STANDARD = "pitr-guard-drift-dlq";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Option(
            names = "--queue",
            paramLabel = "URL",
            description = "the dead-letter queue's URL; default: " + Settings.DRIFT_DLQ_URL + ", else the queue named "
                    + STANDARD)
    private @Nullable String queue;

    @Option(names = "--region", paramLabel = "REGION", description = "the queue's region; default: as in the AWS CLI")
    private @Nullable String region;

    @Override
    public Integer call() throws InterruptedException {
        RegionName.check(spec, region);
        if (queue != null && !queue.matches("https?://\\S+")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--queue must be a URL such as https://sqs.REGION.amazonaws.com/ACCOUNT/NAME, not '" + queue + "'");
        }
        String asked = queue(System.getenv());
        try (AwsClients clients = AwsClients.forRegion(Optional.ofNullable(region))) {
            DeadLetters letters = CommandLineWiring.deadLetters(clients, asked);
            RedriveOutcome outcome = new RedriveMessages(letters, new SystemTime()).run(progress());
            say(asked, outcome);
        }
        return ExitCode.OK;
    }

    /** Gives the queue's URL or name. */
    private String queue(Map<String, String> environment) {
        String configured = environment.getOrDefault(Settings.DRIFT_DLQ_URL, "").strip();
        return queue != null ? queue : configured.isEmpty() ? STANDARD : configured;
    }

    private Consumer<DeadLetters.Move> progress() {
        PrintWriter err = spec.commandLine().getErr();
        return move -> {
            if (Terminal.progress()) {
                boolean over = move.stage() != DeadLetters.Stage.RUNNING;
                err.print("\r\033[K" + (over ? "" : line(move)));
                err.flush();
            }
        };
    }

    /** Says how far a move is. */
    static String line(DeadLetters.Move move) {
        return move.total().isPresent()
                ? "%d of about %d messages put back"
                        .formatted(move.moved(), move.total().getAsLong())
                : "%d messages put back".formatted(move.moved());
    }

    private void say(String asked, RedriveOutcome outcome) {
        PrintWriter out = spec.commandLine().getOut();
        switch (outcome) {
            case RedriveOutcome.PutBack(long messages) -> out.println(said(asked, messages));
            case RedriveOutcome.Stopped stopped ->
                throw new CommandFailure(
                        "moving messages out of %s ended early, after %d of them: %s. What is left is still there.%s"
                                .formatted(
                                        asked,
                                        stopped.messages(),
                                        OneLine.of(stopped.why()),
                                        stopped.why().contains("CouldNotDetermineMessageSource")
                                                ? " Messages that somebody sent there by hand cannot be moved; receive or delete them."
                                                : ""));
            case RedriveOutcome.Failed failed -> throw failure(asked, failed);
        }
        out.flush();
    }

    private static String said(String asked, long messages) {
        return messages == 0
                ? "There was nothing in " + asked + " to put back."
                : "%d message%s of %s put back.".formatted(messages, messages == 1 ? "" : "s", asked);
    }

    private static CommandFailure failure(String asked, RedriveOutcome.Failed failed) {
        Cause cause = failed.cause();
        String message = OneLine.of(cause.message());
        if (failed.started()) {
            return new CommandFailure(
                    "messages of %s are being moved, but how far that is could not be read. %s Run the command again to see."
                            .formatted(asked, message));
        }
        return new CommandFailure("could not put back the messages of %s. %s%s"
                .formatted(
                        asked,
                        message,
                        cause.kind() == Cause.Kind.REFUSED
                                ? " Is that the drift function's dead-letter queue, and in this region (--queue, "
                                        + Settings.DRIFT_DLQ_URL + ", --region)?"
                                : ""));
    }
}

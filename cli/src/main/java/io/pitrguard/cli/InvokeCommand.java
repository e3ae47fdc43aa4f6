package io.pitrguard.cli;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.Time;
import io.pitrguard.report.Json;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.SystemTime;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pitr-guard invoke}: runs a Lambda function locally on one event. */
@Command(
        name = "invoke",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a Lambda function locally on one event and prints its answer as JSON.",
            "Acts as the policy says: a policy that remediates changes tables, unless PITR_GUARD_ACT=never.",
            "Settings are the PITR_GUARD_… variables (docs/sweep.md, docs/drift.md). Log and metrics go to standard error."
        },
        footerHeading = "%nExample:%n",
        footer = "  ./pitr-guard invoke sweep --event events/scheduled-sweep/hourly.json --policy policy.yaml")
final class InvokeCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "FUNCTION", description = "Function to run: ${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private LocalFunction function;

    @Option(
            names = "--event",
            required = true,
            paramLabel = "FILE",
            description =
                    "Event file, as JSON; events/ has examples. Each run gets new ids, so that none looks like a repetition.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private Path event;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "Policy file, or - for standard input. Default: PITR_GUARD_POLICY_FILE, else the built-in policy, which only alerts.")
    private @Nullable Path policyFile;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() throws IOException {
        connection.check(spec);
        Settings settings = settings(new HashMap<>(CommandEnvironment.variables()));
        PrintWriter out = spec.commandLine().getOut();
        out.println(Json.writePretty(Json.parse(answer(settings, read(event)))));
        out.flush();
        return ExitCode.OK;
    }

    private Settings settings(Map<String, String> environment) {
        if (policyFile == null) {
            if (environment.containsKey(Settings.LEDGER_TABLE) && !environment.containsKey(Settings.POLICY_FILE)) {
                throw new CommandFailure(
                        Settings.LEDGER_TABLE
                                + " requires --policy: the ledger must record the verdicts of the deployed policy. Pass --policy FILE, or unset the variable.");
            }
            return Settings.read(environment);
        }
        if (PolicyOption.isStandardInput(policyFile)) {
            environment.remove(Settings.POLICY_FILE);
        } else {
            environment.put(Settings.POLICY_FILE, policyFile.toString());
        }
        return Settings.read(environment, PolicyOption.read(policyFile));
    }

    private String answer(Settings settings, byte[] content) throws IOException {
        try (AwsClients clients = connection.clients()) {
            Time time = new SystemTime();
            byte[] input = FreshEvent.of(function, content, time.instant());
            PrintWriter log = spec.commandLine().getErr();
            AccountRegion where = CurrentCaller.announced(clients, connection, log, "running " + function)
                    .where();
            Context context = new LocalContext(function.toString(), where, log, time);
            return run(() -> function.wire(settings, time), input, context, System.err);
        }
    }

    /** Wires and runs a function and returns its answer; its metrics go to {@code printed}. */
    static String run(Supplier<RequestStreamHandler> function, byte[] input, Context context, PrintStream printed)
            throws IOException {
        PrintStream standardOut = System.out;
        System.setOut(printed);
        try {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            function.get().handleRequest(new ByteArrayInputStream(input), answer, context);
            return answer.toString(StandardCharsets.UTF_8);
        } finally {
            System.setOut(standardOut);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            String reason = e instanceof NoSuchFileException ? "there is no such file" : e.toString();
            throw new CommandFailure("cannot read the event file " + file + ": " + reason
                    + ". Pass an existing file, such as one in events/.");
        }
    }
}

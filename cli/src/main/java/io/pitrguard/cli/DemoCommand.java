package io.pitrguard.cli;

import io.pitrguard.bootstrap.Settings;
import io.pitrguard.bootstrap.SystemTime;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.report.Json;
import io.pitrguard.report.JsonRecords;
import io.pitrguard.report.SweepView;
import io.pitrguard.sandbox.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pitr-guard demo}: a sample fleet in the embedded sandbox, swept by the real function. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Sweeps a sample fleet in an AWS look-alike on this machine. Needs no AWS account; nothing leaves the machine.")
final class DemoCommand implements Callable<Integer> {
    private static final String EVENT = "/io/pitrguard/events/scheduled-sweep/hourly.json";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Path policy = Files.createTempFile("pitr-guard-demo-", ".yaml");
        try (Sandbox sandbox = Sandbox.start()) {
            Files.write(policy, resource("/io/pitrguard/cli/demo/policy.yaml"));
            SandboxAccess.use(sandbox);
            DemoFleet.seed(sandbox, LocalDate.now(ZoneOffset.UTC));
            String topic = sandbox.topics().create("pitr-guard-alerts");
            out.printf(
                    "A fleet of %d DynamoDB tables in an AWS look-alike at %s; no AWS account is used.%n",
                    sandbox.tables().names().size(), sandbox.endpoint());
            out.println("SweepFunction is invoked with events/scheduled-sweep/hourly.json and this policy:");
            out.println();
            Files.readAllLines(policy).forEach(line -> out.println("    " + line));
            out.println();
            out.flush();
            SweepView view = sweep(sandbox, Map.of(Settings.POLICY_FILE, policy.toString(), Settings.TOPIC_ARN, topic));
            out.print(OutputFormat.table.write(view, Terminal.colour(), true));
            out.println();
            out.println("The mail that goes out:");
            out.println();
            sandbox.topics().published().forEach(mail -> mail(out, mail.subject(), mail.message()));
            out.println(
                    "Try next: ./pitr-guard sweep (a read-only look at your account), ./pitr-guard policy check policy.yaml");
            out.flush();
        } finally {
            Files.deleteIfExists(policy);
        }
        return ExitCode.OK;
    }

    private static SweepView sweep(Sandbox sandbox, Map<String, String> environment) throws IOException {
        AccountRegion where = new AccountRegion("aws", sandbox.account(), sandbox.region());
        PrintWriter noLog = new PrintWriter(Writer.nullWriter());
        String answer = InvokeCommand.run(
                LocalFunction.SWEEP,
                environment,
                resource(EVENT),
                new LocalContext("sweep", where, noLog, new SystemTime()),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        return JsonRecords.read(SweepView.class, answer);
    }

    private static void mail(PrintWriter out, @Nullable String subject, String message) {
        Object texts = Json.parse(message);
        out.println("    Subject: " + subject);
        out.println();
        if (texts instanceof Map<?, ?> byProtocol) {
            String.valueOf(byProtocol.get("email")).lines().forEach(line -> out.println("    " + line));
        }
        out.println();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(DemoCommand.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }
}

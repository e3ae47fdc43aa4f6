package io.pitrguard.cli;

import io.pitrguard.config.policy.PolicyReader;
import io.pitrguard.config.policy.PolicyReading;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.text.Counted;
import io.pitrguard.report.DeletedTables;
import io.pitrguard.report.Json;
import io.pitrguard.report.JsonRecords;
import io.pitrguard.report.SweepView;
import io.pitrguard.sandbox.state.Published;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pitr-guard demo}: runs the real functions on a sample fleet in the local AWS emulator. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Runs pitr-guard on a sample fleet in a local AWS emulator.",
            "Shows one hour in a few seconds. Needs no AWS account; nothing leaves this machine."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./pitr-guard demo",
            "  ./pitr-guard demo --organization",
            "  ./pitr-guard demo restore",
            "  ./pitr-guard demo drill"
        },
        subcommands = {DemoRestoreCommand.class, DemoDrillCommand.class})
final class DemoCommand implements Callable<Integer> {
    private static final String EVENTS = "/io/pitrguard/events/";
    private static final Instant NINE = Instant.parse("2026-11-22T09:00:00Z");
    private static final Instant DISABLED = Instant.parse("2026-11-22T09:15:02Z");
    private static final Instant EVENT_ARRIVES = Instant.parse("2026-11-22T09:15:20Z");
    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Option(
            names = "--organization",
            description = "Sweep a sample organization of 12 accounts with 3 regions each instead.")
    private boolean organization;

    @Override
    public Integer call() throws IOException {
        if (organization) {
            return DemoOrganization.run(out(), spec.commandLine().getErr());
        }
        byte[] policy = resource("/io/pitrguard/cli/demo/policy.yaml");
        try (DemoAccount account = new DemoAccount(NINE, policy(policy))) {
            DemoFleet.seed(account.sandbox(), LocalDate.ofInstant(NINE, ZoneOffset.UTC));
            introduce(account, new String(policy, StandardCharsets.UTF_8));
            firstSweep(account);
            drift(account);
            nextSweep(account);
            timeline();
            report(policy);
        }
        out().println(
                        "Next: ./pitr-guard sweep (checks your account, changes nothing), ./pitr-guard policy check policy.yaml");
        out().flush();
        return ExitCode.OK;
    }

    private static Policy policy(byte[] content) {
        return switch (PolicyReader.read("demo.yaml", content)) {
            case PolicyReading.Valid valid -> valid.policy();
            case PolicyReading.Invalid invalid -> throw new IllegalStateException(invalid.description());
        };
    }

    private void introduce(DemoAccount account, String policy) {
        out().printf(
                        "A fleet of %d DynamoDB tables in a local AWS emulator at %s; no AWS account is used.%n",
                        account.sandbox().tables().names().size(),
                        account.sandbox().endpoint());
        out().println(
                        "The emulator's clock shows 2026-11-22 09:00 UTC. pitr-guard is deployed there with the policy demo.yaml:");
        out().println();
        policy.lines().forEach(line -> out().println("    " + line));
    }

    private void firstSweep(DemoAccount account) throws IOException {
        chapter("09:00  The hourly sweep (SweepFunction, events/scheduled-sweep/hourly.json)");
        out().print(OutputFormat.text.write(sweep(account), new Listing(Terminal.screen(), true)));
        mails(account);
    }

    private void drift(DemoAccount account) throws IOException {
        chapter("09:15  Someone disables recovery of orders in the AWS console");
        account.at(DISABLED);
        account.sandbox().tables().get("orders").disabled();
        out().println("CloudTrail reports the call to EventBridge, which queues it for DriftFunction");
        out().println("(events/drift/recovery-disabled-console.json). It arrives at 09:15:20.");
        account.at(EVENT_ARRIVES);
        account.deliver(body("drift/recovery-disabled-console.json"));
        mails(account);
    }

    private void nextSweep(DemoAccount account) throws IOException {
        chapter("10:00  The next sweep");
        account.at(TEN);
        SweepView view = sweep(account);
        SweepView.Summary summary = view.summary();
        out().printf(
                        "%s: %d non-compliant, %d undetermined, %d compliant, %d exempt, %s. Nothing is new.%n",
                        Counted.tables(summary.tables()),
                        summary.nonCompliant(),
                        summary.undetermined(),
                        summary.compliant(),
                        summary.exempt(),
                        DeletedTables.notApplicable(summary));
        out().println(
                        "orders stays non-compliant until its recovery window has grown back, or until you acknowledge the loss:");
        out().println("./pitr-guard acknowledge orders --reason …");
        mails(account);
    }

    private void timeline() {
        chapter("The timeline of orders (./pitr-guard history orders)");
        PrintWriter err = spec.commandLine().getErr();
        Main.run(out(), err, "history", "orders", "--ledger", DemoAccount.LEDGER);
        out().println();
    }

    private void report(byte[] policy) throws IOException {
        chapter("The report (./pitr-guard report --policy demo.yaml)");
        Path folder = Files.createTempDirectory("pitr-guard-demo-");
        Path file = Files.write(folder.resolve("demo.yaml"), policy);
        Main.run(
                out(),
                spec.commandLine().getErr(),
                "report",
                "--ledger",
                DemoAccount.LEDGER,
                "--policy",
                file.toString(),
                "--output",
                folder.resolve("report.html").toString());
        out().println();
    }

    private static SweepView sweep(DemoAccount account) throws IOException {
        String event = new String(resource(EVENTS + "scheduled-sweep/hourly.json"), StandardCharsets.UTF_8);
        return JsonRecords.read(SweepView.class, account.invoke(LocalFunction.SWEEP, event));
    }

    private void mails(DemoAccount account) {
        List<Published> mails = account.newMails();
        out().println();
        out().println(mails.isEmpty() ? "No mail is sent." : "This mail is sent:" + System.lineSeparator());
        mails.forEach(mail -> mail(mail.message(), String.valueOf(mail.subject())));
        out().flush();
    }

    private void mail(String message, String subject) {
        out().println("    Subject: " + subject);
        out().println();
        if (Json.parse(message) instanceof Map<?, ?> byProtocol) {
            String.valueOf(byProtocol.get("email")).lines().forEach(line -> out().println("    " + line));
        }
        out().println();
    }

    private void chapter(String title) {
        out().println();
        out().println(title);
        out().println("-".repeat(title.length()));
        out().println();
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Returns the body of the message in an SQS batch of one. */
    private static String body(String file) throws IOException {
        Object batch = Json.parse(new String(resource(EVENTS + file), StandardCharsets.UTF_8));
        if (batch instanceof Map<?, ?> event
                && event.get("Records") instanceof List<?> records
                && records.getFirst() instanceof Map<?, ?> message) {
            return String.valueOf(message.get("body"));
        }
        throw new IllegalStateException(file + " is not an SQS batch");
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(DemoCommand.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }
}

package io.pitrguard.cli;

import io.pitrguard.domain.text.Counted;
import io.pitrguard.sandbox.SampleFleet;
import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.sandbox.SandboxOptions;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pitr-guard sandbox}: starts the local AWS emulator, for example for the AWS CLI. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a local AWS emulator and prints its endpoint. Press Ctrl-C to stop it.",
            "Emulates the parts of DynamoDB, tagging, SNS, SQS, STS, AWS Config, CloudTrail and EventBridge that pitr-guard"
                    + " uses, with AWS's limits. Delivers neither events nor mail. AWS Config records all resource types and"
                    + " has the rule 'pitr-guard' of the files in events/config-rule; there is no trail and no EventBridge"
                    + " rule.",
            "With --organization, also the organization of the demo: 12 accounts with 3 regions each, two of which cannot be"
                    + " read. Try sweep --organization with --ou, --accounts, --regions or --output, and doctor"
                    + " --organization, which says that there is no deployment."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ./pitr-guard sandbox --tables 20 --port 4566", "  ./pitr-guard sandbox --organization"})
final class SandboxCommand implements Callable<Integer> {
    private static final int MAX_TABLES = 1_000_000;
    private static final int MAX_MILLIS = 60_000;
    private static final Duration MAX_LAG = Duration.ofMinutes(10);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port, 0 to 65535. Default: 0, a free port.")
    private int port;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            defaultValue = "eu-west-1",
            description = "AWS region of the tables. Default: ${DEFAULT-VALUE}.")
    private String region = "eu-west-1";

    @Option(
            names = "--tables",
            paramLabel = "N",
            defaultValue = "0",
            description = "Number of sample tables to create, 0 to 1000000. Default: 0.")
    private int tables;

    @Option(names = "--organization", description = "Emulate an organization of 12 accounts with 3 regions each.")
    private boolean organization;

    @Option(
            names = "--reads-per-second",
            paramLabel = "N",
            defaultValue = "10",
            description =
                    "DescribeContinuousBackups calls per second before throttling, 0.1 to 100000. 0: no limit. Default: ${DEFAULT-VALUE}, as on AWS.")
    private double readsPerSecond = 10;

    @Option(
            names = "--latency",
            paramLabel = "MILLIS",
            defaultValue = "0",
            description = "Milliseconds to delay each answer, 0 to 60000. Default: 0.")
    private long latency;

    @Option(
            names = "--lag",
            paramLabel = "DURATION",
            defaultValue = "0s",
            description =
                    "How long after a write reads show the state before it, of recovery and of tags, as AWS does for seconds: such as 0.5s, 5s or 2m; 0s to 10m. Default: ${DEFAULT-VALUE}.")
    private String lag = "0s";

    @Override
    public Integer call() throws InterruptedException {
        ReadsPerSecond.check(spec, readsPerSecond);
        RegionName.check(spec, region);
        check("--port", port, 65_535);
        check("--tables", tables, MAX_TABLES);
        check("--latency", latency, MAX_MILLIS);
        try (Sandbox sandbox = start(lag())) {
            SampleFleet.seed(sandbox, tables);
            SampleConfigRule.create(sandbox);
            if (organization) {
                DemoOrganization.seed(sandbox);
            }
            announce(sandbox);
            new CountDownLatch(1).await();
        }
        return ExitCode.OK;
    }

    private void check(String option, long value, long max) {
        if (value < 0 || value > max) {
            throw new ParameterException(spec.commandLine(), option + " must be 0 to " + max + ", not " + value);
        }
    }

    private Duration lag() {
        try {
            Duration duration = Duration.parse("PT" + lag);
            if (!duration.isNegative() && duration.compareTo(MAX_LAG) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // Refused below, as what is out of range.
        }
        throw new ParameterException(
                spec.commandLine(), "--lag must be a duration from 0s to 10m, such as 0.5s, 5s or 2m, not " + lag);
    }

    private Sandbox start(Duration readLag) {
        try {
            return Sandbox.start(SandboxOptions.defaults()
                    .withPort(port)
                    .withRegion(region)
                    .withContinuousBackupsPerSecond(readsPerSecond)
                    .withLatency(Duration.ofMillis(latency))
                    .withReadLag(readLag));
        } catch (UncheckedIOException e) {
            throw new CommandFailure("cannot listen on port " + port
                    + ": it is in use or not permitted. Choose another --port, or 0 for a free port.");
        }
    }

    private void announce(Sandbox sandbox) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(sandbox.endpoint());
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        err.println("Account " + sandbox.account() + ", region " + region + ", " + Counted.tables(tables)
                + ". To use it with the AWS CLI or pitr-guard:");
        err.println("  export AWS_ENDPOINT_URL=" + sandbox.endpoint() + " AWS_REGION=" + region + " AWS_DEFAULT_REGION="
                + region + " AWS_ACCESS_KEY_ID=sandbox AWS_SECRET_ACCESS_KEY=sandbox");
        if (organization) {
            err.println("The account is security, in an organization of 12 accounts. To check all of them:");
            err.println(
                    "  ./pitr-guard sweep --organization --regions all --external-id " + DemoOrganization.EXTERNAL_ID);
        }
        err.println("Press Ctrl-C to stop it.");
        err.flush();
    }
}

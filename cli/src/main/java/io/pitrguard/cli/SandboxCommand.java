package io.pitrguard.cli;

import io.pitrguard.sandbox.SampleFleet;
import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.sandbox.SandboxOptions;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pitr-guard sandbox}: starts the AWS look-alike alone, so that the AWS CLI can be pointed at it. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        description = {
            "Starts an AWS look-alike on this machine and prints its endpoint; Ctrl-C stops it.",
            "It speaks what pitr-guard needs of DynamoDB (tables and items), tagging, SNS (topics, subscriptions), SQS,",
            "STS, AWS Config (a rule's answers, history, recorders), CloudTrail (trails) and EventBridge (rules), with",
            "AWS's limits; it delivers neither events nor mail. Its AWS Config records all types and has a rule",
            "'pitr-guard' that the files below events/config-rule are of; it has no trail and no EventBridge rule."
        })
final class SandboxCommand implements Callable<Integer> {
    private static final int MOST_TABLES = 1_000_000;
    private static final int MOST_MILLIS = 60_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "0", description = "the port; default: a free one")
    private int port;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            defaultValue = "eu-west-1",
            description = "the region that its tables live in; default: ${DEFAULT-VALUE}")
    private String region = "eu-west-1";

    @Option(
            names = "--tables",
            paramLabel = "N",
            defaultValue = "0",
            description = "seed a mixed fleet of so many tables; default: 0")
    private int tables;

    @Option(
            names = "--reads-per-second",
            paramLabel = "N",
            defaultValue = "10",
            description = "the limit on DescribeContinuousBackups; 0: none; default: ${DEFAULT-VALUE}, as on AWS")
    private double readsPerSecond = 10;

    @Option(
            names = "--latency",
            paramLabel = "MILLIS",
            defaultValue = "0",
            description = "added to every answer; default: 0")
    private long latency;

    @Override
    public Integer call() throws InterruptedException {
        Pace.check(spec, readsPerSecond);
        RegionName.check(spec, region);
        check("--port", port, 65_535);
        check("--tables", tables, MOST_TABLES);
        check("--latency", latency, MOST_MILLIS);
        try (Sandbox sandbox = start()) {
            SampleFleet.seed(sandbox, tables);
            SampleRule.create(sandbox);
            announce(sandbox);
            new CountDownLatch(1).await();
        }
        return ExitCode.OK;
    }

    private void check(String option, long value, long most) {
        if (value < 0 || value > most) {
            throw new ParameterException(spec.commandLine(), option + " must be 0 to " + most + ", not " + value);
        }
    }

    private Sandbox start() {
        try {
            return Sandbox.start(SandboxOptions.defaults()
                    .withPort(port)
                    .withRegion(region)
                    .withContinuousBackupsPerSecond(readsPerSecond)
                    .withLatency(Duration.ofMillis(latency)));
        } catch (UncheckedIOException e) {
            throw new CommandFailure("cannot listen on port " + port
                    + ": it is taken, or not allowed. Choose another --port, or 0 for a free one.");
        }
    }

    private void announce(Sandbox sandbox) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(sandbox.endpoint());
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        err.println("Account " + sandbox.account() + ", region " + region + ", " + tables
                + " tables. Point the AWS CLI or pitr-guard at it:");
        err.println("  export AWS_ENDPOINT_URL=" + sandbox.endpoint() + " AWS_REGION=" + region + " AWS_DEFAULT_REGION="
                + region + " AWS_ACCESS_KEY_ID=sandbox AWS_SECRET_ACCESS_KEY=sandbox");
        err.println("Ctrl-C stops it.");
        err.flush();
    }
}

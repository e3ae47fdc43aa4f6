package io.pitrguard.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.aws.SandboxAws;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.port.Time;
import io.pitrguard.report.Json;
import io.pitrguard.report.JsonRecords;
import io.pitrguard.report.SweepView;
import io.pitrguard.sandbox.SandboxBucket;
import io.pitrguard.sandbox.SandboxOptions;
import io.pitrguard.sandbox.state.Published;
import io.pitrguard.selfcheck.DeployedComponents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The function in this process, against a sandbox, one invocation after the other. */
final class SweepTestBed implements AutoCloseable {
    static final String HOURLY = "{\"detail-type\":\"Scheduled Event\",\"id\":\"hourly-1\"}";

    final SandboxAws aws;
    private final ByteArrayOutputStream metrics = new ByteArrayOutputStream();
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    final String topic;
    Policy policy = Policy.BUILT_IN;
    boolean act = true;
    boolean alerts = true;
    DeployedComponents expected = DeployedComponents.NONE;
    Settings.Reporting reporting = AllOutputs.REPORTING;
    Settings.LedgerSettings ledger = Settings.LedgerSettings.NONE;
    double readsPerSecond = 100_000;
    Time time;
    Duration left = Duration.ofMinutes(15);
    LoggedContext context = context("arn:aws:lambda:eu-west-1:123456789012:function:pitr-guard-sweep");

    SweepTestBed() {
        this(options -> options);
    }

    /** Builds one on a sandbox with other options. */
    SweepTestBed(UnaryOperator<SandboxOptions> change) {
        aws = SandboxAws.start(change);
        time = aws.time();
        topic = aws.sandbox().topics().create("pitr-guard-alerts");
        aws.sandbox().topics().subscribe(topic, "email", "ops@example.com");
        aws.sandbox().topics().confirm(topic, "ops@example.com");
    }

    LoggedContext context(String arn) {
        return new LoggedContext(arn, left);
    }

    SweepView run(String event) throws IOException {
        handle(event);
        return JsonRecords.read(SweepView.class, answer.toString(UTF_8));
    }

    void handle(String event) throws IOException {
        context = new LoggedContext(context.getInvokedFunctionArn(), left);
        Settings settings = new Settings(
                policy,
                Path.of(""),
                act,
                alerts ? Optional.of(topic) : Optional.empty(),
                readsPerSecond,
                Duration.ofSeconds(30),
                reporting,
                ledger,
                Settings.DriftSettings.NONE,
                expected);
        PrintStream out = new PrintStream(metrics, true, UTF_8);
        Invocations.run(
                settings,
                () -> new SweepFunction(new Deployment(settings, aws.functionClients(), time, out)),
                event,
                answer,
                context);
    }

    /** What the log says of the sweep. */
    SweepView logged() {
        assertThat(context.logged()).endsWith("\n");
        return JsonRecords.read(SweepView.class, context.logged());
    }

    /** What was answered. */
    String answered() {
        return answer.toString(UTF_8);
    }

    /** Keeps evidence, in a bucket with versions and a ledger as a deployment names them. */
    SandboxBucket keepEvidence() {
        aws.sandbox().tables().create("pitr-guard-ledger").keys("pk", "sk").enabled(35);
        ledger = Settings.LedgerSettings.NONE
                .in("pitr-guard-ledger")
                .with(new Settings.Evidence("pitr-guard-evidence", Duration.ofDays(400)));
        return aws.sandbox().buckets().create("pitr-guard-evidence").keepVersions();
    }

    long metric(String name) {
        List<String> lines = metrics.toString(UTF_8).lines().toList();
        assertThat(lines).hasSize(1);
        return ((Number) ((Map<?, ?>) Json.parse(lines.getFirst())).get(name)).longValue();
    }

    String metricLines() {
        return metrics.toString(UTF_8);
    }

    List<Published> mails() {
        return aws.sandbox().topics().published();
    }

    @Override
    public void close() {
        aws.close();
    }
}

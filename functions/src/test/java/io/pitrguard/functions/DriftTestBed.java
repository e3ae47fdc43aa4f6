package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.aws.DynamoDbLedger;
import io.pitrguard.aws.SandboxAws;
import io.pitrguard.config.HubSettings;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Result;
import io.pitrguard.report.DriftView;
import io.pitrguard.report.Json;
import io.pitrguard.report.JsonRecords;
import io.pitrguard.report.SweepView;
import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.sandbox.SandboxOptions;
import io.pitrguard.sandbox.SandboxQueue;
import io.pitrguard.sandbox.SandboxTable;
import io.pitrguard.sandbox.lambda.EventSourceMapping;
import io.pitrguard.sandbox.lambda.SqsBatch;
import io.pitrguard.sandbox.state.Published;
import io.pitrguard.sandbox.state.QueueSettings;
import io.pitrguard.sandbox.state.Recovery;
import io.pitrguard.selfcheck.DeployedComponents;
import io.pitrguard.wiring.AwsClients;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The drift function with its queues, its ledger and the AWS that it sees, on a clock that stands still. */
final class DriftTestBed implements AutoCloseable {
    static final String LEDGER = "pitr-guard-ledger";
    private static final Duration VISIBILITY = Duration.ofMinutes(6);

    final SandboxAws aws;
    final SandboxQueue dead;
    final SandboxQueue queue;
    final String topic;
    final List<DriftView> log = new ArrayList<>();
    private final ByteArrayOutputStream sweepMetrics = new ByteArrayOutputStream();

    private final ByteArrayOutputStream metrics = new ByteArrayOutputStream();
    private Optional<DriftFunction> warm = Optional.empty();

    Policy policy = ConfigRuleTestBed.REMEDIATE;
    boolean act = true;
    Duration timeLeft = Duration.ofMinutes(1);
    Duration grace = Duration.ofMinutes(5);
    Duration reminderInterval = Duration.ofDays(1);
    boolean hasLedger = true;
    HubSettings hub = HubSettings.NONE;
    Settings.Reporting reporting = AllOutputs.REPORTING;

    DriftTestBed() {
        this(options -> options);
    }

    /** Builds one on a sandbox with other options. */
    DriftTestBed(UnaryOperator<SandboxOptions> change) {
        aws = SandboxAws.start(change);
        dead = aws.sandbox().queues().create("pitr-guard-drift-dlq");
        queue = aws.sandbox()
                .queues()
                .create(
                        "pitr-guard-drift",
                        QueueSettings.defaults()
                                .withVisibilityTimeout(VISIBILITY)
                                .withRedrive(new QueueSettings.Redrive(dead.arn(), 5)));
        topic = aws.sandbox().topics().create("pitr-guard-alerts");
        aws.sandbox().topics().subscribe(topic, "email", "ops@example.com");
        aws.sandbox().topics().confirm(topic, "ops@example.com");
        aws.sandbox().tables().create(LEDGER).keys("pk", "sk").enabled(35);
    }

    SandboxTable create(String name) {
        SandboxTable table = aws.sandbox().tables().create(name);
        pass(Duration.ofHours(1));
        return table;
    }

    SandboxTable table(String name) {
        return aws.sandbox().tables().get(name);
    }

    void pass(Duration time) {
        aws.time().advance(time);
    }

    /** Somebody calls AWS: the event is in the queue at once. */
    CallEvent call(String operation) {
        return CallEvent.of(operation, aws.where(), aws.time().instant());
    }

    /** Somebody disables a table's recovery. */
    CallEvent disable(String table) {
        table(table).disabled();
        return call("UpdateContinuousBackups").table(table).disabling();
    }

    void send(CallEvent event) {
        queue.send(event.json());
    }

    /** Takes what is visible to the function until nothing is; gives the ids of what failed. */
    Set<String> deliver() {
        EventSourceMapping mapping = new EventSourceMapping(queue, 10);
        Set<String> failed = new java.util.TreeSet<>();
        Optional<Set<String>> kept = mapping.deliver(this::invoke);
        while (kept.isPresent()) {
            failed.addAll(kept.get());
            kept = mapping.deliver(this::invoke);
        }
        return failed;
    }

    /** Lets time pass and brings what is due, step by step. */
    void deliverFor(Duration time, Duration step) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
            pass(step);
            deliver();
        }
    }

    /**
     * Takes a batch to the function, whose process ends before one call to AWS more than so many, or before it answers.
     *
     * @return whether it ended before its last call
     */
    boolean deliverToOneThatEndsAfter(int calls) {
        SqsBatch batch = new EventSourceMapping(queue, 10).poll().orElseThrow();
        try (AwsClients mortal = aws.clients(new Lifetime(calls)::limit)) {
            invoke(batch.event(), mortal);
            return false;
        } catch (Lifetime.Over expected) {
            return true;
        }
    }

    /** Invokes the function as Lambda would. */
    String invoke(String event) {
        return invoke(event, aws.functionClients());
    }

    /** From now on all invocations are of one warm function. */
    void keepWarm() {
        keepWarm(aws.functionClients());
    }

    /** The same with these clients. */
    void keepWarm(AwsClients clients) {
        Settings settings = settings();
        warm = Optional.of(new DriftFunction(new Deployment(settings, clients, aws.time(), print(metrics))));
    }

    /** The same with these clients. */
    String invoke(String event, AwsClients clients) {
        LoggedContext context = new LoggedContext(arn(), timeLeft);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        metrics.reset();
        try {
            Settings settings = settings();
            Invocations.run(
                    settings,
                    () -> warm.orElseGet(
                            () -> new DriftFunction(new Deployment(settings, clients, aws.time(), print(metrics)))),
                    event,
                    answer,
                    context);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            context.messages().forEach(line -> log.add(JsonRecords.read(DriftView.class, line.strip())));
        }
        assertThat(metrics.toString(StandardCharsets.UTF_8)).contains("DriftMessages");
        return answer.toString(StandardCharsets.UTF_8);
    }

    /** Runs a sweep that shares the ledger, the policy and the topic. */
    SweepView sweep() {
        return sweep(aws.functionClients());
    }

    /** The same with these clients. */
    SweepView sweep(AwsClients clients) {
        return sweep(clients, UUID.randomUUID().toString());
    }

    /** The same for the event of this id. */
    SweepView sweep(AwsClients clients, String id) {
        LoggedContext context = new LoggedContext(arn(), Duration.ofMinutes(15));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        String event = Json.write(Map.of("detail-type", "Scheduled Event", "id", id));
        try {
            Settings settings = settings();
            sweepMetrics.reset();
            PrintStream metrics = print(sweepMetrics);
            Invocations.run(
                    settings,
                    () -> new SweepFunction(new Deployment(settings, clients, aws.time(), metrics)),
                    event,
                    answer,
                    context);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return JsonRecords.read(SweepView.class, answer.toString(StandardCharsets.UTF_8));
    }

    /** Returns a metric of the last sweep. */
    long sweepMetric(String name) {
        String line = sweepMetrics.toString(StandardCharsets.UTF_8);
        return ((Number) ((Map<?, ?>) Json.parse(line)).get(name)).longValue();
    }

    /** What went out, oldest first. */
    List<Published> mails() {
        return aws.sandbox().topics().published();
    }

    /** The texts of those mails. */
    List<String> texts() {
        return mails().stream().map(DriftTestBed::mail).toList();
    }

    /** Whether recovery of a table is on. */
    boolean on(String table) {
        return table(table).recovery() instanceof Recovery.Enabled;
    }

    static String mail(Published published) {
        return String.valueOf(((Map<?, ?>) Json.parse(published.message())).get("email"));
    }

    /** What went out of one table, oldest first. */
    List<DriftView> alerts(String table) {
        return mails(aws.sandbox(), table).stream().map(DriftTestBed::view).toList();
    }

    /** What a sandbox's topics took of one table, oldest first. */
    static List<Published> mails(Sandbox sandbox, String table) {
        return sandbox.topics().published().stream()
                .filter(mail -> new Published.Attribute("String", table)
                        .equals(mail.attributes().get("table")))
                .toList();
    }

    /** The text for machines. */
    static DriftView view(Published published) {
        Object texts = Json.parse(published.message());
        return JsonRecords.read(DriftView.class, String.valueOf(((Map<?, ?>) texts).get("default")));
    }

    Ledger ledger() {
        return new DynamoDbLedger(aws.clients().dynamoDb(), LEDGER, Duration.ofDays(400), aws.time());
    }

    TableRecord record(String table) {
        return ledger().read(aws.where().table(table)).success().orElseThrow().record();
    }

    List<TimelineEntry> timeline(String table) {
        return ledger().timeline(aws.where().table(table), 1000).success().orElseThrow();
    }

    List<TimelineEntry.Kind> kinds(String table) {
        return timeline(table).stream().map(TimelineEntry::kind).toList();
    }

    /** A person says that they know. */
    void acknowledge(String table) {
        Ledger.Stored stored = ledger().read(aws.where().table(table)).success().orElseThrow();
        Result<Optional<Ledger.Stored>> written =
                ledger().write(stored, stored.record().acknowledge(aws.time().instant()), List.of());
        assertThat(written.success().orElseThrow()).isPresent();
    }

    private Settings settings() {
        return new Settings(
                policy,
                Path.of(""),
                act,
                Optional.of(topic),
                Double.POSITIVE_INFINITY,
                Duration.ofSeconds(10),
                reporting,
                new Settings.LedgerSettings(
                        hasLedger ? Optional.of(LEDGER) : Optional.empty(),
                        Duration.ofDays(400),
                        reminderInterval,
                        FlappingRules.STANDARD),
                new Settings.DriftSettings(Optional.of(queue.url()), grace),
                DeployedComponents.NONE,
                hub);
    }

    private String arn() {
        return "arn:%s:lambda:%s:%s:function:pitr-guard"
                .formatted(
                        aws.where().partition(),
                        aws.where().region(),
                        aws.where().account());
    }

    private static PrintStream print(ByteArrayOutputStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        aws.close();
    }
}

package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.aws.DynamoDbLedger;
import io.pitrguard.aws.SandboxAws;
import io.pitrguard.config.HubSettings;
import io.pitrguard.config.Settings;
import io.pitrguard.config.SettingsException;
import io.pitrguard.config.policy.PolicyReader;
import io.pitrguard.config.policy.PolicyReading;
import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Time;
import io.pitrguard.report.ConfigRuleView;
import io.pitrguard.report.Json;
import io.pitrguard.report.JsonRecords;
import io.pitrguard.sandbox.RuleEvent;
import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.sandbox.SandboxConfig;
import io.pitrguard.sandbox.SandboxOptions;
import io.pitrguard.sandbox.SandboxRule;
import io.pitrguard.sandbox.SandboxTable;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.selfcheck.DeployedComponents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The rule's function and the AWS that it sees: a sandbox with the rule in it, on a clock that stands still. */
final class ConfigRuleTestBed implements AutoCloseable {
    static final String RULE = "pitr-guard";
    static final String READ = "DescribeContinuousBackups";
    static final String WRITE = "UpdateContinuousBackups";
    static final String PUT = "PutEvaluations";
    static final String HELD = "GetComplianceDetailsByConfigRule";

    /** Corrects every table to 35 days. */
    static final Policy REMEDIATE = policy("""
            version: 1
            limits: { maxChangesPerSweep: 5000 }
            rules: [{ name: all, require: { recoveryPeriodDays: 35 }, action: remediate }]
            """);

    /** Corrects every table to 7 days. */
    static final Policy WEEK = policy("""
            version: 1
            rules: [{ name: all, require: { recoveryPeriodDays: 7 }, action: remediate }]
            """);

    private static final Duration RESERVE = Duration.ofSeconds(30);

    final SandboxAws aws;
    final SandboxRule rule;
    private final ByteArrayOutputStream metrics = new ByteArrayOutputStream();
    private final Map<Settings, ConfigRuleFunction> functions = new HashMap<>();

    Settings.Reporting reporting = AllOutputs.REPORTING;
    Policy policy = Policy.BUILT_IN;
    Duration timeLeft = Duration.ofMinutes(15);
    Path policyFolder = Path.of("");
    boolean act = true;
    HubSettings hub = HubSettings.NONE;
    private Settings.LedgerSettings ledger = Settings.LedgerSettings.NONE;
    Optional<String> topic;
    double readsPerSecond = Double.POSITIVE_INFINITY;
    Time time;

    ConfigRuleTestBed() {
        this(options -> options);
    }

    /** Builds one on a sandbox with other options. */
    ConfigRuleTestBed(UnaryOperator<SandboxOptions> change) {
        aws = SandboxAws.start(change);
        time = aws.time();
        rule = aws.sandbox().config().rules().create(RULE);
        topic = Optional.of(aws.sandbox().topics().create("pitr-guard-alerts"));
        aws.sandbox().topics().subscribe(topic.orElseThrow(), "email", "ops@example.com");
        aws.sandbox().topics().confirm(topic.orElseThrow(), "ops@example.com");
    }

    /** Reads a policy that must be valid. */
    static Policy policy(String yaml) {
        return switch (PolicyReader.read("test", yaml)) {
            case PolicyReading.Valid valid -> valid.policy();
            case PolicyReading.Invalid invalid ->
                throw new IllegalArgumentException(invalid.errors().toString());
        };
    }

    /** From now on the function keeps a ledger. */
    void useLedger() {
        aws.sandbox().tables().create(DriftTestBed.LEDGER).keys("pk", "sk").enabled(35);
        ledger = new Settings.LedgerSettings(
                Optional.of(DriftTestBed.LEDGER), Duration.ofDays(400), Duration.ofDays(1), FlappingRules.STANDARD);
    }

    /** Gives what happened to a table, oldest first. */
    List<TimelineEntry.Kind> kinds(String table) {
        Ledger read =
                new DynamoDbLedger(aws.clients().dynamoDb(), DriftTestBed.LEDGER, Duration.ofDays(400), aws.time());
        return read.timeline(aws.where().table(table), 1000).success().orElseThrow().stream()
                .map(TimelineEntry::kind)
                .toList();
    }

    Sandbox sandbox() {
        return aws.sandbox();
    }

    SandboxConfig config() {
        return aws.sandbox().config();
    }

    SandboxTable create(String table) {
        return aws.sandbox().tables().create(table);
    }

    SandboxTable table(String name) {
        return aws.sandbox().tables().get(name);
    }

    ConfigRuleTestBed fault(String operation, Effect effect) {
        aws.sandbox().faults().add(Fault.on(operation, effect));
        return this;
    }

    void pass(Duration time) {
        aws.time().advance(time);
    }

    /** Records the table as it is and makes the event that tells the rule. */
    RuleEvent changed(String table) {
        return rule.event(config().record(table));
    }

    /** Makes the event of a periodic evaluation that is due now. */
    RuleEvent scheduled() {
        return rule.event(config().schedule());
    }

    /** What the dashboard shows, as {@code COMPLIANCE annotation} by table. */
    Map<String, String> dashboard() {
        return dashboard(rule);
    }

    /** What the dashboard shows for another rule. */
    Map<String, String> dashboard(SandboxRule of) {
        Map<String, String> shown = new TreeMap<>();
        of.dashboard().forEach((table, evaluation) -> shown.put(table, RuleRun.words(evaluation)));
        return shown;
    }

    RuleRun invoke(RuleEvent event) {
        return invoke(event.json());
    }

    /** Invokes the function as Lambda would. */
    RuleRun invoke(String event) {
        int calls = aws.sandbox().calls().all().size();
        int accepted = rule.accepted().size();
        int published = aws.sandbox().topics().published().size();
        LoggedContext context = new LoggedContext(arn(), timeLeft);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        Optional<String> failure = Optional.empty();
        metrics.reset();
        try {
            Settings settings = settings();
            Invocations.run(settings, () -> function(settings), event, answer, context);
        } catch (InvocationFailedException | SettingsException e) {
            failure = Optional.of(e.getMessage());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new RuleRun(
                logged(context.messages(), failure.isEmpty() ? answer.toString(StandardCharsets.UTF_8) : null),
                failure,
                metrics(metrics.toString(StandardCharsets.UTF_8)),
                tail(rule.accepted(), accepted),
                tail(aws.sandbox().topics().published(), published),
                tail(aws.sandbox().calls().all(), calls));
    }

    /** Invokes the function as Lambda would, and gives what it answers. */
    String answer(String event) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        Settings settings = settings();
        try {
            Invocations.run(settings, () -> function(settings), event, answer, new LoggedContext(arn(), timeLeft));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    private String arn() {
        return "arn:%s:lambda:%s:%s:function:pitr-guard"
                .formatted(
                        aws.where().partition(),
                        aws.where().region(),
                        aws.where().account());
    }

    /** The function as it is configured now; like Lambda's it serves many events. */
    private ConfigRuleFunction function(Settings settings) {
        return functions.computeIfAbsent(
                settings,
                wanted -> new ConfigRuleFunction(new Deployment(
                        wanted, aws.functionClients(), time, new PrintStream(metrics, true, StandardCharsets.UTF_8))));
    }

    private Settings settings() {
        return new Settings(
                policy,
                policyFolder,
                act,
                topic,
                readsPerSecond,
                RESERVE,
                reporting,
                ledger,
                Settings.DriftSettings.NONE,
                DeployedComponents.NONE,
                hub);
    }

    /** The log and the answer must say the same. */
    private static Optional<ConfigRuleView> logged(List<String> log, @Nullable String answer) {
        if (answer != null) {
            assertThat(log).containsExactly(answer + "\n");
        }
        return log.isEmpty() || log.getFirst().startsWith("{\"refused\"")
                ? Optional.empty()
                : Optional.of(JsonRecords.read(ConfigRuleView.class, log.getFirst()));
    }

    private static Map<?, ?> metrics(String lines) {
        return lines.isEmpty() ? Map.of() : (Map<?, ?>) Objects.requireNonNull(Json.parse(lines));
    }

    private static <T> List<T> tail(List<T> all, int from) {
        return List.copyOf(all.subList(from, all.size()));
    }

    @Override
    public void close() {
        aws.close();
    }
}

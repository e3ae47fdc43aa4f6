package io.pitrguard.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.pitrguard.aws.SandboxAws;
import io.pitrguard.config.HubSettings;
import io.pitrguard.config.Mode;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.port.Time;
import io.pitrguard.report.Json;
import io.pitrguard.report.PartView;
import io.pitrguard.report.SweepDocuments;
import io.pitrguard.sandbox.SandboxBucket;
import io.pitrguard.sandbox.SandboxOptions;
import io.pitrguard.sandbox.SandboxTables;
import io.pitrguard.selfcheck.DeployedComponents;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.HubWiring;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The functions of a state machine in this process, against a sandbox with an organization. */
final class HubTestBed implements AutoCloseable {
    static final String SHOP = "111111111111";
    static final String BANK = "222222222222";
    static final String BUCKET = "pitr-guard-sweeps";
    static final String LEDGER = "pitr-guard-ledger";
    static final String SWEEP = "sweep-1";
    static final String STARTED = "2026-11-22T09:59:58.123Z";
    static final String EXTERNAL_ID = "an-external-id";

    final SandboxAws aws;
    final SandboxBucket bucket;
    final String topic;
    String started = STARTED;
    Policy policy = Policy.BUILT_IN;
    Mode mode = Mode.ORGANIZATION;
    boolean act = true;
    HubSettings.Scope scope = new HubSettings.Scope(List.of(), List.of(), List.of(), List.of(), List.of("eu-west-1"));
    /** The region of the places that workers sweep. */
    String region = "eu-west-1";

    Optional<String> memberBus = Optional.empty();
    Optional<String> aggregator = Optional.empty();
    List<String> units = List.of();
    double readsPerSecond = 100_000;
    Optional<Settings.Evidence> evidence = Optional.empty();
    KillSwitch killed = KillSwitch.never();
    Time time;
    Duration left = Duration.ofMinutes(15);
    DeployedComponents expected = DeployedComponents.NONE;
    Settings.Reporting reporting = AllOutputs.REPORTING;
    Settings.DriftSettings drift = Settings.DriftSettings.NONE;
    Supplier<AwsClients> functionClients;
    /** Takes each line that a function logs. */
    Consumer<String> log = _ -> {};
    /** What the state machine tells a worker of the start of the execution. */
    Optional<String> workStarted = Optional.empty();

    private final AtomicInteger invocations = new AtomicInteger();
    final ByteArrayOutputStream metrics = new ByteArrayOutputStream();

    HubTestBed() {
        this(options -> options);
    }

    HubTestBed(UnaryOperator<SandboxOptions> change) {
        aws = SandboxAws.start(change);
        time = aws.time();
        functionClients = () -> aws.clients(client -> killed.watch(client));
        bucket = aws.sandbox().buckets().create(BUCKET);
        topic = aws.sandbox().topics().create("pitr-guard-alerts");
        aws.sandbox().topics().subscribe(topic, "email", "ops@example.com");
        aws.sandbox().topics().confirm(topic, "ops@example.com");
        aws.sandbox().tables().create(LEDGER).keys("pk", "sk").enabled(35);
        aws.sandbox().organization().account(aws.sandbox().account(), "security", Set.of("eu-west-1", "us-east-1"));
    }

    /** Adds an account whose tables can be read. */
    HubTestBed member(String account, String name) {
        aws.sandbox()
                .organization()
                .account(account, name, Set.of("eu-west-1", "us-east-1"))
                .role(account, "pitr-guard-member", EXTERNAL_ID);
        return this;
    }

    Map<?, ?> plan() {
        return plan(SWEEP);
    }

    Map<?, ?> plan(String sweep) {
        return invoke(PlanFunction::new, Json.write(Map.of("sweep", sweep, "started", started)));
    }

    /** Makes one call of a worker; returns its answer. */
    Map<?, ?> place(String account, int call) {
        return invoke(PlaceFunction::new, Json.write(input(account, call)));
    }

    private Map<String, ?> input(String account, int call) {
        Map<String, ?> place = Map.of(
                "account",
                account,
                "name",
                "shop",
                "region",
                region,
                "units",
                units.stream()
                        .map(name -> Map.of("id", "ou-" + name, "name", name))
                        .toList());
        Map<String, Object> input = new LinkedHashMap<>(Map.of("sweep", SWEEP, "call", call, "place", place));
        workStarted.ifPresent(at -> input.put("started", at));
        return input;
    }

    /** Makes calls of a worker as long as there is more; returns the parts. */
    List<PartView> sweepPlace(String account) {
        List<PartView> parts = new ArrayList<>();
        boolean more = true;
        for (int call = 1; more; call++) {
            more = Boolean.TRUE.equals(place(account, call).get("more"));
            parts.add(part(account, call));
        }
        return parts;
    }

    /** Returns the part of a call. */
    PartView part(String account, int call) {
        return documents()
                .part("sweeps/%s/parts/%s/%s/%04d.json".formatted(SWEEP, account, region, call))
                .success()
                .flatMap(part -> part)
                .orElseThrow();
    }

    /** Returns the tables of a member. */
    SandboxTables tables(String account) {
        return aws.sandbox().tables(account, "eu-west-1");
    }

    /** Runs a function of a deployment on an input; returns its answer. */
    Map<?, ?> invoke(Function<Deployment, RequestStreamHandler> function, String input) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        Settings settings = settings();
        PrintStream out = new PrintStream(metrics, true, UTF_8);
        LoggedContext context = new LoggedContext(
                "arn:aws:lambda:eu-west-1:%s:function:pitr-guard-x:live"
                        .formatted(aws.sandbox().account()),
                left,
                "request-" + invocations.incrementAndGet());
        try {
            Invocations.run(
                    settings,
                    () -> function.apply(new Deployment(settings, functionClients.get(), time, out)),
                    input,
                    answer,
                    context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            context.messages().forEach(log);
        }
        return (Map<?, ?>) Objects.requireNonNull(Json.parse(answer.toString(UTF_8)));
    }

    Settings settings() {
        HubSettings hub = new HubSettings(
                mode, "pitr-guard-member", Optional.of(EXTERNAL_ID), Optional.of(BUCKET), memberBus, scope);
        return new Settings(
                policy,
                Path.of(""),
                act,
                Optional.of(topic),
                readsPerSecond,
                Duration.ofSeconds(30),
                reporting,
                evidence.map(Settings.LedgerSettings.NONE.in(LEDGER)::with)
                        .orElse(Settings.LedgerSettings.NONE.in(LEDGER)),
                drift,
                expected,
                aggregator.map(hub::withConfigAggregator).orElse(hub));
    }

    SweepDocuments documents() {
        return new SweepDocuments(HubWiring.sweepStore(aws.clients(), BUCKET));
    }

    @Override
    public void close() {
        aws.close();
    }
}

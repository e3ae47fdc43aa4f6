package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.aws.DynamoDbRestoreStore;
import io.pitrguard.aws.SandboxAws;
import io.pitrguard.config.HubSettings;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.RestorePolicy;
import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.restore.RestorePlan;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.SettingsChoice;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.AnyRestore;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.RestoreStore.Stored;
import io.pitrguard.report.Json;
import io.pitrguard.sandbox.state.Published;
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
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** The function that restores, on the sandbox, with a table to restore; plays the state machine. */
final class RestoreTestBed implements AutoCloseable {
    static final String LEDGER = "pitr-guard-ledger";
    static final String TARGET = "pitr-guard-restore-orders";
    static final RestoreId ID = new RestoreId("20261122-100000-orders-7f3a");
    static final String ANN = AnyRestore.REQUESTER;
    static final String BEN = AnyRestore.OTHER;

    final SandboxAws aws = SandboxAws.start();
    final List<String> answers = new ArrayList<>();
    final StringBuilder log = new StringBuilder();
    RestorePolicy policy = RestorePolicy.STANDARD;
    SettingsChoice settings = SettingsChoice.SAFE;
    private final Settings.Reporting reporting = AllOutputs.in(aws.sandbox());
    private final String topic;
    private boolean hasTopic = true;

    RestoreTestBed() {
        topic = aws.sandbox().topics().create("pitr-guard-alerts");
        aws.sandbox().topics().subscribe(topic, "email", "ops@example.com");
        aws.sandbox().topics().confirm(topic, "ops@example.com");
        aws.sandbox().tables().create(LEDGER).keys("pk", "sk").enabled(35);
        aws.sandbox().tables().create("orders").enabled(35);
        aws.time().advance(Duration.ofHours(3));
        // The first call to the server of items takes its time, and a write must not be repeated.
        assertThat(IntStream.range(0, 5)
                        .anyMatch(_ -> store().list(aws.where()).success().isPresent()))
                .isTrue();
    }

    /** From now on there is no topic. */
    void withoutTopic() {
        hasTopic = false;
    }

    String topic() {
        return topic;
    }

    TableRef source() {
        return aws.where().table("orders");
    }

    /** Stores a planned restore. */
    RestoreRecord planned() {
        return planned(plans().live());
    }

    /** Stores a planned restore of the table, which is deleted. */
    RestoreRecord plannedOfDeleted() {
        return planned(plans().deleted());
    }

    private RestoreRecord planned(RestorePlan plan) {
        RestoreRecord record = RestoreRecord.planned(ID, plan);
        assertThat(store().create(record).success().orElseThrow()).isPresent();
        return record;
    }

    private RestoreTestPlans plans() {
        return new RestoreTestPlans(aws, source(), policy, settings);
    }

    RestoreStore store() {
        return new DynamoDbRestoreStore(aws.clients().dynamoDb(), LEDGER);
    }

    RestoreRecord record() {
        return store().read(aws.where(), ID)
                .success()
                .orElseThrow()
                .orElseThrow()
                .record();
    }

    /** Stores something in place of the record. */
    void write(RestoreRecord next) {
        Stored read = store().read(aws.where(), ID).success().orElseThrow().orElseThrow();
        assertThat(store().write(read, next).success().orElseThrow()).isPresent();
    }

    /** Takes steps as the state machine does, until it ends or asks a person; returns the last answer. */
    String run() {
        return run(() -> false).orElseThrow();
    }

    /** The same, or until something has come about: then it returns nothing. */
    Optional<String> run(BooleanSupplier until) {
        for (int i = 0; i < 500; i++) {
            if (until.getAsBoolean()) {
                return Optional.empty();
            }
            Map<?, ?> answer = (Map<?, ?>) Json.parse(step());
            String next = String.valueOf(answer.get("next"));
            long seconds = ((Number) answer.get("seconds")).longValue();
            answers.add(next);
            switch (next) {
                case "AGAIN" -> assertThat(seconds).isZero();
                case "WAIT" -> aws.time().advance(Duration.ofSeconds(seconds));
                default -> {
                    return Optional.of(next);
                }
            }
        }
        throw new AssertionError("no end: " + record());
    }

    String step() {
        return invoke(Map.of("id", ID.value()));
    }

    /** Asks a person, with this token. */
    String ask(String token) {
        return invoke(Map.of("id", ID.value(), "token", token));
    }

    /** The execution has ended so. */
    String ended(String execution, Map<String, String> error) {
        return invoke(Map.of("id", execution, "error", error));
    }

    String invoke(Map<String, ?> event) {
        return invoke(Json.write(event), aws.functionClients());
    }

    String invoke(String event, AwsClients clients) {
        LoggedContext context = new LoggedContext(
                "arn:%s:lambda:%s:%s:function:pitr-guard-restore"
                        .formatted(
                                aws.where().partition(),
                                aws.where().region(),
                                aws.where().account()),
                Duration.ofMinutes(5));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        PrintStream metrics = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        Settings settings = settings();
        try {
            Invocations.run(
                    settings,
                    () -> new RestoreFunction(new Deployment(settings, clients, aws.time(), metrics)),
                    event,
                    answer,
                    context);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            log.append(context.logged());
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    private Settings settings() {
        Policy builtIn = Policy.BUILT_IN;
        return new Settings(
                new Policy(
                        builtIn.source(),
                        builtIn.rules(),
                        builtIn.limits(),
                        builtIn.exemptTag(),
                        builtIn.owners(),
                        policy),
                Path.of(""),
                true,
                hasTopic ? Optional.of(topic) : Optional.empty(),
                Double.POSITIVE_INFINITY,
                Duration.ofSeconds(10),
                reporting,
                new Settings.LedgerSettings(
                        Optional.of(LEDGER), Duration.ofDays(400), Duration.ofDays(1), FlappingRules.STANDARD),
                new Settings.DriftSettings(Optional.empty(), Duration.ofMinutes(5)),
                DeployedComponents.NONE,
                HubSettings.NONE);
    }

    /** Returns the subjects of all mails, oldest first. */
    List<String> subjects() {
        return mails().stream().map(Published::subject).toList();
    }

    /** Returns what was sent to the topic for alerts. */
    List<Published> mails() {
        return published(topic);
    }

    /** Returns what was sent to the topic for chat. */
    List<Published> chats() {
        return published(reporting.outputs().chatTopicArn().orElseThrow());
    }

    private List<Published> published(String to) {
        return aws.sandbox().topics().published().stream()
                .filter(message -> message.topicArn().equals(to))
                .toList();
    }

    @Override
    public void close() {
        aws.close();
    }
}

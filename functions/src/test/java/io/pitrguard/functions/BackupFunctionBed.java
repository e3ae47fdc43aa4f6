package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.aws.DynamoDbBackupStore;
import io.pitrguard.aws.DynamoDbTableBackups;
import io.pitrguard.aws.SandboxAws;
import io.pitrguard.config.HubSettings;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.backup.BackupRecord;
import io.pitrguard.domain.backup.ListedBackup;
import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.port.BackupStore;
import io.pitrguard.report.Json;
import io.pitrguard.sandbox.state.Published;
import io.pitrguard.selfcheck.DeployedComponents;
import io.pitrguard.wiring.AwsClients;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The function that takes and deletes backups, on the sandbox, with a ledger and a topic. */
final class BackupFunctionBed implements AutoCloseable {
    static final String LEDGER = "pitr-guard-ledger";
    static final String POLICY = """
            version: 1
            rules:
              - name: books
                match: { table: books-* }
                backup: { every: 5d, keepFor: 20d, keepLast: 2 }
              - name: archive
                match: { table: archive }
                backup: { every: 30d }
              - name: tagged
                match: { tag: ["backup=daily"] }
                backup: { every: 1d, keepFor: 3d, keepLast: 1 }
            """;

    final SandboxAws aws;
    final StringBuilder log = new StringBuilder();
    String policy = POLICY;
    KillSwitch killed = KillSwitch.never();
    Duration left = Duration.ofMinutes(15);
    private final String topic;
    private final Settings.Reporting reporting;
    private int invocations;

    BackupFunctionBed() {
        aws = SandboxAws.start(options -> options.withStaleReads(0));
        reporting = AllOutputs.in(aws.sandbox());
        topic = aws.sandbox().topics().create("pitr-guard-alerts");
        aws.sandbox().topics().subscribe(topic, "email", "ops@example.com");
        aws.sandbox().topics().confirm(topic, "ops@example.com");
        aws.sandbox().tables().create(LEDGER).keys("pk", "sk").enabled(35);
        // The first call to the server of items takes its time, and a write must not be repeated.
        assertThat(IntStream.range(0, 5)
                        .anyMatch(_ -> store().list(aws.where()).success().isPresent()))
                .isTrue();
    }

    String topic() {
        return topic;
    }

    /** Makes tables that can be backed up. */
    void create(String... names) {
        for (String name : names) {
            aws.sandbox().tables().create(name).enabled(35);
        }
    }

    BackupStore store() {
        return new DynamoDbBackupStore(aws.clients().dynamoDb(), LEDGER);
    }

    List<BackupRecord> records() {
        return store().list(aws.where()).success().orElseThrow().records().stream()
                .map(BackupStore.Stored::record)
                .toList();
    }

    /** Invokes it as the scheduler does; returns the answer. */
    Map<?, ?> run() {
        return run("request-" + ++invocations);
    }

    /** The same, under an id of the invocation that AWS has when it repeats one. */
    Map<?, ?> run(String id) {
        try {
            return (Map<?, ?>) Json.parse(
                    invoke(Files.readString(Path.of("..", "events", "scheduled-backup", "hourly.json")), id));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    String invoke(String event, String id) {
        LoggedContext context = new LoggedContext(
                "arn:%s:lambda:%s:%s:function:pitr-guard-backup:live"
                        .formatted(
                                aws.where().partition(),
                                aws.where().region(),
                                aws.where().account()),
                left,
                id);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        PrintStream metrics = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        Settings settings = settings();
        AwsClients clients = aws.clients(killed::watch);
        try {
            Invocations.run(
                    settings,
                    () -> new BackupFunction(new Deployment(settings, clients, aws.time(), metrics)),
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
        return new Settings(
                ConfigRuleTestBed.policy(policy),
                Path.of(""),
                true,
                Optional.of(topic),
                Double.POSITIVE_INFINITY,
                Duration.ofSeconds(30),
                reporting,
                new Settings.LedgerSettings(
                        Optional.of(LEDGER), Duration.ofDays(400), Duration.ofDays(1), FlappingRules.STANDARD),
                new Settings.DriftSettings(Optional.empty(), Duration.ofMinutes(5)),
                DeployedComponents.NONE,
                HubSettings.NONE);
    }

    /** Returns the backups of a table that somebody made, oldest first. */
    List<TableBackup> backups(String table) {
        return new DynamoDbTableBackups(aws.clients().dynamoDb(), aws.clients().dynamoDb(), aws.time())
                .list(aws.where(), Optional.of(table)).success().orElseThrow().stream()
                        .map(ListedBackup::backup)
                        .filter(backup -> backup.kind() == TableBackup.Kind.USER)
                        .toList()
                        .reversed();
    }

    /** Returns how often an operation was called. */
    long calls(String operation) {
        return aws.sandbox().calls().all().stream()
                .filter(call -> call.operation().equals(operation))
                .count();
    }

    /** Returns the subjects of all mails, oldest first. */
    List<String> subjects() {
        return aws.sandbox().topics().published().stream()
                .filter(message -> message.topicArn().equals(topic))
                .map(Published::subject)
                .toList();
    }

    void pass(Duration time) {
        aws.time().advance(time);
    }

    @Override
    public void close() {
        aws.close();
    }
}

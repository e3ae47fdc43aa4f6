package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.port.DriftQueue;
import io.pitrguard.report.DriftView;
import io.pitrguard.report.Json;
import io.pitrguard.report.JsonRecords;
import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.sandbox.SandboxClock;
import io.pitrguard.sandbox.SandboxOptions;
import io.pitrguard.sandbox.SandboxQueue;
import io.pitrguard.sandbox.calls.RecordedFunction;
import io.pitrguard.sandbox.lambda.DeploymentPackage;
import io.pitrguard.sandbox.lambda.LambdaFunction;
import io.pitrguard.sandbox.lambda.LambdaProcess;
import io.pitrguard.sandbox.lambda.Outcome;
import io.pitrguard.sandbox.lambda.RecordedBatch;
import io.pitrguard.sandbox.state.MessageAttribute;
import io.pitrguard.sandbox.state.QueueMessage;
import io.pitrguard.sandbox.state.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The drift function out of the deployable package, run by AWS's runtime client: one process, every event. Its clock is
 * the real one, so the events come as if they had been sent a moment ago.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "AWS's runtime client is native in part, and for Linux only")
class DriftRuntimeIT {
    private static final Path PACKAGE = Path.of("target", "pitr-guard-functions.zip");
    private static final Path EVENTS = Path.of("..", "events", "drift");
    private static final String ANSWERS = "../events/drift-answers.csv";

    /** Requeued because a read may not show yet what the call did. */
    private static final String TOO_SOON = "TOO_SOON";

    private static final Duration TIME_LEFT = Duration.ofSeconds(60);
    private static final String LEDGER = "pitr-guard-ledger";

    @TempDir
    private static Path folder;

    private static final SandboxClock CLOCK = SandboxClock.system();

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Sandbox sandbox;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static SandboxQueue queue;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static LambdaProcess process;

    @BeforeAll
    static void start() throws IOException {
        Path taskRoot = Files.createDirectory(folder.resolve("task"));
        DeploymentPackage.unzip(PACKAGE, taskRoot);
        Path policy = Files.writeString(folder.resolve("policy.yaml"), """
                version: 1
                limits: { maxChangesPerSweep: 5000 }
                rules: [{ name: all, require: { recoveryPeriodDays: 35 }, action: remediate }]
                """);
        sandbox = Sandbox.start(SandboxOptions.defaults().withoutLimit().withClock(CLOCK));
        queue = sandbox.queues().create("pitr-guard-drift");
        process = LambdaProcess.start(
                RecordedFunction.of(LambdaFunction.in(sandbox, taskRoot, DriftFunction.class.getName()))
                        .with("PITR_GUARD_POLICY_FILE", policy.toString())
                        .with("PITR_GUARD_LEDGER_TABLE", LEDGER)
                        .with("PITR_GUARD_TOPIC_ARN", topic())
                        .with("PITR_GUARD_DRIFT_QUEUE_URL", queue.url())
                        .with("AWS_LAMBDA_LOG_FORMAT", "JSON"));
    }

    /** Only what somebody could get counts as notified. */
    private static String topic() {
        String topic = sandbox.topics().create("pitr-guard-alerts");
        sandbox.topics().subscribe(topic, "email", "ops@example.com");
        sandbox.topics().confirm(topic, "ops@example.com");
        return topic;
    }

    @AfterAll
    static void stop() {
        process.close();
        sandbox.close();
    }

    static Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.list(EVENTS)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    @Test
    void everyFileHasItsAnswer() throws IOException {
        assertThat(Files.readAllLines(Path.of(ANSWERS)).stream().skip(1).map(line -> line.split("\\|", -1)[0].strip()))
                .containsExactlyElementsOf(files().toList());
    }

    @ParameterizedTest
    @CsvFileSource(files = ANSWERS, delimiter = '|', numLinesToSkip = 1)
    void answersTheFile(String file, String orders, String messages, @Nullable String expected) throws Exception {
        world(orders);
        String event = RecordedBatch.sentAt(Instant.now(), read(file));

        List<DriftView> views = answer(event);

        assertThat(String.join(
                        " ",
                        views.stream().map(view -> view.outcome().toString()).toList()))
                .isEqualTo(messages.replace(TOO_SOON, "REQUEUED"));
        boolean early = messages.startsWith("REQUEUED");
        assertThat(alerts()).isEqualTo(early || expected == null ? "" : expected);
        alerted().forEach(table -> assertThat(isOn(table)).as(table).isTrue());
        if (orders.equals("off") && alerted().isEmpty()) {
            assertThat(isOn("orders")).isFalse();
        }
        assertSentBack(requeued(messages), event);
        assertThat(sandbox.failures()).isEmpty();
    }

    /** Whatever the time is since. */
    @ParameterizedTest
    @MethodSource("files")
    void answersTheFileAsItIs(String file) throws Exception {
        world("off");

        List<DriftView> views = answer(read(file));

        assertThat(views).extracting(DriftView::outcome).doesNotContain(DriftView.Outcome.GIVEN_UP);
        assertThat(views)
                .filteredOn(view -> view.outcome().toString().equals("FAILED"))
                .hasSize(file.equals("batch-of-ten.json") || file.equals("other-source.json") ? 1 : 0);
    }

    /** An empty ledger, and tables that are there for a day. */
    private static void world(String orders) {
        List.copyOf(sandbox.tables().names()).forEach(sandbox.tables()::delete);
        CLOCK.advance(Duration.ofDays(-1));
        sandbox.tables().create(LEDGER).keys("pk", "sk").enabled(35);
        sandbox.tables().create("payments").disabled();
        switch (orders) {
            case "on" -> sandbox.tables().create("orders").enabled(35);
            case "off" -> sandbox.tables().create("orders").disabled();
            default -> assertThat(orders).isEqualTo("gone");
        }
        CLOCK.advance(Duration.ofDays(1));
        queue.clear();
        sandbox.topics().clear();
        topic();
    }

    private static String read(String file) throws IOException {
        return Files.readString(EVENTS.resolve(file));
    }

    /** Gives what the function logs of each message; those that failed are the ones that it answers. */
    private static List<DriftView> answer(String event) throws InterruptedException {
        int logged = process.stdout().length();
        Outcome outcome = process.invoke(event, TIME_LEFT);
        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        List<DriftView> views = process.stdout()
                .substring(logged)
                .lines()
                .map(line -> (Map<?, ?>) Objects.requireNonNull(Json.parse(line)))
                .filter(line -> line.get("message") instanceof String)
                .map(line -> JsonRecords.read(DriftView.class, (String) Objects.requireNonNull(line.get("message"))))
                .toList();
        assertThat(Json.parse(((Outcome.Answered) outcome).body()))
                .isEqualTo(Map.of(
                        "batchItemFailures",
                        views.stream()
                                .filter(view -> view.outcome().toString().equals("FAILED"))
                                .map(view -> Map.of("itemIdentifier", view.message()))
                                .toList()));
        assertThat(views).extracting(DriftView::ledgerFailure).containsOnlyNulls();
        return views;
    }

    private static boolean isOn(String table) {
        return sandbox.tables().get(table).recovery() instanceof Recovery.Enabled;
    }

    private static List<DriftView.CallView> calls() {
        return sandbox.topics().published().stream()
                .map(DriftTestBed::view)
                .map(view -> Objects.requireNonNull(view.call()))
                .toList();
    }

    private static List<String> alerted() {
        return calls().stream().map(DriftView.CallView::table).toList();
    }

    private static String alerts() {
        return String.join(
                "; ",
                calls().stream().map(call -> call.table() + ": " + call.who()).toList());
    }

    /** Returns which message is requeued: that of a new table, or one whose call a read may not show yet; -1 if none is. */
    private static int requeued(String messages) {
        return messages.startsWith("REQUEUED")
                ? 0
                : List.of(messages.split(" ")).indexOf(TOO_SOON);
    }

    /** The same body, with what the next try needs to know. */
    private static void assertSentBack(int requeued, String event) {
        assertThat(queue.messages()).hasSize(requeued < 0 ? 0 : 1);
        for (QueueMessage back : queue.messages()) {
            SqsMessages.Message sent = SqsMessages.parse(event, Instant.now()).get(requeued);
            assertThat(back.body()).isEqualTo(sent.body());
            assertThat(back.attributes())
                    .isEqualTo(Map.of(
                            DriftQueue.ATTEMPT, new MessageAttribute("String", "1"),
                            DriftQueue.FIRST_SEEN,
                                    new MessageAttribute(
                                            "String", sent.attempt().firstSeen().toString())));
            assertThat(queue.delayed()).hasSize(1);
        }
    }
}

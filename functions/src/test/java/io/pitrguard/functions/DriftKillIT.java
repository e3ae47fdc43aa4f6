package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.aws.DynamoDbLedger;
import io.pitrguard.aws.SandboxAws;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.ledger.TimelineEntry.Kind;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Ledger;
import io.pitrguard.report.DriftView;
import io.pitrguard.sandbox.SandboxClock;
import io.pitrguard.sandbox.SandboxQueue;
import io.pitrguard.sandbox.calls.RecordedFunction;
import io.pitrguard.sandbox.lambda.DeploymentPackage;
import io.pitrguard.sandbox.lambda.EventSourceMapping;
import io.pitrguard.sandbox.lambda.LambdaFunction;
import io.pitrguard.sandbox.lambda.LambdaProcess;
import io.pitrguard.sandbox.lambda.Outcome;
import io.pitrguard.sandbox.lambda.SqsBatch;
import io.pitrguard.sandbox.state.Published;
import io.pitrguard.sandbox.state.QueueSettings;
import io.pitrguard.sandbox.state.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The drift function out of the deployable package, killed again and again while it corrects a hundred tables: nothing
 * is lost, and nothing is told or written twice without saying so. Where it is killed is drawn; {@code -Dseed=} draws
 * the same again.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "AWS's runtime client is native in part, and for Linux only")
class DriftKillIT {
    private static final Path PACKAGE = Path.of("target", "pitr-guard-functions.zip");
    private static final Duration TIME_LEFT = Duration.ofSeconds(60);
    private static final int TABLES = 100;
    private static final int BATCH = 10;
    private static final int KILLS = 10;

    /** More than the calls of one batch, and far fewer than a tenth of all. */
    private static final int MOST_CALLS_OF_A_LIFE = 100;

    private static final int SIGKILL = 137;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final SandboxClock clock = SandboxClock.system();
    private final SandboxAws aws = SandboxAws.start(options -> options.withClock(clock));
    private final SandboxQueue dead = aws.sandbox().queues().create("pitr-guard-drift-dlq");
    private final SandboxQueue queue = aws.sandbox()
            .queues()
            .create(
                    "pitr-guard-drift",
                    QueueSettings.defaults()
                            .withVisibilityTimeout(Duration.ofSeconds(1))
                            .withRedrive(new QueueSettings.Redrive(dead.arn(), 1000)));
    private final EventSourceMapping mapping = new EventSourceMapping(queue, BATCH);
    private final ExecutorService lambda = Executors.newSingleThreadExecutor();

    @TempDir
    private Path folder;

    @BeforeEach
    void disableAllTables() {
        clock.advance(Duration.ofDays(-1));
        aws.sandbox().tables().create(DriftTestBed.LEDGER).keys("pk", "sk").enabled(35);
        tables().forEach(table -> aws.sandbox().tables().create(table));
        clock.advance(Duration.ofDays(1));
        tables().forEach(table -> queue.send(CallEvent.of("UpdateContinuousBackups", aws.where(), clock.instant())
                .table(table)
                .disabling()
                .by("who-disabled-" + table)
                .json()));
    }

    @AfterEach
    void close() {
        lambda.shutdownNow();
        aws.close();
    }

    private static List<String> tables() {
        return IntStream.range(0, TABLES).mapToObj(i -> "table-" + i).toList();
    }

    @Test
    void losesNothingAndRepeatsNothingInSilence() throws Exception {
        LambdaFunction function = function();

        for (int kills = 0; kills < KILLS; kills++) {
            long fatal = aws.sandbox().calls().count() + random.nextInt(MOST_CALLS_OF_A_LIFE);
            assertThat(live(function, fatal))
                    .as("seed %d: killed, time %d", seed, kills)
                    .isFalse();
        }
        assertThat(live(function, Long.MAX_VALUE))
                .as("seed %d: undisturbed", seed)
                .isTrue();

        assertThat(dead.messages()).as("seed %d", seed).isEmpty();
        tables().forEach(this::assertWhole);
    }

    /** Processes messages until the sandbox saw so many calls; gives whether the queue was empty before. */
    private boolean live(LambdaFunction function, long fatalCall) throws Exception {
        try (LambdaProcess process = LambdaProcess.start(function)) {
            while (!queue.messages().isEmpty()) {
                Optional<SqsBatch> batch = mapping.poll();
                if (batch.isEmpty()) {
                    // What the last process had in hand is hidden still.
                    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                    continue;
                }
                Outcome outcome = invoke(process, batch.get().event(), fatalCall);
                batch.get().settle(outcome);
                if (outcome instanceof Outcome.Crashed crashed) {
                    assertThat(crashed.exitCode()).isEqualTo(SIGKILL);
                    return false;
                }
            }
            return true;
        }
    }

    private Outcome invoke(LambdaProcess process, String event, long fatalCall)
            throws InterruptedException, ExecutionException {
        Future<Outcome> outcome = lambda.submit(() -> process.invoke(event, TIME_LEFT));
        while (!outcome.isDone() && aws.sandbox().calls().count() < fatalCall) {
            LockSupport.parkNanos(100_000);
        }
        if (!outcome.isDone()) {
            LockSupport.parkNanos(random.nextInt(2_000_000));
            process.kill();
        }
        return outcome.get();
    }

    /** Only what somebody could get counts as notified. */
    private String topic() {
        String topic = aws.sandbox().topics().create("pitr-guard-alerts");
        aws.sandbox().topics().subscribe(topic, "email", "ops@example.com");
        aws.sandbox().topics().confirm(topic, "ops@example.com");
        return topic;
    }

    private LambdaFunction function() throws IOException {
        Path taskRoot = Files.createDirectory(folder.resolve("task"));
        DeploymentPackage.unzip(PACKAGE, taskRoot);
        Path policy = Files.writeString(folder.resolve("policy.yaml"), """
                version: 1
                limits: { maxChangesPerSweep: 5000 }
                rules: [{ name: all, require: { recoveryPeriodDays: 35 }, action: remediate }]
                """);
        return RecordedFunction.of(LambdaFunction.in(aws.sandbox(), taskRoot, DriftFunction.class.getName()))
                .with("PITR_GUARD_POLICY_FILE", policy.toString())
                .with("PITR_GUARD_LEDGER_TABLE", DriftTestBed.LEDGER)
                .with("PITR_GUARD_TOPIC_ARN", topic())
                .with("PITR_GUARD_DRIFT_QUEUE_URL", queue.url())
                .with("PITR_GUARD_READS_PER_SECOND", "10000");
    }

    private void assertWhole(String table) {
        String where = "seed %d, %s".formatted(seed, table);
        assertThat(aws.sandbox().tables().get(table).recovery())
                .as(where)
                .isInstanceOfSatisfying(
                        Recovery.Enabled.class, on -> assertThat(on.days()).isEqualTo(35));
        TableRef ref = aws.where().table(table);
        Ledger ledger =
                new DynamoDbLedger(aws.clients().dynamoDb(), DriftTestBed.LEDGER, Duration.ofDays(400), aws.time());
        assertThat(ledger.timeline(ref, 1000).success().orElseThrow())
                .as(where)
                .extracting(TimelineEntry::kind)
                .containsExactlyInAnyOrder(Kind.ACTOR, Kind.OPENED, Kind.REMEDIATED, Kind.RESOLVED);
        assertThat(ledger.read(ref).success().orElseThrow().record().runMarkers())
                .as(where)
                .isEmpty();
        assertNotified(table, where);
    }

    private void assertNotified(String table, String where) {
        List<Published> mails = DriftTestBed.mails(aws.sandbox(), table);
        assertThat(mails).as(where).isNotEmpty().allSatisfy(mail -> {
            assertThat(DriftTestBed.view(mail).call())
                    .extracting(DriftView.CallView::who)
                    .isEqualTo("user who-disabled-" + table);
            assertThat(DriftTestBed.mail(mail).contains("Repeated?")).isEqualTo(mayRepeat(mail));
        });
        assertThat(mails.stream().skip(1)).as(where).allMatch(DriftKillIT::mayRepeat);
    }

    private static boolean mayRepeat(Published mail) {
        return DriftTestBed.view(mail).table().notification().mayRepeat();
    }
}

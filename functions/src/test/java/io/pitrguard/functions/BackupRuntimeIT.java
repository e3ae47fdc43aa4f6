package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.backup.BackupState;
import io.pitrguard.report.Json;
import io.pitrguard.sandbox.calls.RecordedFunction;
import io.pitrguard.sandbox.lambda.DeploymentPackage;
import io.pitrguard.sandbox.lambda.LambdaFunction;
import io.pitrguard.sandbox.lambda.LambdaProcess;
import io.pitrguard.sandbox.lambda.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The function that takes and deletes backups out of the deployable package, run by AWS's runtime client. It takes AWS's time
 * from AWS's answers: the sandbox's clock is not this machine's.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "AWS's runtime client is native in part, and for Linux only")
class BackupRuntimeIT {
    private static final Path PACKAGE = Path.of("target", "pitr-guard-recovery.zip");
    private static final Duration TIME_LEFT = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    private final BackupFunctionBed bed = new BackupFunctionBed();

    @SuppressWarnings("NullAway.Init") // set before each test
    private LambdaProcess process;

    @BeforeEach
    void start() throws IOException {
        Path taskRoot = Files.createDirectory(folder.resolve("task"));
        DeploymentPackage.unzip(PACKAGE, taskRoot);
        Path policy = Files.writeString(folder.resolve("policy.yaml"), BackupFunctionBed.POLICY);
        process = LambdaProcess.start(
                RecordedFunction.of(LambdaFunction.in(bed.aws.sandbox(), taskRoot, BackupFunction.class.getName()))
                        .with("PITR_GUARD_POLICY_FILE", policy.toString())
                        .with("PITR_GUARD_LEDGER_TABLE", BackupFunctionBed.LEDGER)
                        .with("PITR_GUARD_TOPIC_ARN", bed.topic())
                        .with("AWS_LAMBDA_LOG_FORMAT", "JSON"));
    }

    @AfterEach
    void stop() {
        process.close();
        bed.close();
    }

    @Test
    void takesAndDeletesBackups() throws InterruptedException, IOException {
        bed.create("books-1", "archive");
        String event = Files.readString(Path.of("..", "events", "scheduled-backup", "hourly.json"));

        assertThat(invoke(event).get("taken")).isEqualTo(2L);
        for (int i = 0; i < 4; i++) {
            bed.pass(Duration.ofDays(5));
            assertThat(invoke(event).get("taken")).isEqualTo(1L);
        }

        assertThat(bed.records())
                .filteredOn(record -> record.state() instanceof BackupState.Deleted)
                .hasSize(1);
        assertThat(process.stdout()).doesNotContain("NoClassDefFoundError", "ClassNotFoundException");
    }

    @Test
    void failsWithAMessageForPeople() throws InterruptedException {
        assertThat(process.invoke("{}", TIME_LEFT)).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.error().type()).isEqualTo(InvocationFailedException.class.getName());
            assertThat(failed.error().message()).contains("takes and deletes backups on a schedule");
            assertThat(failed.error().stackTrace()).isEmpty();
        });
    }

    private Map<?, ?> invoke(String event) throws InterruptedException {
        Outcome outcome = process.invoke(event, TIME_LEFT);
        assertThat(outcome).as(process.stdout()).isInstanceOf(Outcome.Answered.class);
        return (Map<?, ?>) Json.parse(((Outcome.Answered) outcome).body());
    }
}

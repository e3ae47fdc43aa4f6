package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.restore.RestoreState;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The function that restores out of its own deployable package, run by AWS's runtime client: a whole restore, step by step.
 * It takes AWS's time from AWS's answers: the sandbox's clock is not this machine's.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "AWS's runtime client is native in part, and for Linux only")
class RestoreRuntimeIT {
    private static final Path PACKAGE = Path.of("target", "pitr-guard-recovery.zip");
    private static final Duration TIME_LEFT = Duration.ofSeconds(60);
    private static final int MOST_STEPS = 200;

    @TempDir
    private Path folder;

    private final RestoreTestBed bed = new RestoreTestBed();

    @SuppressWarnings("NullAway.Init") // set before each test
    private LambdaProcess process;

    @BeforeEach
    void start() throws IOException {
        Path taskRoot = Files.createDirectory(folder.resolve("task"));
        DeploymentPackage.unzip(PACKAGE, taskRoot);
        Path policy = Files.writeString(folder.resolve("policy.yaml"), "version: 1\n");
        process = LambdaProcess.start(
                RecordedFunction.of(LambdaFunction.in(bed.aws.sandbox(), taskRoot, RestoreFunction.class.getName()))
                        .with("PITR_GUARD_POLICY_FILE", policy.toString())
                        .with("PITR_GUARD_LEDGER_TABLE", RestoreTestBed.LEDGER)
                        .with("PITR_GUARD_TOPIC_ARN", bed.topic())
                        .with("AWS_LAMBDA_LOG_FORMAT", "JSON"));
    }

    @AfterEach
    void stop() {
        process.close();
        bed.close();
    }

    @Test
    void restoresATable() throws InterruptedException {
        bed.planned();

        List<String> answers = new ArrayList<>();
        while (answers.size() < MOST_STEPS
                && !List.of("DONE", "FAILED", "PERSON").contains(last(answers))) {
            Map<?, ?> answer = invoke("{\"id\": \"" + RestoreTestBed.ID + "\"}");
            answers.add(String.valueOf(answer.get("next")));
            bed.aws.time().advance(Duration.ofSeconds(((Number) answer.get("seconds")).longValue()));
        }

        assertThat(answers).contains("AGAIN", "WAIT").endsWith("DONE");
        assertThat(bed.record().state()).isInstanceOf(RestoreState.Completed.class);
        assertThat(bed.aws.sandbox().tables().names()).contains(RestoreTestBed.TARGET);
        assertThat(bed.subjects()).singleElement().asString().contains("orders: complete");
        assertThat(process.stdout()).doesNotContain("NoClassDefFoundError", "ClassNotFoundException");
    }

    @Test
    void failsWithAMessageForPeople() throws InterruptedException {
        assertThat(process.invoke("{\"id\": \"" + RestoreTestBed.ID + "\"}", TIME_LEFT))
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                    assertThat(failed.error().type()).isEqualTo(InvocationFailedException.class.getName());
                    assertThat(failed.error().message()).contains("There is no restore " + RestoreTestBed.ID);
                    assertThat(failed.error().stackTrace()).isEmpty();
                });
    }

    private static String last(List<String> answers) {
        return answers.isEmpty() ? "" : answers.getLast();
    }

    private Map<?, ?> invoke(String event) throws InterruptedException {
        Outcome outcome = process.invoke(event, TIME_LEFT);
        assertThat(outcome).as(process.stdout()).isInstanceOf(Outcome.Answered.class);
        return (Map<?, ?>) Json.parse(((Outcome.Answered) outcome).body());
    }
}

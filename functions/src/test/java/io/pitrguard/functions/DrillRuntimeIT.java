package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillVerdict;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The function that drills out of its deployable package, run by AWS's runtime client: a whole run, step by step. It takes
 * AWS's time from AWS's answers: the sandbox's clock is not this machine's.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "AWS's runtime client is native in part, and for Linux only")
class DrillRuntimeIT {
    private static final Path PACKAGE = Path.of("target", "pitr-guard-recovery.zip");
    private static final Duration TIME_LEFT = Duration.ofSeconds(120);
    private static final int MOST_STEPS = 300;

    @TempDir
    private Path folder;

    private final DrillTestBed bed = new DrillTestBed();

    @SuppressWarnings("NullAway.Init") // set before each test
    private LambdaProcess process;

    @BeforeEach
    void start() throws IOException {
        Path taskRoot = Files.createDirectory(folder.resolve("task"));
        DeploymentPackage.unzip(PACKAGE, taskRoot);
        Path policy = Files.writeString(folder.resolve("policy.yaml"), """
                version: 1
                rules:
                  - name: orders
                    match: { table: [orders] }
                    drill: { every: 30d, sample: 100 }
                """);
        bed.table("orders", DrillTestBed.MONTHLY);
        process = LambdaProcess.start(
                RecordedFunction.of(LambdaFunction.in(bed.aws.sandbox(), taskRoot, DrillFunction.class.getName()))
                        .with("PITR_GUARD_POLICY_FILE", policy.toString())
                        .with("PITR_GUARD_LEDGER_TABLE", DrillTestBed.LEDGER)
                        .with("PITR_GUARD_EVIDENCE_BUCKET", DrillTestBed.EVIDENCE)
                        .with("PITR_GUARD_TOPIC_ARN", bed.topic())
                        .with("AWS_LAMBDA_LOG_FORMAT", "JSON"));
    }

    @AfterEach
    void stop() {
        process.close();
        bed.close();
    }

    @Test
    void drillsATableAndCleansUp() throws InterruptedException {
        List<String> drills = DrillTestBed.ids(invoke(bed.dueNow()));
        assertThat(drills).hasSize(1);
        String last = "";
        for (int step = 0; step < MOST_STEPS && !last.equals("DONE"); step++) {
            Map<?, ?> answer = DrillTestBed.object(invoke(Json.write(Map.of("id", drills.getFirst()))));
            last = String.valueOf(answer.get("next"));
            bed.aws.time().advance(Duration.ofSeconds(((Number) answer.get("seconds")).longValue()));
        }

        DrillRecord drill = bed.record(drills.getFirst());
        assertThat(drill.verdict()).as(drill.checks().toString()).contains(DrillVerdict.PASSED);
        assertThat(drill.evidence()).as(drill.log().toString()).isPresent();
        assertThat(DrillTestBed.object(invoke("{\"sweep\": [{\"id\": \"" + drills.getFirst() + "\"}]}")))
                .extracting("open", "remaining")
                .containsExactly(false, 0L);
        assertThat(bed.aws.sandbox().tables().names()).containsExactlyInAnyOrder(DrillTestBed.LEDGER, "orders");
        assertThat(process.stdout()).doesNotContain("NoClassDefFoundError", "ClassNotFoundException");
    }

    @Test
    void failsWithAMessageForPeople() throws InterruptedException {
        assertThat(process.invoke("{\"id\": \"drill-20261201-020007-orders-7f3a\"}", TIME_LEFT))
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                    assertThat(failed.error().type()).isEqualTo(InvocationFailedException.class.getName());
                    assertThat(failed.error().message()).contains("There is no drill");
                    assertThat(failed.error().stackTrace()).isEmpty();
                });
    }

    private String invoke(String event) throws InterruptedException {
        Outcome outcome = process.invoke(event, TIME_LEFT);
        assertThat(outcome).as(process.stdout()).isInstanceOf(Outcome.Answered.class);
        return ((Outcome.Answered) outcome).body();
    }
}

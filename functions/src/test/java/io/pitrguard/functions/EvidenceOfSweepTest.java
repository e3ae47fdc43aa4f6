package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.evidence.EvidenceVerification.Verified;
import io.pitrguard.port.SettableTime;
import io.pitrguard.report.Json;
import io.pitrguard.report.SweepView;
import io.pitrguard.sandbox.SandboxBucket;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.Published;
import io.pitrguard.wiring.EvidenceWiring;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sweep on schedule leaves as evidence. */
class EvidenceOfSweepTest {
    private final SweepTestBed function = new SweepTestBed();
    private SandboxBucket bucket;

    @BeforeEach
    void keep() {
        bucket = function.keepEvidence();
        function.aws.sandbox().tables().create("orders").disabled();
    }

    @AfterEach
    void close() {
        function.close();
    }

    private static String hourly(int number) {
        return "{\"detail-type\":\"Scheduled Event\",\"id\":\"hourly-%d\"}".formatted(number);
    }

    private Verified verified() throws InterruptedException {
        return EvidenceWiring.verification(
                        function.aws.clients(),
                        "pitr-guard-ledger",
                        Optional.empty(),
                        Optional.empty(),
                        new SettableTime())
                .run(function.aws.where(), (_, _) -> {})
                .success()
                .orElseThrow();
    }

    private String mail() {
        Published mail = function.mails().getLast();
        return String.valueOf(((Map<?, ?>) Json.parse(mail.message())).get("email"));
    }

    @Test
    void keepsTheReportInBothForms() throws IOException, InterruptedException {
        function.run(hourly(1));

        List<String> keys = bucket.keys("evidence/");
        assertThat(keys).hasSize(2).first().asString().matches("evidence/\\d{4}/\\d{2}/\\d{2}/hourly-1/report\\.html");
        assertThat(bucket.text(keys.getFirst()).orElseThrow())
                .startsWith("<!doctype html>")
                .contains("orders");
        Map<?, ?> json = (Map<?, ?>) Json.parse(bucket.text(keys.getLast()).orElseThrow());
        assertThat(json.get("summary").toString()).contains("nonCompliant=1");
        assertThat(verified().findings()).isEmpty();
        assertThat(verified().intact()).isEqualTo(2);
    }

    @Test
    void theDigestLeadsToIt() throws IOException {
        function.run(hourly(1));

        assertThat(mail())
                .contains("Evidence: record 1, sha256 ")
                .contains(
                        "Report: https://eu-west-1.console.aws.amazon.com/s3/object/pitr-guard-evidence?region=eu-west-1&prefix=evidence/");
        assertThat(function.metricLines()).as("a metric costs").doesNotContain("EvidenceFailures");
    }

    @Test
    void chainsOneSweepToTheNext() throws IOException, InterruptedException {
        for (int i = 1; i <= 3; i++) {
            function.handle(hourly(i));
        }
        assertThat(verified().records()).isEqualTo(3);
        assertThat(verified().findings()).isEmpty();

        bucket.put(bucket.keys("evidence/").get(2), "all is well");

        assertThat(verified().firstBroken())
                .hasValueSatisfying(
                        broken -> assertThat(broken.message()).contains("/hourly-2/report.html of record 2"));
    }

    /** A sweep finds and says the same whether its report can be kept or not. */
    @ParameterizedTest
    @ValueSource(strings = {"PutObject", "TransactWriteItems"})
    void aFailureIsSaidAndCountedAndFailsNothing(String operation) throws IOException, InterruptedException {
        function.aws.sandbox().faults().add(Fault.on(operation, Effect.DENIED));

        SweepView answer = function.run(hourly(1));

        assertThat(answer.summary().nonCompliant()).isEqualTo(1);
        assertThat(answer.sweep().complete()).isTrue();
        assertThat(function.metricLines()).contains("\"EvidenceFailures\":1", "\"SweepCompleted\":1");
        if (operation.equals("PutObject")) {
            assertThat(mail()).contains("THE EVIDENCE OF THIS SWEEP IS MISSING: ", "s3:PutObject", "evidence.md");
        }
        function.aws.sandbox().faults().clear();
        assertThat(verified().records()).isZero();
    }

    @Test
    void leavesTheTimeForTheDigest() throws IOException {
        function.left = Duration.ofSeconds(27);

        function.run(hourly(1));

        assertThat(bucket.keys("")).isEmpty();
        assertThat(mail()).contains("MISSING: The sweep left no time to keep its report.");
    }

    /** Lambda repeats an invocation that failed: what the first one kept stays. */
    @Test
    void aRepetitionWritesNothingOver() throws IOException, InterruptedException {
        function.handle(hourly(1));
        function.handle(hourly(1));

        assertThat(bucket.keys("evidence/")).hasSize(4);
        assertThat(verified().findings()).isEmpty();
    }
}

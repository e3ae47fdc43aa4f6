package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evidence.Chains;
import io.pitrguard.domain.evidence.EvidenceRecord;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.selfcheck.Footprint;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Result;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people are told of the evidence of a sweep. */
class EvidenceViewTest {
    private static final EvidenceRecord RECORD = Chains.of(1).getFirst();

    private static EvidenceRecord in(String partition, String region) {
        return new EvidenceRecord(
                new AccountRegion(partition, "123456789012", region),
                1,
                RECORD.at(),
                RECORD.until(),
                RECORD.sweep(),
                RECORD.bucket(),
                RECORD.html(),
                RECORD.json(),
                RECORD.previous());
    }

    @ParameterizedTest
    @CsvSource({
        "aws, eu-west-1, https://eu-west-1.console.aws.amazon.com/",
        "aws-us-gov, us-gov-west-1, https://us-gov-west-1.console.amazonaws-us-gov.com/",
        "aws-cn, cn-north-1, https://cn-north-1.console.amazonaws.cn/"
    })
    void linksToTheReportInTheConsoleOfThePartition(String partition, String region, String console) {
        EvidenceView view = EvidenceView.of(new Result.Success<>(in(partition, region)));

        assertThat(view.lines())
                .contains("Report: %ss3/object/evidence-bucket?region=%s&prefix=%s"
                        .formatted(console, region, RECORD.html().key()));
    }

    @Test
    void namesTheObjectWhereNoConsoleIsKnown() {
        EvidenceView view = EvidenceView.of(new Result.Success<>(in("aws-iso", "us-iso-east-1")));

        assertThat(view.lines())
                .contains("Report: s3://evidence-bucket/" + RECORD.html().key());
    }

    @Test
    void saysThatEvidenceIsMissing() {
        EvidenceView view = EvidenceView.of(new Result.Failure<>(new Cause(Cause.Kind.DENIED, "AWS denied it.")));

        assertThat(view.lines().getFirst()).isEqualTo("THE EVIDENCE OF THIS SWEEP IS MISSING: AWS denied it.");
        assertThat(view.record()).isNull();
    }

    @Test
    void theDigestOfASweepEndsWithIt() {
        SweepView view = Views.view(Views.off("orders")).with(EvidenceView.of(new Result.Success<>(RECORD)));

        assertThat(mail(view)).contains("Evidence: record 1, sha256 " + RECORD.digest());
        assertThat(JsonRecords.read(SweepView.class, Json.write(view))).isEqualTo(view);
        assertThat(mail(Views.view(Views.off("orders")))).doesNotContain("vidence");
    }

    private static String mail(SweepView view) {
        return DigestText.of(
                view, SweepDigest.content(view, Severity.LOW, Optional.empty()).content());
    }

    @ParameterizedTest
    @CsvSource({"FULL, EvidenceFailures", "LEAN, Failures"})
    void aFailureIsAMetric(Footprint footprint, String metric) {
        String line = EvidenceMetrics.failed(
                new MetricsOutput("PitrGuard", footprint), Chains.HERE, "hourly-1", 1_700_000_000_000L);

        assertThat(String.valueOf(((Map<?, ?>) Json.parse(line)).get("_aws")))
                .containsPattern("Name=" + metric + "[,}]");
        assertThat(((Map<?, ?>) Json.parse(line)).get("EvidenceFailures")).isEqualTo(1L);
    }
}

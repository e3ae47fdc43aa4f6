package io.pitrguard.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evidence.ChainFinding;
import io.pitrguard.domain.export.ExportFiles;
import io.pitrguard.domain.export.ExportResult;
import io.pitrguard.domain.export.ExportVerdict;
import io.pitrguard.domain.export.TableExport;
import io.pitrguard.evidence.EvidenceVerification;
import io.pitrguard.evidence.EvidenceWriter;
import io.pitrguard.export.ExportRecorder;
import io.pitrguard.port.AnyRestore;
import io.pitrguard.port.InMemoryEvidenceChain;
import io.pitrguard.port.InMemoryEvidenceStore;
import io.pitrguard.port.Result;
import io.pitrguard.port.SettableTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Evidence of exports stands in the chain of all others. */
class ExportWiringTest {
    private final SettableTime time = new SettableTime();
    private final InMemoryEvidenceStore bucket = new InMemoryEvidenceStore();
    private final InMemoryEvidenceChain chain = new InMemoryEvidenceChain();
    private final ExportRecorder recorder =
            ExportWiring.recorder(new EvidenceWriter(bucket, chain, Duration.ofDays(800), time));

    private Result<Optional<Long>> record(String id) {
        TableExport export =
                TableExport.listed(AnyRestore.SOURCE.arn() + "/export/" + id, TableExport.Status.COMPLETED);
        return recorder.record(
                AnyRestore.SOURCE.where(),
                new ExportResult(
                        new ExportVerdict.Proven(export, new ExportFiles(List.of())),
                        "No lock.",
                        AnyRestore.REQUESTER,
                        time.instant()));
    }

    @Test
    void isFoundYearsLaterAndWhenItWasTamperedWith() throws InterruptedException {
        assertThat(record("0169-1f")).isEqualTo(new Result.Success<>(Optional.of(1L)));
        assertThat(record("0169-2f")).isEqualTo(new Result.Success<>(Optional.of(2L)));
        time.advance(Duration.ofDays(700));
        assertThat(verify().firstBroken()).isEmpty();
        assertThat(verify().intact()).isEqualTo(4);

        String key = bucket.keys().stream()
                .filter(each -> each.contains("export-0169-1f") && each.endsWith("report.json"))
                .findFirst()
                .orElseThrow();
        bucket.overwrite(key, "{}");

        assertThat(verify().findings()).extracting(ChainFinding::number).containsExactly(1L);
    }

    @Test
    void storesNothingWithoutABucket() {
        assertThat(ExportRecorder.NONE.record(
                        AnyRestore.SOURCE.where(),
                        new ExportResult(
                                new ExportVerdict.Running(TableExport.listed(
                                        AnyRestore.SOURCE.arn() + "/export/1", TableExport.Status.IN_PROGRESS)),
                                "",
                                AnyRestore.REQUESTER,
                                time.instant())))
                .isEqualTo(new Result.Success<>(Optional.empty()));
    }

    private EvidenceVerification.Verified verify() throws InterruptedException {
        return new EvidenceVerification(chain, _ -> bucket, time)
                .run(AnyRestore.SOURCE.where(), (_, _) -> {})
                .success()
                .orElseThrow();
    }
}

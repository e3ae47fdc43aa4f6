package io.pitrguard.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.export.ExportFiles;
import io.pitrguard.domain.export.ExportResult;
import io.pitrguard.domain.export.ExportVerdict;
import io.pitrguard.domain.export.TableExport;
import io.pitrguard.port.AnyRestore;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What is kept of an export. */
class ExportEvidenceTest {
    private static final String ARN = AnyRestore.SOURCE.arn() + "/export/0169-1f";

    private static final TableExport EXPORT = new TableExport(
            ARN,
            AnyRestore.SOURCE.arn(),
            TableExport.Status.COMPLETED,
            Optional.of(AnyRestore.MOMENT),
            OptionalLong.of(42),
            new TableExport.Files(Optional.of("audit"), Optional.of("q4/manifest-summary.json"), OptionalLong.empty()),
            TableExport.Times.UNKNOWN,
            Optional.empty());

    private static ExportResult result(ExportVerdict verdict) {
        return new ExportResult(verdict, "The bucket has no Object Lock: <none>.", AnyRestore.REQUESTER, AnyRestore.AT);
    }

    @Test
    void keepsEveryFileWithItsMd5() {
        ExportEvidence kept = ExportEvidence.of(result(new ExportVerdict.Proven(
                EXPORT, new ExportFiles(List.of(new ExportFiles.File("data/1", 42, "bWQ1"))))));

        assertThat(kept.verdict()).isEqualTo("PROVEN");
        assertThat(kept.items()).isEqualTo(42);
        assertThat(kept.checkedBy()).isEqualTo(AnyRestore.REQUESTER);
        assertThat(kept.files()).containsExactly(new ExportEvidence.File("data/1", 42, "bWQ1"));
        assertThat(new String(ExportPage.of(kept), UTF_8))
                .contains("Export proven", "data/1", "bWQ1", "&lt;none&gt;", "q4/manifest-summary.json", "not known")
                .doesNotContain("<none>");
        assertThat(new String(Json.bytes(kept), UTF_8)).contains("\"verdict\"", "\"md5\"");
    }

    @Test
    void keepsWhyAnExportIsNotProven() {
        for (ExportVerdict verdict : List.of(
                new ExportVerdict.NotProven(EXPORT, "data/1 could not be read: <denied>"),
                new ExportVerdict.Failed(EXPORT, "data/1 could not be read: <denied>"))) {
            ExportEvidence kept = ExportEvidence.of(result(verdict));

            assertThat(kept.verdict()).isIn("NOT_PROVEN", "FAILED");
            assertThat(kept.files()).isEmpty();
            assertThat(new String(ExportPage.of(kept), UTF_8)).contains("could not be read: &lt;denied&gt;");
        }
        assertThat(ExportEvidence.of(result(new ExportVerdict.Running(EXPORT))).verdict())
                .isEqualTo("RUNNING");
    }

    @Test
    void isNamedAfterTheExport() {
        assertThat(result(new ExportVerdict.Running(EXPORT)).name()).isEqualTo("export-0169-1f");
    }
}

package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.report.DrillCounts;
import io.pitrguard.report.EvidenceView;
import io.pitrguard.report.Json;
import io.pitrguard.report.JsonRecords;
import io.pitrguard.report.RestoreProofView;
import io.pitrguard.report.StatusView;
import io.pitrguard.report.SweepView;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code pitr-guard sweep --output}: every format of one fleet. */
class SweepOutputTest {
    private final Cli cli = Cli.start();

    @BeforeEach
    void seed() {
        DemoFleet.seed(cli.sandbox(), LocalDate.now(ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        cli.close();
    }

    @Test
    void jsonIsOneDocumentAndNothingElse() {
        CommandResult result = cli.sweep("--output", "json").ends(2);

        assertThat(result.err()).isEmpty();
        SweepView view = JsonRecords.read(SweepView.class, result.out());
        assertThat(view.sweep().account()).isEqualTo("123456789012");
        assertThat(view.sweep().region()).isEqualTo("eu-west-1");
        assertThat(view.sweep().policy()).isEqualTo("built-in");
        assertThat(view.sweep().fix()).isFalse();
        assertThat(view.sweep().complete()).isTrue();
        assertThat(view.tables())
                .extracting(SweepView.TableView::name)
                .containsExactlyElementsOf(cli.sandbox().tables().names());
        assertThat(view.tables()).extracting(SweepView.TableView::verdict).contains(VerdictKind.values());
    }

    @Test
    void jsonHasTheDocumentedShape() throws IOException {
        String docs = Files.readString(Path.of("../docs/sweep.md"));
        String after = docs.substring(docs.indexOf("have one shape"));
        Set<String> documented = JsonShape.ofSketch(after.split("```", 3)[1]);
        // Only functions carry tables and keep evidence; without a ledger nobody knows of lost history, and of drills.
        Set<String> absent = Stream.of(
                        members("carried[].", SweepView.CarriedView.class),
                        members("sweep.evidence.", EvidenceView.class),
                        members("sweep.evidence.record.", EvidenceView.RecordView.class),
                        members("tables[].recovery.historyLost.", StatusView.LossView.class),
                        members("summary.drills.", DrillCounts.class),
                        members("restoreProofs[].", SweepView.TableProofView.class),
                        members("restoreProofs[].proof.", RestoreProofView.class),
                        members("restoreProofs[].proof.evidence.", RestoreProofView.DrillPointer.class))
                .flatMap(Function.identity())
                .collect(Collectors.toSet());
        assertThat(documented).containsAll(absent);
        documented.removeAll(absent);

        assertThat(JsonShape.of(Json.parse(cli.sweep("--output", "json").out())))
                .containsExactlyInAnyOrderElementsOf(documented)
                .contains("sweep.reads.throttled", "tables[].violations[].remedy", "tables[].recovery.status")
                .hasSizeGreaterThan(40);
    }

    private static Stream<String> members(String path, Class<?> view) {
        return Arrays.stream(view.getRecordComponents()).map(component -> path + component.getName());
    }

    @Test
    void jsonWritesAMissingValueAsNull() {
        Object document = Json.parse(cli.sweep("--output", "json").out());

        Map<?, ?> first = (Map<?, ?>) ((List<?>) ((Map<?, ?>) document).get("tables")).getFirst();
        assertThat(first).asInstanceOf(MAP).containsEntry("name", "analytics").containsEntry("exemption", null);
    }

    @Test
    void csvHasOneLinePerTable() {
        CommandResult result = cli.sweep("--output", "csv").ends(2);

        assertThat(result.err()).isEmpty();
        List<List<String>> records = Csv.parse(result.out());
        assertThat(records.subList(1, records.size()))
                .extracting(record -> record.get(1))
                .containsExactlyElementsOf(cli.sandbox().tables().names());
    }

    @Test
    void junitHasOneTestcasePerTable() {
        CommandResult result = cli.sweep("--output", "junit").ends(2);

        assertThat(result.err()).isEmpty();
        assertThat(result.out().split("<testcase ", -1))
                .hasSize(1 + cli.sandbox().tables().names().size());
    }

    @Test
    void tableIsTheDefault() {
        CommandResult result = cli.sweep().ends(2);

        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .startsWith("VERDICT         SEVERITY  RECOVERY  TABLE\n")
                .contains(
                        "NON_COMPLIANT   HIGH      off       analytics\n    Rule default: Alert only. To fix: enable point-in-time recovery")
                .doesNotContain("\033");
    }

    @Test
    void coloursTheTableAndShowsProgressOnATerminal() {
        System.setProperty("pitrguard.stdout.tty", "true");
        System.setProperty("pitrguard.stderr.tty", "true");

        CommandResult result = cli.sweep().ends(2);

        // NO_COLOR may be set where this runs.
        assertThat(result.out().contains("\033[38;5;196mNON_COMPLIANT"))
                .isEqualTo(Terminal.screen().colour());
        if (Terminal.progress() == Terminal.Progress.BAR) {
            assertThat(result.err()).contains("13/13 tables").endsWith("\r\033[K");
        }
    }

    @Test
    void reportsAFailureOnStandardErrorInEveryFormat() {
        cli.sandbox().faults().add(Fault.on("ListTables", Effect.DENIED));

        for (OutputFormat format : OutputFormat.values()) {
            CommandResult result = cli.sweep("--output", format.name()).ends(1);

            assertThat(result.err())
                    .startsWith("pitr-guard: ")
                    .contains("AWS denied dynamodb:ListTables", "Allow the caller dynamodb:ListTables.");
            if (!Set.of(OutputFormat.csv, OutputFormat.jsonl, OutputFormat.ocsf).contains(format)) {
                assertThat(result.out()).contains("AWS denied dynamodb:ListTables");
            }
        }
    }
}

package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerSizeTest {
    private static final int MAX = 900_000;

    @Test
    void givesSmallSweepWhole() {
        SweepView view = Views.view(Views.compliant("a"), Views.off("b"));

        assertThat(AnswerSize.fit(view)).isEqualTo(Json.write(view));
    }

    @Test
    void leavesOutTablesThatThereIsNothingToSayOfFirst() {
        List<SweepView.TableView> tables = new ArrayList<>();
        for (int i = 0; i < 9_000; i++) {
            tables.add(Views.compliant("table-%05d".formatted(i)));
        }
        tables.add(Views.off("z-off"));
        SweepView answer = fit(Views.view(true, null, tables));

        assertThat(answer.tables()).extracting(SweepView.TableView::name).containsExactly("z-off");
        assertThat(answer.tablesOmitted()).isEqualTo(9_000);
        assertThat(answer.summary().tables()).isEqualTo(9_001);
    }

    @Test
    void cutsTablesThatThereIsMuchToSayOf() {
        List<SweepView.TableView> tables = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            tables.add(Views.offFor("table-%05d".formatted(i), "é".repeat(400)));
        }
        SweepView answer = fit(Views.view(true, null, tables));

        assertThat(answer.tables()).isNotEmpty();
        assertThat(answer.tables().size() + answer.tablesOmitted()).isEqualTo(3_000);
        assertThat(answer.tables()).isEqualTo(tables.subList(0, answer.tables().size()));
    }

    @Test
    void cutsWhatWouldNotFitAlone() {
        SweepView answer = fit(Views.view(false, "y".repeat(MAX), List.of(Views.offFor("huge", "x".repeat(MAX)))));

        assertThat(answer.tables())
                .singleElement()
                .satisfies(table -> assertThat(table.violations())
                        .singleElement()
                        .satisfies(
                                violation -> assertThat(violation.message()).endsWith("x… (898,000 more characters)")));
        assertThat(answer.sweep().failure()).endsWith("y… (898,000 more characters)");
        assertThat(answer.summary().nonCompliant()).isEqualTo(1);
    }

    private static SweepView fit(SweepView view) {
        String json = AnswerSize.fit(view);
        assertThat(json.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(MAX);
        assertThat(json).doesNotContain("\n");
        return JsonRecords.read(SweepView.class, json);
    }
}

package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.selfcheck.Footprint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports of sweeps that did not read every table; they finish at 10:00:30. */
class ProofAgeTest {
    private static final MetricsOutput METRICS = new MetricsOutput("PitrGuard", Footprint.FULL);

    private static SweepView view(int carried, @Nullable String oldest) {
        SweepView all = Views.view(Views.off("a"), Views.compliant("b"));
        List<SweepView.CarriedView> tables = IntStream.range(0, carried)
                .mapToObj(i -> new SweepView.CarriedView("arn:" + i, "table-" + i, String.valueOf(oldest), 35))
                .toList();
        return new SweepView(all.sweep(), Summaries.of(all.tables(), carried, oldest), all.tables(), 0, tables);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|2026-11-22T09:30:00Z|1 table not read in this sweep: proven compliant earlier, the oldest less than an hour ago",
                "2|2026-11-22T08:59:00Z|2 tables not read in this sweep: proven compliant earlier, the oldest 1 hour ago",
                "9500|2026-11-21T13:00:00Z|9,500 tables not read in this sweep: proven compliant earlier, the oldest 21 hours ago"
            })
    void textSaysHowOldTheOldestProofIs(int carried, String oldest, String line) {
        String text = mail(view(carried, oldest));

        assertThat(text)
                .contains("pitr-guard checked 2 of %s in account".formatted(String.format("%,d tables", carried + 2)))
                .contains("\n  " + line + "\n");
    }

    @Test
    void textOfSweepThatReadEverythingIsSilent() {
        assertThat(mail(view(0, null))).doesNotContain("not read").contains("checked 2 tables in");
        assertThat(mail(view(0, "2026-11-22T10:00:00Z"))).doesNotContain("not read");
    }

    @Test
    void metricSaysHowOldTheOldestProofIs() {
        Map<?, ?> document = (Map<?, ?>) Json.parse(SweepMetrics.line(view(40, "2026-11-21T13:00:00Z"), METRICS, 1, 1));

        assertThat(document.get("OldestProofAge")).isEqualTo(21L);
        assertThat(document.get("CompliantTables")).isEqualTo(41L);
        assertThat(SweepMetrics.line(view(0, "2026-11-22T10:00:00Z"), METRICS, 1, 1))
                .contains("\"OldestProofAge\":0");
    }

    /** A metric costs, whether anybody looks at it or not. */
    @Test
    void withoutTheOptionThereIsNoMetric() {
        assertThat(SweepMetrics.line(view(0, null), METRICS, 1, 1)).doesNotContain("OldestProofAge");
    }

    /** The counts stay where the list is too long. */
    @Test
    void answerLeavesTheListOutForSize() {
        SweepView cut = JsonRecords.read(SweepView.class, AnswerSize.fit(view(20_000, "2026-11-21T13:00:00Z")));
        SweepView whole = view(100, "2026-11-21T13:00:00Z");

        assertThat(cut.carried()).isEmpty();
        assertThat(cut.summary().carried()).isEqualTo(20_000);
        assertThat(JsonRecords.read(SweepView.class, AnswerSize.fit(whole))).isEqualTo(whole);
    }

    private static String mail(SweepView view) {
        return DigestText.of(
                view, SweepDigest.content(view, Severity.LOW, Optional.empty()).content());
    }
}

package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.remediation.OutcomeKind;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummariesTest {
    @Test
    void countsNothingOfNothing() {
        assertThat(Summaries.of(List.of()))
                .isEqualTo(new SweepView.Summary(
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        new BigDecimal("0.00"),
                        new BigDecimal("0.00"),
                        0,
                        0,
                        null,
                        0));
    }

    @Test
    void countsVerdictsOutcomesAndCosts() {
        SweepView.Summary summary = Summaries.of(List.of(
                Views.compliant("a"),
                Views.off("b"),
                Views.off("c", outcome(OutcomeKind.FIX_FAILED)),
                Views.off("d", outcome(OutcomeKind.DEFERRED)),
                Views.off("e", outcome(OutcomeKind.OVER_BUDGET)),
                Views.off("k", outcome(OutcomeKind.ALERT_ONLY)),
                Views.off("j", outcome(OutcomeKind.FLAPPING)),
                Views.offFor("f", "off, at unknown cost"),
                Views.fixed("g"),
                Views.open("h", "denied"),
                Views.noticed("i", "resolved")));

        assertThat(summary)
                .isEqualTo(new SweepView.Summary(
                        11,
                        3,
                        7,
                        0,
                        0,
                        1,
                        1,
                        2,
                        1,
                        1,
                        0,
                        1,
                        1,
                        1,
                        new BigDecimal("2.25"),
                        new BigDecimal("9.00"),
                        1,
                        0,
                        null,
                        0));
    }

    @Test
    void sumsWhatWasNotRead() {
        SweepView.Summary one = Summaries.of(List.of(Views.off("a")), 2, "2026-11-22T08:00:00Z");
        SweepView.Summary other = Summaries.of(List.of(Views.compliant("b")), 3, "2026-11-21T08:00:00Z");
        SweepView.Summary everything = Summaries.of(List.of(Views.compliant("c")));

        SweepView.Summary sum = Summaries.sum(Summaries.sum(one, everything), other);

        assertThat(sum.tables()).isEqualTo(8);
        assertThat(sum.compliant()).isEqualTo(7);
        assertThat(sum.carried()).isEqualTo(5);
        assertThat(sum.oldestProofAt()).isEqualTo("2026-11-21T08:00:00Z");
        assertThat(Summaries.sum(everything, everything).oldestProofAt()).isNull();
    }

    @Test
    void sumsWhatDrillsCameTo() {
        SweepView.Summary none = Summaries.of(List.of(Views.compliant("a")));
        SweepView.Summary some = none.with(new DrillCounts(3, 1, 0, 2));

        assertThat(Summaries.sum(none, none).drills()).isNull();
        assertThat(Summaries.sum(none, some).drills()).isEqualTo(new DrillCounts(3, 1, 0, 2));
        assertThat(Summaries.sum(some, none).drills()).isEqualTo(new DrillCounts(3, 1, 0, 2));
        assertThat(Summaries.sum(some, some).drills()).isEqualTo(new DrillCounts(6, 2, 0, 4));
    }

    @Test
    void tellsDeletedTablesFromArchivedOnes() {
        SweepView.TableView deleted = notApplicable("a", List.of());
        SweepView.TableView archived = notApplicable(
                "b", List.of(new SweepView.NoticeView(FindingKind.TABLE_ARCHIVED, "It was archived.", false)));

        SweepView.Summary summary = Summaries.of(List.of(deleted, archived, Views.compliant("c")));

        assertThat(summary.notApplicable()).isEqualTo(2);
        assertThat(summary.gone()).isOne();
        assertThat(Summaries.sum(summary, summary).gone()).isEqualTo(2);
        assertThat(Summaries.unread(3).gone()).isZero();
    }

    private static SweepView.TableView notApplicable(String name, List<SweepView.NoticeView> notices) {
        return Views.table(
                name,
                VerdictKind.NOT_APPLICABLE,
                List.of(),
                notices,
                new SweepView.RecoveryView(SweepView.RecoveryView.Status.TABLE_GONE, null, null, null),
                null,
                null,
                null,
                null);
    }

    private static SweepView.RemediationView outcome(OutcomeKind outcome) {
        return new SweepView.RemediationView(outcome, "because", List.of());
    }
}

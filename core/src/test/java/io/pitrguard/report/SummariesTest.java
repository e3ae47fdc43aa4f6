package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.remediation.OutcomeKind;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummariesTest {
    @Test
    void countsNothingOfNothing() {
        assertThat(Summaries.of(List.of()))
                .isEqualTo(new SweepView.Summary(
                        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, new BigDecimal("0.00"), new BigDecimal("0.00"), 0, 0, null));
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
                        11, 3, 7, 0, 0, 1, 1, 2, 1, 1, 0, 1, 1, 1, new BigDecimal("2.25"), new BigDecimal("9.00"), 1, 0, null));
    }

    private static SweepView.RemediationView outcome(OutcomeKind outcome) {
        return new SweepView.RemediationView(outcome, "because", List.of());
    }
}

package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.TimelineEntry.Kind;
import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.report.SweepView;
import io.pitrguard.sandbox.state.Recovery;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads lag behind what the rule's function remediates. */
class ConfigRuleLagTest {
    /** Case 02, through AWS Config: on a change of the table, and on schedule. */
    @ParameterizedTest
    @CsvSource({"2, true, FIXED", "2, false, FIXED", "1000, true, UNCONFIRMED", "1000, false, UNCONFIRMED"})
    void readsAgainAndDoesNotCallAChangeFailed(int staleReads, boolean onChange, OutcomeKind outcome) {
        try (ConfigRuleTestBed bed = new ConfigRuleTestBed(options -> options.withStaleReads(staleReads))) {
            bed.useLedger();
            bed.policy = ConfigRuleTestBed.REMEDIATE;
            bed.create("orders").disabled();

            RuleRun run = bed.invoke(onChange ? bed.changed("orders") : bed.scheduled());

            assertThat(run.failure()).isEmpty();
            assertThat(orders(run).remediation())
                    .extracting(SweepView.RemediationView::outcome)
                    .isEqualTo(outcome);
            assertThat(run.count(ConfigRuleTestBed.WRITE)).isEqualTo(1);
            assertThat(bed.table("orders").recovery()).isInstanceOf(Recovery.Enabled.class);
            assertThat(bed.kinds("orders")).doesNotContain(Kind.FAILED);
        }
    }

    private static SweepView.TableView orders(RuleRun run) {
        return Objects.requireNonNull(run.answer().tables()).tables().stream()
                .filter(table -> table.name().equals("orders"))
                .findFirst()
                .orElseThrow();
    }
}

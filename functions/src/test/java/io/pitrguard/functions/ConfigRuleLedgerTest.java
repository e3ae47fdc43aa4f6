package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.TimelineEntry.Kind;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.sandbox.state.Recovery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rule's function keeps the ledger as a sweep does. */
class ConfigRuleLedgerTest {
    private final ConfigRuleTestBed bed = new ConfigRuleTestBed();

    @BeforeEach
    void useLedger() {
        bed.useLedger();
        bed.create("orders").disabled();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void recordsTheTableThatChanged() {
        bed.policy = Policy.BUILT_IN;

        bed.invoke(bed.changed("orders")).answer();

        assertThat(bed.kinds("orders")).containsExactly(Kind.OPENED);
    }

    @Test
    void recordsAllTablesOnSchedule() {
        bed.policy = Policy.BUILT_IN;
        bed.create("payments").disabled();

        bed.invoke(bed.scheduled()).answer();

        assertThat(bed.kinds("orders")).containsExactly(Kind.OPENED);
        assertThat(bed.kinds("payments")).containsExactly(Kind.OPENED);
    }

    @Test
    void recordsWhatItRemediatedAndCountsIt() {
        bed.policy = ConfigRuleTestBed.REMEDIATE;

        RuleRun run = bed.invoke(bed.changed("orders"));

        assertThat(run.failure()).isEmpty();
        assertThat(bed.kinds("orders")).contains(Kind.OPENED, Kind.REMEDIATED, Kind.RESOLVED);
        assertThat(run.count("UpdateItem")).isEqualTo(1);
    }

    @Test
    void enablesWithTheFormerPeriodThatTheLedgerKnows() {
        bed.policy = ConfigRuleTestBed.WEEK;
        bed.table("orders").enabled(35);
        bed.invoke(bed.changed("orders")).answer();
        bed.table("orders").disabled();

        bed.invoke(bed.changed("orders")).answer();

        assertThat(bed.table("orders").recovery())
                .isInstanceOfSatisfying(
                        Recovery.Enabled.class, on -> assertThat(on.days()).isEqualTo(35));
    }
}

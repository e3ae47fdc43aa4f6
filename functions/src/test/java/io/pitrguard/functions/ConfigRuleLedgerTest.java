package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.TimelineEntry.Kind;
import io.pitrguard.domain.policy.Policy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rule's function keeps the ledger as a sweep does. */
class ConfigRuleLedgerTest {
    private final ConfigRuleTestBed lab = new ConfigRuleTestBed();

    @BeforeEach
    void remember() {
        lab.remember();
        lab.create("orders").disabled();
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void remembersTheTableThatChanged() {
        lab.policy = Policy.BUILT_IN;

        lab.invoke(lab.changed("orders")).answer();

        assertThat(lab.kinds("orders")).containsExactly(Kind.OPENED);
    }

    @Test
    void remembersAllTablesOnSchedule() {
        lab.policy = Policy.BUILT_IN;
        lab.create("payments").disabled();

        lab.invoke(lab.scheduled()).answer();

        assertThat(lab.kinds("orders")).containsExactly(Kind.OPENED);
        assertThat(lab.kinds("payments")).containsExactly(Kind.OPENED);
    }

    @Test
    void remembersWhatItCorrectedAndCountsIt() {
        lab.policy = ConfigRuleTestBed.REMEDIATE;

        RuleRun run = lab.invoke(lab.changed("orders"));

        assertThat(run.failure()).isEmpty();
        assertThat(lab.kinds("orders")).contains(Kind.OPENED, Kind.REMEDIATED, Kind.RESOLVED);
        assertThat(run.count("UpdateItem")).isEqualTo(1);
    }
}

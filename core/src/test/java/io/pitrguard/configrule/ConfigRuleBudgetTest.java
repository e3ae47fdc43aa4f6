package io.pitrguard.configrule;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.InMemoryTables.Call;
import io.pitrguard.sweep.SweepOrder;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a rule changes within an hour counts together, however many events it comes in. */
class ConfigRuleBudgetTest {
    private static final Limits TWO = limits(2);

    private final ConfigRuleFixture world = new ConfigRuleFixture();
    private final ConfigRule rule = world.rule(world.results);
    private int tables;

    private static Limits limits(int changes) {
        return new Limits(changes, new BigDecimal("1000"), new BigDecimal("1000"), false);
    }

    /** Whether the next table that is found off is corrected. */
    private boolean remediates(Limits limits) throws InterruptedException {
        String table = "t-" + tables++;
        world.tables.create(table);
        world.policy = ConfigRuleFixture.remediate(limits);
        ConfigOutcome outcome =
                rule.run(world.order(SweepOrder.NO_DEADLINE, SweepOrder.NO_DEADLINE), world.changed(table, false));
        Outcome done =
                outcome.acted().orElseThrow().tables().getFirst().outcome().orElseThrow();
        assertThat(done).isInstanceOfAny(Outcome.Fixed.class, Outcome.OverBudget.class);
        return done instanceof Outcome.Fixed;
    }

    @Test
    void holdOverManyEvents() throws InterruptedException {
        assertThat(remediates(TWO)).isTrue();
        world.time.advance(Duration.ofMinutes(30));
        assertThat(remediates(TWO)).isTrue();
        world.time.advance(Duration.ofMinutes(29));
        assertThat(remediates(TWO)).isFalse();
        assertThat(remediates(TWO)).isFalse();
    }

    @Test
    void beginAnewAfterAnHour() throws InterruptedException {
        assertThat(remediates(TWO)).isTrue();
        assertThat(remediates(TWO)).isTrue();
        world.time.advance(Duration.ofMinutes(59));
        assertThat(remediates(TWO)).isFalse();
        world.time.advance(Duration.ofMinutes(1));
        assertThat(remediates(TWO)).isTrue();
        assertThat(remediates(TWO)).isTrue();
        assertThat(remediates(TWO)).isFalse();
    }

    @Test
    void holdAlthoughRulesWithOtherLimitsTakeTurns() throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            assertThat(remediates(TWO)).isTrue();
            assertThat(remediates(limits(3))).isTrue();
        }

        assertThat(remediates(TWO)).isFalse();
        assertThat(remediates(limits(3))).isTrue();
        assertThat(remediates(limits(3))).isFalse();
        assertThat(remediates(TWO)).isFalse();
    }

    @Test
    void loseNoRoomToWhatWasOnlyPlanned() throws InterruptedException {
        world.tables.pageSize(1);
        world.tables.create("a");
        world.tables.create("b");
        world.tables.create("c");
        world.tables.on(Call.LIST).skip(2).once().fail(Cause.Kind.DENIED);
        world.policy = ConfigRuleFixture.remediate(TWO);

        ConfigOutcome failed = rule.run(world.order(SweepOrder.NO_DEADLINE, SweepOrder.NO_DEADLINE), world.scheduled());

        assertThat(failed.problems()).singleElement().asString().contains("Listing the tables failed after 2");
        assertThat(world.tables.count(Call.ENABLE)).isZero();
        assertThat(remediates(TWO)).isTrue();
        assertThat(remediates(TWO)).isTrue();
        assertThat(remediates(TWO)).isFalse();
    }
}

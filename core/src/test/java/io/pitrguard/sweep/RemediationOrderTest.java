package io.pitrguard.sweep;

import static io.pitrguard.sweep.SweepFixture.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.InMemoryLedger;
import io.pitrguard.port.InMemorySharedChangeCounter;
import io.pitrguard.port.InMemoryTables.Call;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which tables a change budget goes to when AWS refuses some of the changes. */
class RemediationOrderTest {
    private static final List<String> DENIED = List.of("a-1", "a-2", "a-3", "a-4", "a-5");
    private static final List<String> GOOD = List.of("b-1", "b-2", "b-3");
    private static final Policy FIVE = Policies.limited(Policies.of(Policies.remediate("*", 35)), 5, "100", "100");

    private final SweepFixture world = new SweepFixture();

    private void seed() {
        for (String name : DENIED) {
            world.tables.create(name);
            world.tables.on(Call.ENABLE, name).fail(Cause.Kind.DENIED);
        }
        GOOD.forEach(world.tables::create);
    }

    @Test
    void refusedChangesDoNotEatTheBudget() throws Exception {
        seed();

        SweepResult result = world.fix(FIVE);

        assertThat(DENIED).allSatisfy(name -> assertThat(outcome(result, name)).isEqualTo("FixFailed"));
        assertThat(GOOD).allSatisfy(name -> assertThat(outcome(result, name)).isEqualTo("Fixed"));
    }

    @Test
    void refusedChangesDoNotEatTheBudgetThatAllFunctionsShare() throws Exception {
        world.changes = new InMemorySharedChangeCounter(world.time);
        seed();

        SweepResult first = world.fix(FIVE);
        GOOD.forEach(name -> assertThat(outcome(first, name)).isEqualTo("Fixed"));
        world.tables.create("c-1");
        world.tables.create("c-2");
        world.tables.create("c-3");
        SweepResult second = world.fix(FIVE);

        assertThat(outcome(second, "c-2")).isEqualTo("Fixed");
        assertThat(outcome(second, "c-3"))
                .as("five were changed within the hour")
                .isEqualTo("OverBudget");
    }

    @Test
    void triesThoseLastThatFailedLastTime() throws Exception {
        world.ledger = new InMemoryLedger();
        world.notifies = false;
        world.tables.create("a").acceptsAndIgnores();
        world.tables.on(Call.ENABLE, "a").once().fail(Cause.Kind.DENIED);
        assertThat(outcome(world.fix(FIVE), "a")).isEqualTo("FixFailed");
        world.tables.create("b");

        SweepResult second = world.fix(Policies.limited(FIVE, 1, "100", "100"));

        assertThat(outcome(second, "b")).isEqualTo("Fixed");
        assertThat(outcome(second, "a")).isEqualTo("OverBudget");
    }

    @Test
    void keepsTheOrderOfRulesAmongTheOthers() throws Exception {
        world.ledger = new InMemoryLedger();
        Policy policy = Policies.limited(
                Policies.of(Policies.remediate("z", 35), Policies.remediate("*", 35)), 1, "100", "100");
        world.tables.create("a");
        world.tables.create("z");

        SweepResult result = world.fix(policy);

        assertThat(outcome(result, "z")).isEqualTo("Fixed");
        assertThat(outcome(result, "a")).isEqualTo("OverBudget");
    }
}

package io.pitrguard.remediate;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.remediation.MonthlyCost;
import io.pitrguard.domain.remediation.Plan;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class ChangeBudgetTest {
    private static final Plan ENABLE = new Plan.EnableRecovery(35);
    private static final Plan LENGTHEN = new Plan.LengthenPeriod(7, 35);
    private static final MonthlyCost UNKNOWN = new MonthlyCost.Unknown("No price is known.");

    @Test
    void allowsAsManyChangesAsTheLimit() {
        ChangeBudget budget = budget(2, "10", "100");

        assertThat(budget.take(ENABLE, usd("1"))).isEmpty();
        assertThat(budget.full()).isEmpty();
        assertThat(budget.take(LENGTHEN, usd("1"))).isEmpty();
        assertThat(budget.full())
                .hasValueSatisfying(why -> assertThat(why.why()).contains("at most 2 tables", "maxChangesPerSweep"));
        assertThat(budget.take(ENABLE, usd("1"))).isEqualTo(budget.full());
    }

    @Test
    void allowsNothingWithLimitOfZero() {
        assertThat(budget(0, "10", "100").full()).isPresent();
    }

    @Test
    void allowsTableThatCostsExactlyTheLimit() {
        assertThat(budget(9, "10", "100").take(ENABLE, usd("10.00"))).isEmpty();
        assertThat(budget(9, "10", "100").take(ENABLE, usd("10.01")))
                .hasValueSatisfying(why -> assertThat(why.why()).contains("$10.01", "maxMonthlyCostUsdPerTable ($10)"));
    }

    @Test
    void addsCostsUpOverTheSweep() {
        ChangeBudget budget = budget(9, "10", "25");
        budget.take(ENABLE, usd("10"));
        budget.take(ENABLE, usd("10"));

        assertThat(budget.take(ENABLE, usd("5.01")))
                .hasValueSatisfying(
                        why -> assertThat(why.why()).contains("$5.01", "$20", "maxMonthlyCostUsdPerSweep ($25)"));
        assertThat(budget.take(ENABLE, usd("5.00"))).isEmpty();
    }

    @Test
    void refusesToGuessWhatItWouldCost() {
        assertThat(budget(9, "10", "25").take(ENABLE, UNKNOWN))
                .hasValueSatisfying(why -> assertThat(why.why()).contains("cannot be estimated", "No price is known."));
    }

    @Test
    void countsUnknownCostAsNothingWhereThePolicyLetsIt() {
        ChangeBudget budget = new ChangeBudget(new Limits(2, BigDecimal.TEN, BigDecimal.TEN, true), NextRun.SCHEDULED);

        assertThat(budget.take(ENABLE, UNKNOWN)).isEmpty();
        assertThat(budget.take(ENABLE, usd("10"))).isEmpty();
        assertThat(budget.full()).isPresent();
    }

    @Test
    void takesNoMoneyForLongerPeriod() {
        ChangeBudget budget = budget(9, "10", "10");

        assertThat(budget.take(LENGTHEN, usd("9999"))).isEmpty();
        assertThat(budget.take(LENGTHEN, UNKNOWN)).isEmpty();
        assertThat(budget.take(ENABLE, usd("10"))).isEmpty();
    }

    @Test
    void countsNothingThatItRefuses() {
        ChangeBudget budget = budget(1, "10", "10");
        budget.take(ENABLE, usd("11"));
        budget.take(ENABLE, UNKNOWN);

        assertThat(budget.take(ENABLE, usd("10"))).isEmpty();
    }

    @Test
    void takesBackWhatWasNotDone() {
        ChangeBudget budget = budget(1, "10", "10");
        budget.take(ENABLE, usd("10"));
        budget.giveBack(ENABLE, usd("10"));
        budget.take(LENGTHEN, UNKNOWN);
        budget.giveBack(LENGTHEN, UNKNOWN);

        assertThat(budget.full()).isEmpty();
        assertThat(budget.take(ENABLE, usd("10"))).isEmpty();
        assertThat(budget.take(ENABLE, usd("0"))).isPresent();
    }

    @Test
    void writesLargeLimitsOut() {
        assertThat(budget(9, "1E+3", "1E+5").take(ENABLE, usd("1000.01")))
                .hasValueSatisfying(why -> assertThat(why.why()).contains("($1000)"));
    }

    private static ChangeBudget budget(int changes, String perTable, String perSweep) {
        return new ChangeBudget(
                new Limits(changes, new BigDecimal(perTable), new BigDecimal(perSweep), false), NextRun.SCHEDULED);
    }

    private static MonthlyCost usd(String amount) {
        return new MonthlyCost.Usd(new BigDecimal(amount));
    }
}

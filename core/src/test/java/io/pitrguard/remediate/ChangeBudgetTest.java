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
        ChangeBudget caps = caps(2, "10", "100");

        assertThat(caps.take(ENABLE, usd("1"))).isEmpty();
        assertThat(caps.full()).isEmpty();
        assertThat(caps.take(LENGTHEN, usd("1"))).isEmpty();
        assertThat(caps.full())
                .hasValueSatisfying(why -> assertThat(why).contains("at most 2 tables", "maxChangesPerSweep"));
        assertThat(caps.take(ENABLE, usd("1"))).isEqualTo(caps.full());
    }

    @Test
    void allowsNothingWithLimitOfZero() {
        assertThat(caps(0, "10", "100").full()).isPresent();
    }

    @Test
    void allowsTableThatCostsExactlyTheLimit() {
        assertThat(caps(9, "10", "100").take(ENABLE, usd("10.00"))).isEmpty();
        assertThat(caps(9, "10", "100").take(ENABLE, usd("10.01")))
                .hasValueSatisfying(why -> assertThat(why).contains("$10.01", "maxMonthlyCostUsdPerTable ($10)"));
    }

    @Test
    void addsCostsUpOverTheSweep() {
        ChangeBudget caps = caps(9, "10", "25");
        caps.take(ENABLE, usd("10"));
        caps.take(ENABLE, usd("10"));

        assertThat(caps.take(ENABLE, usd("5.01")))
                .hasValueSatisfying(why -> assertThat(why).contains("$5.01", "$20", "maxMonthlyCostUsdPerSweep ($25)"));
        assertThat(caps.take(ENABLE, usd("5.00"))).isEmpty();
    }

    @Test
    void refusesToGuessWhatItWouldCost() {
        assertThat(caps(9, "10", "25").take(ENABLE, UNKNOWN))
                .hasValueSatisfying(why -> assertThat(why).contains("cannot be estimated", "No price is known."));
    }

    @Test
    void countsUnknownCostAsNothingWhereThePolicyLetsIt() {
        ChangeBudget caps = new ChangeBudget(new Limits(2, BigDecimal.TEN, BigDecimal.TEN, true));

        assertThat(caps.take(ENABLE, UNKNOWN)).isEmpty();
        assertThat(caps.take(ENABLE, usd("10"))).isEmpty();
        assertThat(caps.full()).isPresent();
    }

    @Test
    void takesNoMoneyForLongerPeriod() {
        ChangeBudget caps = caps(9, "10", "10");

        assertThat(caps.take(LENGTHEN, usd("9999"))).isEmpty();
        assertThat(caps.take(LENGTHEN, UNKNOWN)).isEmpty();
        assertThat(caps.take(ENABLE, usd("10"))).isEmpty();
    }

    @Test
    void countsNothingThatItRefuses() {
        ChangeBudget caps = caps(1, "10", "10");
        caps.take(ENABLE, usd("11"));
        caps.take(ENABLE, UNKNOWN);

        assertThat(caps.take(ENABLE, usd("10"))).isEmpty();
    }

    @Test
    void takesBackWhatWasNotDone() {
        ChangeBudget caps = caps(1, "10", "10");
        caps.take(ENABLE, usd("10"));
        caps.giveBack(ENABLE, usd("10"));
        caps.take(LENGTHEN, UNKNOWN);
        caps.giveBack(LENGTHEN, UNKNOWN);

        assertThat(caps.full()).isEmpty();
        assertThat(caps.take(ENABLE, usd("10"))).isEmpty();
        assertThat(caps.take(ENABLE, usd("0"))).isPresent();
    }

    @Test
    void writesLargeLimitsOut() {
        assertThat(caps(9, "1E+3", "1E+5").take(ENABLE, usd("1000.01")))
                .hasValueSatisfying(why -> assertThat(why).contains("($1000)"));
    }

    private static ChangeBudget caps(int changes, String perTable, String perSweep) {
        return new ChangeBudget(new Limits(changes, new BigDecimal(perTable), new BigDecimal(perSweep), false));
    }

    private static MonthlyCost usd(String amount) {
        return new MonthlyCost.Usd(new BigDecimal(amount));
    }
}

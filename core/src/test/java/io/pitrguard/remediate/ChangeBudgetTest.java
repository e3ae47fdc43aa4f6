package io.pitrguard.remediate;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.remediation.MonthlyCost;
import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.domain.remediation.Plan;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.InMemorySharedChangeCounter;
import io.pitrguard.port.Result;
import io.pitrguard.port.SettableTime;
import io.pitrguard.port.SharedChangeCounter;
import io.pitrguard.remediate.ChangeBudget.Later;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

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

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "2; 9; One run may change at most 2 tables (limits.maxChangesPerSweep).",
                "2; 2; One run may change at most 2 tables (limits.maxChangesPerSweep).",
                "9; 2; One run may change at most 2 tables of an account (limits.maxChangesPerAccount).",
            })
    void holdsTheLowerLimitOfSweepAndAccount(int perSweep, int perAccount, String why) {
        ChangeBudget budget = new ChangeBudget(limits(perSweep, perAccount), NextRun.SCHEDULED);
        budget.take(LENGTHEN, UNKNOWN);
        assertThat(budget.take(LENGTHEN, UNKNOWN)).isEmpty();

        assertThat(budget.full())
                .contains(new ChangeBudget.Refusal(why + " The next sweep continues with the rest.", Later.WITH_ROOM));
    }

    @Test
    void leavesAnAccountThatMayNotBeChangedToAPerson() {
        assertThat(new ChangeBudget(limits(9, 0), NextRun.SCHEDULED).full())
                .contains(new ChangeBudget.Refusal(
                        "No table of an account may be changed (limits.maxChangesPerAccount is 0).", Later.PERSON));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "ORGANIZATION; 3 tables were changed in the organization, by this run and others (limits.maxChangesPerSweep).",
                "ACCOUNT; 2 tables were changed in this account, by this run and others (limits.maxChangesPerAccount).",
                "ACCOUNT_AND_REGION; 3 tables were changed in this account and region, by this run and others (limits.maxChangesPerSweep).",
                "ACCOUNT_IN_REGION; 2 tables were changed in this account and region, by this run and others (limits.maxChangesPerAccount).",
            })
    void saysWhichLimitWasReached(SharedChangeCounter.Bound bound, String why) {
        assertThat(refusal(new SharedChangeCounter.Room.TooMany(bound)))
                .isEqualTo("Within this hour " + why + " The first sweep of the next hour continues with the rest.");
    }

    @ParameterizedTest
    @CsvSource({"ORGANIZATION, enabled in the organization within", "ACCOUNT_AND_REGION, others enabled within"})
    void saysWhoseCostPassesTheLimit(SharedChangeCounter.Scope scope, String words) {
        assertThat(refusal(new SharedChangeCounter.Room.TooDear(scope)))
                .contains(words, "limits.maxMonthlyCostUsdPerSweep ($100)");
    }

    /** A sweep of many calls has the limit anew in each hour that it goes on. */
    @ParameterizedTest
    @CsvSource({
        "1, 9, At most 1 table may be changed within an hour (limits.maxChangesPerSweep).",
        "9, 1, At most 1 table of an account may be changed within an hour (limits.maxChangesPerAccount)."
    })
    void countsByTheHourTogetherWithOthers(int perSweep, int perAccount, String why) {
        ChangeBudget budget = new ChangeBudget(
                limits(perSweep, perAccount),
                new AccountRegion("aws", "111122223333", "eu-west-1"),
                new InMemorySharedChangeCounter(SharedChangeCounter.Scope.ORGANIZATION, new SettableTime()),
                NextRun.SCHEDULED);
        budget.take(ENABLE, usd("1"));

        assertThat(budget.full().map(ChangeBudget.Refusal::why))
                .contains(why + " The first sweep of the next hour continues with the rest.");
    }

    private static String refusal(SharedChangeCounter.Room answer) {
        SharedChangeCounter others = new SharedChangeCounter() {
            @Override
            public Scope scope() {
                return Scope.ORGANIZATION;
            }

            @Override
            public Result<Room> take(AccountRegion where, BigDecimal usd, Limits limits) {
                return new Result.Success<>(answer);
            }

            @Override
            public void giveBack(AccountRegion where, BigDecimal usd, Room.Taken taken) {}
        };
        AccountRegion where = new AccountRegion("aws", "111122223333", "eu-west-1");
        return new ChangeBudget(limits(3, 2), where, others, NextRun.SCHEDULED)
                .take(ENABLE, usd("1"))
                .orElseThrow()
                .why();
    }

    /** Alone, each of 1,500 places would take the whole limit. */
    @ParameterizedTest
    @EnumSource(SharedChangeCounter.Scope.class)
    void changesNothingWhereTheOrganizationsChangesCannotBeCounted(SharedChangeCounter.Scope scope) {
        SettableTime time = new SettableTime();
        InMemorySharedChangeCounter failing = new InMemorySharedChangeCounter(scope, time);
        failing.fail(new Cause(Cause.Kind.THROTTLED, "AWS throttled dynamodb:UpdateItem."));
        AccountRegion where = new AccountRegion("aws", "111122223333", "eu-west-1");
        ChangeBudget budget = new ChangeBudget(limits(3, 3), where, failing, NextRun.SCHEDULED);

        Optional<ChangeBudget.Refusal> refused = budget.take(ENABLE, usd("1"));

        assertThat(refused)
                .isEqualTo(
                        scope == SharedChangeCounter.Scope.ACCOUNT_AND_REGION
                                ? Optional.empty()
                                : Optional.of(new ChangeBudget.Refusal(
                                        "How many tables were changed in the organization within this hour could not be counted, so none is changed (limits.maxChangesPerSweep). AWS throttled dynamodb:UpdateItem. The next sweep tries again.",
                                        Later.NEXT_TRY)));
        assertThat(refused.map(refusal -> refusal.outcome(ENABLE).kind()))
                .isEqualTo(refused.map(_ -> OutcomeKind.DEFERRED));
        assertThat(budget.takeFailure()).isPresent();
        failing.recover();
        for (int i = refused.isEmpty() ? 1 : 0; i < 3; i++) {
            assertThat(budget.take(ENABLE, usd("1"))).isEmpty();
        }
        assertThat(budget.full()).as("what was refused took no room").isPresent();
    }

    private static Limits limits(int perSweep, int perAccount) {
        return new Limits(perSweep, BigDecimal.TEN, new BigDecimal("100"), false, 366, OptionalInt.of(perAccount));
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

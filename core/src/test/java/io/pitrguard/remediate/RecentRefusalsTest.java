package io.pitrguard.remediate;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.InMemorySharedChangeCounter;
import io.pitrguard.port.Result;
import io.pitrguard.port.SharedChangeCounter;
import io.pitrguard.port.SharedChangeCounter.Bound;
import io.pitrguard.port.SharedChangeCounter.Room;
import io.pitrguard.port.SharedChangeCounter.Scope;
import io.pitrguard.port.SharedChangeCounterContract;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A counter that keeps refusals counts like any other, and asks less. */
class RecentRefusalsTest extends SharedChangeCounterContract {
    private static final AccountRegion HERE = new AccountRegion("aws", "111122223333", "eu-west-1");
    private static final AccountRegion SAME_ACCOUNT = new AccountRegion("aws", "111122223333", "us-east-1");
    private static final AccountRegion ELSEWHERE = new AccountRegion("aws", "444455556666", "eu-west-1");

    private final SharedChangeCounter count = new RecentRefusals(new InMemorySharedChangeCounter(time), time);
    private final InMemorySharedChangeCounter behind = new InMemorySharedChangeCounter(Scope.ORGANIZATION, time);
    private final SharedChangeCounter organization = new RecentRefusals(behind, time);

    @Override
    protected SharedChangeCounter count() {
        return count;
    }

    @Override
    protected SharedChangeCounter organizationCount() {
        return organization;
    }

    /** The limit of two changes is reached in HERE; then so often the counter is asked for 100 tables of each place. */
    @ParameterizedTest
    @CsvSource({
        // scope, sweep, account; asked in the same place, the same account, another account
        "ORGANIZATION, 2, 9, 0, 0, 0",
        "ORGANIZATION, 9, 2, 0, 0, 3",
        "ACCOUNT_AND_REGION, 2, 9, 0, 3, 3",
        "ACCOUNT_AND_REGION, 9, 2, 0, 3, 3",
    })
    void asksOnceForWhatStaysRefusedWithinTheHour(
            Scope scope, int perSweep, int perAccount, int here, int sameAccount, int elsewhere) {
        InMemorySharedChangeCounter asked = new InMemorySharedChangeCounter(scope, time);
        SharedChangeCounter counter = new RecentRefusals(asked, time);
        Limits limits = limits(perSweep, perAccount, "10000");
        for (int i = 0; i < 3; i++) {
            take(counter, HERE, "1", limits);
        }

        assertThat(more(counter, asked, HERE, limits)).isEqualTo(here);
        assertThat(more(counter, asked, SAME_ACCOUNT, limits)).isEqualTo(sameAccount);
        assertThat(more(counter, asked, ELSEWHERE, limits)).isEqualTo(elsewhere);
        time.advance(Duration.ofHours(1));
        assertThat(take(counter, HERE, "1", limits)).isInstanceOf(Room.Taken.class);
    }

    private static int more(
            SharedChangeCounter counter, InMemorySharedChangeCounter asked, AccountRegion where, Limits limits) {
        int before = asked.asked();
        for (int i = 0; i < 100; i++) {
            take(counter, where, "0", limits);
        }
        return asked.asked() - before;
    }

    @Test
    void keepsTheLowestCostThatWasRefused() {
        Limits limits = limits(100, 100, "10");
        assertThat(take(organization, HERE, "4", limits)).isInstanceOf(Room.Taken.class);
        assertThat(take(organization, ELSEWHERE, "8", limits)).isEqualTo(new Room.TooDear(Scope.ORGANIZATION));
        int asked = behind.asked();

        assertThat(take(organization, HERE, "8", limits)).isEqualTo(new Room.TooDear(Scope.ORGANIZATION));
        assertThat(take(organization, HERE, "9", limits)).isEqualTo(new Room.TooDear(Scope.ORGANIZATION));
        assertThat(behind.asked()).isEqualTo(asked);
        assertThat(take(organization, HERE, "7", limits)).isEqualTo(new Room.TooDear(Scope.ORGANIZATION));
        assertThat(take(organization, HERE, "7.5", limits)).isEqualTo(new Room.TooDear(Scope.ORGANIZATION));
        assertThat(behind.asked()).isEqualTo(asked + 1);
        assertThat(take(organization, HERE, "6", limits)).isInstanceOf(Room.Taken.class);
        assertThat(take(organization, HERE, "0", limits)).isInstanceOf(Room.Taken.class);
    }

    @Test
    void asksAgainOnceItGaveBackAndUnderOtherLimits() {
        Limits one = limits(1, 9, "10");
        Room.Taken taken = (Room.Taken) take(organization, HERE, "1", one);
        assertThat(take(organization, HERE, "1", one)).isEqualTo(new Room.TooMany(Bound.ORGANIZATION));
        assertThat(take(organization, HERE, "1", limits(2, 9, "10"))).isInstanceOf(Room.Taken.class);

        organization.giveBack(HERE, BigDecimal.ONE, taken);
        organization.giveBack(HERE, BigDecimal.ONE, taken);

        assertThat(take(organization, HERE, "1", one)).isInstanceOf(Room.Taken.class);
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void pausesAfterAFailureOnlyWhereNothingIsChangedMeanwhile(Scope scope) {
        InMemorySharedChangeCounter failing = new InMemorySharedChangeCounter(scope, time);
        SharedChangeCounter counter = new RecentRefusals(failing, time);
        failing.fail(new Cause(Cause.Kind.THROTTLED, "AWS throttled it."));
        for (int i = 0; i < 10; i++) {
            assertThat(counter.take(HERE, BigDecimal.ONE, limits(9, 9, "10"))).isInstanceOf(Result.Failure.class);
        }
        assertThat(failing.asked()).isEqualTo(scope == Scope.ORGANIZATION ? 1 : 10);

        failing.recover();
        time.advance(Duration.ofSeconds(5));

        assertThat(take(counter, HERE, "1", limits(9, 9, "10"))).isInstanceOf(Room.Taken.class);
    }

    private static Room take(SharedChangeCounter counter, AccountRegion where, String usd, Limits limits) {
        return counter.take(where, new BigDecimal(usd), limits).success().orElseThrow();
    }

    private static Limits limits(int perSweep, int perAccount, String usd) {
        return new Limits(
                perSweep, new BigDecimal("1000000"), new BigDecimal(usd), false, 366, OptionalInt.of(perAccount));
    }
}

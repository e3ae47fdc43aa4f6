package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.AccountRegion;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** What holds for every way to let one sweep run at a time. */
public abstract class SweepLeaseContract {
    protected static final AccountRegion HUB = new AccountRegion("aws", "123456789012", "eu-west-1");
    private static final AccountRegion OTHER_HUB = new AccountRegion("aws", "123456789012", "us-east-1");
    private static final Duration LONGEST = Duration.ofHours(6);

    /** The time that it goes by. */
    protected final SettableTime time = new SettableTime();

    /** Gives one that nobody holds. */
    protected abstract SweepLease lease();

    @Test
    void isHeldByWhoTakesItFirst() {
        assertThat(take("one")).isEqualTo("one");
        assertThat(take("two")).isEqualTo("one");
    }

    @Test
    void isTakenAgainByARetryOfTheSameSweep() {
        take("one");

        assertThat(take("one")).isEqualTo("one");
    }

    @Test
    void canBeTakenAfterItsRelease() {
        take("one");

        assertThat(lease().release(HUB, "one")).isEmpty();

        assertThat(take("two")).isEqualTo("two");
        assertThat(take("one")).isEqualTo("two");
    }

    /** The clocks of two invocations differ by a little. */
    @Test
    void canBeTakenAfterItsReleaseByWhoseClockIsBehind() {
        take("one");
        lease().release(HUB, "one");

        time.advance(Duration.ofSeconds(-5));

        assertThat(take("two")).isEqualTo("two");
    }

    @Test
    void isNotReleasedByAnother() {
        take("one");

        assertThat(lease().release(HUB, "two")).isEmpty();

        assertThat(take("two")).isEqualTo("one");
    }

    @Test
    void endsByItself() {
        take("one");

        time.advance(LONGEST.minusSeconds(1));
        assertThat(take("two")).isEqualTo("one");
        time.advance(Duration.ofSeconds(1));
        assertThat(take("two")).isEqualTo("two");
        assertThat(take("one")).isEqualTo("two");
    }

    /** Whoever is kept out knows from it how long that has lasted. */
    @Test
    void returnsUntilWhenItIsHeld() {
        Instant until = time.instant().plus(LONGEST).truncatedTo(ChronoUnit.SECONDS);
        take("one");
        time.advance(Duration.ofHours(2));

        assertThat(lease().take(HUB, "two", LONGEST)
                        .success()
                        .orElseThrow()
                        .until()
                        .truncatedTo(ChronoUnit.SECONDS))
                .isEqualTo(until);
    }

    @Test
    void isOfOneDeployment() {
        take("one");

        assertThat(lease().take(OTHER_HUB, "two", LONGEST).success())
                .map(SweepLease.Held::by)
                .hasValue("two");
    }

    @Test
    void releaseOfNothingIsNoFailure() {
        assertThat(lease().release(HUB, "one")).isEmpty();
        assertThat(take("two")).isEqualTo("two");
    }

    private String take(String sweep) {
        return lease().take(HUB, sweep, LONGEST).success().orElseThrow().by();
    }
}

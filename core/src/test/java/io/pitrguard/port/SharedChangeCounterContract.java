package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.SharedChangeCounter.Bound;
import io.pitrguard.port.SharedChangeCounter.Room;
import io.pitrguard.port.SharedChangeCounter.Scope;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every count of changes does. */
public abstract class SharedChangeCounterContract {
    private static final AccountRegion WHERE = new AccountRegion("aws", "123456789012", "eu-west-1");
    private static final AccountRegion OTHER_REGION = new AccountRegion("aws", "123456789012", "us-east-1");
    private static final AccountRegion OTHER_ACCOUNT = new AccountRegion("aws", "111122223333", "eu-west-1");

    protected final SettableTime time = new SettableTime();

    /** Gives the count that is tested; the same, empty, throughout one test. */
    protected abstract SharedChangeCounter count();

    /** Gives one that counts for the organization; the same, empty, throughout one test. */
    protected abstract SharedChangeCounter organizationCount();

    private static Limits limits(int changes, String usd) {
        return new Limits(changes, new BigDecimal("1000000"), new BigDecimal(usd), false);
    }

    private Room take(String usd, Limits limits) {
        return count().take(WHERE, new BigDecimal(usd), limits).success().orElseThrow();
    }

    @Test
    void hasRoomForSoManyChangesAnHour() {
        Limits two = limits(2, "100");
        assertThat(take("1", two)).isInstanceOf(Room.Taken.class);
        assertThat(take("0", two)).isInstanceOf(Room.Taken.class);

        assertThat(take("0", two)).isEqualTo(new Room.TooMany(Bound.ACCOUNT_AND_REGION));
        assertThat(count().take(new AccountRegion("aws", "123456789012", "eu-west-2"), BigDecimal.ZERO, two)
                        .success()
                        .orElseThrow())
                .as("another region is another count")
                .isInstanceOf(Room.Taken.class);
        time.advance(Duration.ofHours(1));
        assertThat(take("0", two)).isInstanceOf(Room.Taken.class);
    }

    @Test
    void hasRoomForSoMuchMoneyToTheCent() {
        Limits ten = limits(100, "10.00");
        assertThat(take("4.01", ten)).isInstanceOf(Room.Taken.class);
        assertThat(take("6.00", ten)).isEqualTo(new Room.TooDear(Scope.ACCOUNT_AND_REGION));

        assertThat(take("5.99", ten)).isInstanceOf(Room.Taken.class);
        assertThat(take("0.01", ten)).isEqualTo(new Room.TooDear(Scope.ACCOUNT_AND_REGION));
        assertThat(take("0", ten)).isInstanceOf(Room.Taken.class);
    }

    @Test
    void refusesWhatIsTooMuchByItself() {
        assertThat(take("0", limits(0, "10"))).isEqualTo(new Room.TooMany(Bound.ACCOUNT_AND_REGION));
        assertThat(take("10.01", limits(1, "10"))).isEqualTo(new Room.TooDear(Scope.ACCOUNT_AND_REGION));
        assertThat(take("10", limits(1, "10"))).isInstanceOf(Room.Taken.class);
    }

    @Test
    void givesBackWhereItWasTaken() {
        Limits one = limits(1, "10");
        Room.Taken taken = (Room.Taken) take("10", one);
        count().giveBack(WHERE, new BigDecimal("10"), taken);

        assertThat(take("10", one)).isInstanceOf(Room.Taken.class);
        time.advance(Duration.ofHours(1));
        assertThat(take("10", one)).isInstanceOf(Room.Taken.class);
        count().giveBack(WHERE, new BigDecimal("10"), taken);
        assertThat(take("10", one)).isEqualTo(new Room.TooMany(Bound.ACCOUNT_AND_REGION));
    }

    @Test
    void holdsForAllWhoTakeAtOnce() throws Exception {
        Limits limits = limits(25, "1000");
        List<Future<Room>> answers = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(10)) {
            for (int i = 0; i < 100; i++) {
                answers.add(pool.submit(() -> take("1", limits)));
            }
        }
        int taken = 0;
        for (Future<Room> answer : answers) {
            taken += answer.get() instanceof Room.Taken ? 1 : 0;
        }

        assertThat(taken).isEqualTo(25);
    }

    /** So many changes were made in the organization, and in the account, when one more is asked for. */
    @ParameterizedTest
    @CsvSource({
        // sweep, account, made elsewhere, made here, usd, expected
        "3, -, 2, 0, 0, taken",
        "3, -, 3, 0, 0, ORGANIZATION",
        "3, -, 0, 3, 0, ORGANIZATION",
        "3, 2, 2, 0, 0, taken",
        "3, 2, 0, 1, 0, taken",
        "3, 2, 0, 2, 0, ACCOUNT",
        "3, 2, 1, 2, 0, ORGANIZATION",
        "3, 5, 0, 2, 0, taken",
        "3, 5, 0, 3, 0, ORGANIZATION",
        "0, 5, 0, 0, 0, ORGANIZATION",
        "3, 0, 0, 0, 0, ACCOUNT",
        "9, 9, 1, 1, 8.00, taken",
        "9, 9, 1, 1, 8.01, dear",
        "9, 9, 2, 0, 8.01, dear",
    })
    void countsForTheOrganizationAndEachAccountAtOnce(
            int perSweep, String perAccount, int elsewhere, int here, String usd, String expected) {
        Limits limits = organizationLimits(
                perSweep, perAccount.equals("-") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(perAccount)));
        Limits roomy = organizationLimits(100, OptionalInt.empty());
        for (int i = 0; i < elsewhere; i++) {
            assertThat(takeIn(OTHER_ACCOUNT, "1", roomy)).isInstanceOf(Room.Taken.class);
        }
        for (int i = 0; i < here; i++) {
            assertThat(takeIn(OTHER_REGION, "1", roomy)).isInstanceOf(Room.Taken.class);
        }

        Room room = takeIn(WHERE, usd, limits);

        String answer = switch (room) {
            case Room.Taken _ -> "taken";
            case Room.TooMany(Bound bound) -> bound.name();
            case Room.TooDear(Scope scope) -> scope == Scope.ORGANIZATION ? "dear" : "wrong";
        };
        assertThat(answer).isEqualTo(expected);
    }

    @Test
    void givesBackToTheOrganizationAndTheAccount() {
        Limits limits = organizationLimits(2, OptionalInt.of(1));
        Room.Taken taken = (Room.Taken) takeIn(WHERE, "10", limits);
        assertThat(takeIn(OTHER_REGION, "0", limits)).isEqualTo(new Room.TooMany(Bound.ACCOUNT));
        organizationCount().giveBack(WHERE, BigDecimal.TEN, taken);

        assertThat(takeIn(OTHER_REGION, "10", limits)).isInstanceOf(Room.Taken.class);
        assertThat(takeIn(OTHER_ACCOUNT, "0", limits)).isInstanceOf(Room.Taken.class);
        assertThat(takeIn(OTHER_ACCOUNT, "0", limits)).isEqualTo(new Room.TooMany(Bound.ORGANIZATION));
    }

    @Test
    void refusesNothingInOneCountThatItTookInTheOther() {
        Limits limits = organizationLimits(3, OptionalInt.of(1));
        takeIn(WHERE, "0", limits);
        for (int i = 0; i < 5; i++) {
            assertThat(takeIn(WHERE, "0", limits)).isEqualTo(new Room.TooMany(Bound.ACCOUNT));
        }

        assertThat(takeIn(OTHER_ACCOUNT, "0", limits)).isInstanceOf(Room.Taken.class);
    }

    @Test
    void holdsTheLowerLimitInOneAccountAndRegion() {
        Limits limits = organizationLimits(3, OptionalInt.of(1));
        assertThat(take("0", limits)).isInstanceOf(Room.Taken.class);
        assertThat(take("0", limits)).isEqualTo(new Room.TooMany(Bound.ACCOUNT_IN_REGION));
        assertThat(take("0", organizationLimits(1, OptionalInt.of(1))))
                .isEqualTo(new Room.TooMany(Bound.ACCOUNT_AND_REGION));
        assertThat(count().take(OTHER_REGION, BigDecimal.ZERO, limits).success().orElseThrow())
                .isInstanceOf(Room.Taken.class);
    }

    private static Limits organizationLimits(int perSweep, OptionalInt perAccount) {
        return new Limits(perSweep, BigDecimal.TEN, BigDecimal.TEN, false, 366, perAccount);
    }

    private Room takeIn(AccountRegion place, String usd, Limits limits) {
        return organizationCount()
                .take(place, new BigDecimal(usd), limits)
                .success()
                .orElseThrow();
    }
}

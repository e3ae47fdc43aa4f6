package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.SharedChangeCounter.Room;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every count of changes does. */
public abstract class SharedChangeCounterContract {
    private static final AccountRegion WHERE = new AccountRegion("aws", "123456789012", "eu-west-1");

    protected final SettableTime time = new SettableTime();

    /** Gives the count that is tested; the same, empty, throughout one test. */
    protected abstract SharedChangeCounter count();

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

        assertThat(take("0", two)).isEqualTo(new Room.TooMany());
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
        assertThat(take("6.00", ten)).isEqualTo(new Room.TooDear());

        assertThat(take("5.99", ten)).isInstanceOf(Room.Taken.class);
        assertThat(take("0.01", ten)).isEqualTo(new Room.TooDear());
        assertThat(take("0", ten)).isInstanceOf(Room.Taken.class);
    }

    @Test
    void refusesWhatIsTooMuchByItself() {
        assertThat(take("0", limits(0, "10"))).isEqualTo(new Room.TooMany());
        assertThat(take("10.01", limits(1, "10"))).isEqualTo(new Room.TooDear());
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
        assertThat(take("10", one)).isEqualTo(new Room.TooMany());
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
}

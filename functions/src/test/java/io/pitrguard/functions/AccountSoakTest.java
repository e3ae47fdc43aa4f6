package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The soak of deployments for one account: the same life as in {@link SoakTest}, with {@code SweepFunction} and its drift
 * function, one account after the other. {@code -Dpitrguard.soak.single=} says how many; {@code -Dpitrguard.soak.minutes=}
 * ends it after a quarter of so many real minutes, with the account that it is at.
 */
@Tag("simulation")
class AccountSoakTest {
    private static final int ACCOUNTS = Integer.getInteger("pitrguard.soak.single", 2);
    private static final int CHANGES_PER_MINUTE = 3;
    private static final int PART = 4;

    @Test
    void agreesWithAnOracleThatSawAll() {
        long seed = Long.getLong("pitrguard.seed", new Random().nextLong());
        long begin = System.nanoTime();
        Soaked soaked = new Soaked();
        int accounts = 0;
        System.out.printf("soak of single accounts: -Dpitrguard.seed=%d%n", seed);
        while (accounts < ACCOUNTS && System.nanoTime() - begin < SoakTest.NANOS / PART) {
            try (SoakAccount account = new SoakAccount(seed + accounts, SoakTest.TABLES)) {
                soaked.add(account.live(SoakTest.TIME, CHANGES_PER_MINUTE));
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError(
                        "account %d; -Dpitrguard.seed=%d -Dpitrguard.soak.single=1 repeats it: %s"
                                .formatted(accounts, seed + accounts, failure),
                        failure);
            }
            accounts++;
        }
        System.out.printf(
                "soak of single accounts: %d of %d in %d s: %s%n",
                accounts, ACCOUNTS, (System.nanoTime() - begin) / 1_000_000_000L, soaked);
        assertThat(accounts).isPositive();
        assertThat(soaked.kills).isPositive();
        assertThat(soaked.faults).isPositive();
    }
}

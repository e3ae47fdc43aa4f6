package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two hours in 20 accounts with 10,000 tables, each with a deployment of its own: random drift, two in a hundred calls to
 * AWS fail, processes are killed, messages come twice, late, or never; sweeps hourly.
 *
 * <p>{@code -Dpitrguard.seed=} repeats a run, {@code -Dpitrguard.soak.minutes=} ends it after so many real minutes, with
 * the account that it is at.
 */
@Tag("simulation")
class SoakTest {
    private static final int ACCOUNTS = Integer.getInteger("pitrguard.soak.accounts", 20);
    private static final int TABLES = Integer.getInteger("pitrguard.soak.tables", 500);
    private static final Duration TIME = Duration.ofHours(2);
    private static final int CHANGES_PER_MINUTE = 3;

    @Test
    void agreesWithAnOracleThatSawAll() {
        long seed = Long.getLong("pitrguard.seed", new Random().nextLong());
        long minutes = Long.getLong("pitrguard.soak.minutes", Long.MAX_VALUE / 60_000_000_000L);
        long begin = System.nanoTime();
        Soaked soaked = new Soaked();
        int accounts = 0;
        System.out.printf("soak: -Dpitrguard.seed=%d%n", seed);
        while (accounts < ACCOUNTS && System.nanoTime() - begin < minutes * 60_000_000_000L) {
            try (SoakAccount account = new SoakAccount(seed + accounts, TABLES)) {
                soaked.add(account.live(TIME, CHANGES_PER_MINUTE));
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError(
                        "account %d; -Dpitrguard.seed=%d -Dpitrguard.soak.accounts=1 repeats it: %s"
                                .formatted(accounts, seed + accounts, failure),
                        failure);
            }
            accounts++;
        }
        System.out.printf(
                "soak: %d of %d accounts in %d s: %s%n",
                accounts, ACCOUNTS, (System.nanoTime() - begin) / 1_000_000_000L, soaked);
        assertThat(accounts).isPositive();
        assertThat(soaked.kills).isPositive();
        assertThat(soaked.faults).isPositive();
    }
}

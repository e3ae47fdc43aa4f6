package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two hours of an organization of 20 accounts with 10,000 tables, on simulated time: the hub's state machine sweeps hourly,
 * its one drift function reacts to calls in all accounts. Tables come, go and drift, also between the calls of a sweep; two in a
 * hundred calls to AWS fail; invocations are killed at any call, or their answers get lost; messages come twice, late, or
 * never; executions are started twice. One account joins, one is suspended, and one has no member role for a while. Then all
 * that is left arrives, and sweeps see it.
 *
 * <p>Not in it: nothing happens during an invocation, so that no other writer meets one, and two invocations never run at the
 * same time; reads show each write at once ({@link DriftLagTest} and {@link ConfigRuleLagTest} have stale ones).
 *
 * <p>Oracles that saw all hold the product to these rules:
 *
 * <ul>
 *   <li>{@link SoakOracle}: verdicts are right or undetermined with a cause; no recovery gets worse; in the end the ledger
 *       has each table as it is, and people know what it falls short of.
 *   <li>{@link SoakSweeps}: each account is planned, or its absence explained; each table that lasts is judged, and once.
 *   <li>{@link SoakReports}: report, metrics and digests add up to what workers found; a digest goes out once, and once more
 *       at most for each repetition of the summary.
 *   <li>{@link SoakWrites}: only what falls short and may be remediated is changed, once, and within the change budget.
 *   <li>{@link SoakMail}: messages tell of every violation and every change, and of no change or event again; what people
 *       know is repeated only where a run was interrupted, once.
 * </ul>
 *
 * <p>{@code -Dpitrguard.seed=} repeats a run: the same things happen, the same calls fail, and processes end after as many
 * calls. Moments may differ by seconds, and with them the order of parallel calls. {@code -Dpitrguard.soak.minutes=} ends
 * the life, not the settling, after so many real minutes; {@code -Dpitrguard.soak.time=} after so many simulated ones.
 */
@Tag("simulation")
class SoakTest {
    static final int TABLES = Integer.getInteger("pitrguard.soak.tables", 500);
    static final Duration TIME = Duration.ofMinutes(Integer.getInteger("pitrguard.soak.time", 120));
    static final long NANOS = Duration.ofMinutes(Integer.getInteger("pitrguard.soak.minutes", 1_000_000))
            .toNanos();
    private static final int ACCOUNTS = Integer.getInteger("pitrguard.soak.accounts", 20);
    private static final int CHANGES_PER_MINUTE = 24;

    @Test
    void agreesWithAnOracleThatSawAll() {
        long seed = Long.getLong("pitrguard.seed", new Random().nextLong());
        long begin = System.nanoTime();
        System.out.printf("soak: -Dpitrguard.seed=%d%n", seed);
        try (SoakOrganization organization = new SoakOrganization(seed, ACCOUNTS, TABLES)) {
            Soaked soaked = live(organization, seed);
            System.out.printf(
                    "soak: %d accounts, %,d tables, %d of %d minutes in %d s: %s%n",
                    ACCOUNTS,
                    ACCOUNTS * TABLES,
                    organization.lived().toMinutes(),
                    TIME.toMinutes(),
                    (System.nanoTime() - begin) / 1_000_000_000L,
                    soaked);
            assertThat(soaked.faults).isPositive();
            assertThat(soaked.writes).isPositive();
            if (organization.lived().compareTo(TIME) >= 0) {
                assertThat(soaked.kills).isPositive();
            }
        }
    }

    private static Soaked live(SoakOrganization organization, long seed) {
        try {
            return organization.live(TIME, CHANGES_PER_MINUTE, NANOS);
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(
                    "-Dpitrguard.seed=%d -Dpitrguard.soak.time=%d -Dpitrguard.soak.accounts=%d -Dpitrguard.soak.tables=%d repeats it: %s"
                            .formatted(seed, organization.lived().toMinutes() + 1, ACCOUNTS, TABLES, failure),
                    failure);
        }
    }
}

package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.aws.SandboxAws;
import io.pitrguard.port.Time;
import io.pitrguard.sandbox.traffic.Call;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A function that takes long to read all tables asks AWS Config, and reads first what was recorded as off. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FirstReadsTest {
    private static final String ASK = "SelectResourceConfig";
    private static final double SLOW = 1;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** A page of ListTables: what is listed only after the hint has no table before it that waits. */
    private static final int TABLES = 100;

    /** Workers hold 32 tables before the hint arrives, and some overtake others. */
    private static final int SOON = 66;

    /**
     * Time in which no read begins before AWS Config was asked for both kinds of hints, and each begins after those that
     * were to begin earlier, however long a thread is held up.
     */
    record AfterHints(SandboxAws aws, Instant start) implements Time {
        AfterHints(SandboxAws aws) {
            this(aws, aws.time().instant());
        }

        @Override
        public Instant instant() {
            return aws.time().instant();
        }

        @Override
        public void sleepUntil(Instant moment) throws InterruptedException {
            await(ASK, 2);
            await(ConfigRuleTestBed.READ, earlier(moment));
            aws.time().sleepUntil(moment);
        }

        /** One read a second begins; whoever reads tags later than that goes after all but the last. */
        private int earlier(Instant moment) {
            long seconds = moment.isBefore(start) ? 0 : start.until(moment, ChronoUnit.SECONDS);
            return (int) Math.min(TABLES - 1, seconds);
        }

        /** A thread that the test left behind must not go on for ever. */
        private void await(String operation, int calls) {
            long began = System.nanoTime();
            while (aws.sandbox().calls().count(operation) < calls) {
                assertThat(System.nanoTime() - began).as(operation).isLessThan(LONGEST.toNanos());
                Thread.yield();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofTheSweep(boolean remediates) throws IOException {
        try (SweepTestBed function = new SweepTestBed()) {
            seed(function.aws);
            function.policy = remediates ? ConfigRuleTestBed.REMEDIATE : function.policy;
            function.readsPerSecond = SLOW;
            function.time = new AfterHints(function.aws);

            function.run(SweepTestBed.HOURLY);

            assertReadSoon(function.aws);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofTheConfigRule(boolean remediates) {
        try (ConfigRuleTestBed function = new ConfigRuleTestBed()) {
            seed(function.aws);
            function.policy = remediates ? ConfigRuleTestBed.REMEDIATE : function.policy;
            function.readsPerSecond = SLOW;
            function.time = new AfterHints(function.aws);

            function.invoke(function.scheduled());

            assertReadSoon(function.aws);
        }
    }

    private static void seed(SandboxAws aws) {
        for (int i = 0; i < TABLES; i++) {
            aws.sandbox().tables().create("table-%03d".formatted(i)).enabled(35);
        }
        aws.sandbox().tables().get(last()).disabled();
        aws.sandbox().config().record(last());
    }

    private static void assertReadSoon(SandboxAws aws) {
        List<String> read = aws.sandbox().calls().all().stream()
                .filter(call -> call.operation().equals(ConfigRuleTestBed.READ))
                .map(Call::table)
                .toList();
        assertThat(read.indexOf(last())).isBetween(0, SOON);
    }

    private static String last() {
        return "table-%03d".formatted(TABLES - 1);
    }
}

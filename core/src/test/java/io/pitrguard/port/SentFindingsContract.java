package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.SentFindings.Sent;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds for every store of sent findings. */
public abstract class SentFindingsContract {
    private static final AccountRegion HERE = new AccountRegion("aws", "123456789012", "eu-west-1");
    private static final AccountRegion THERE = new AccountRegion("aws", "111111111111", "eu-west-1");
    private static final Instant THEN = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final Sent OPEN = new Sent("FAILED|active", true, false, THEN, THEN);
    private static final Sent OVER = new Sent("PASSED|archived", false, true, THEN, THEN.plusSeconds(3600));

    /** Gives one that holds nothing yet. */
    protected abstract SentFindings store();

    @Test
    void holdsNothingAtFirst() {
        assertThat(store().read(HERE)).isEqualTo(new Result.Success<>(Map.of()));
    }

    @Test
    void returnsWhatWasRecordedLast() {
        assertThat(store().record(HERE, Map.of("orders", OPEN, "a.b-c_d", OPEN)))
                .isEmpty();
        assertThat(store().record(HERE, Map.of("orders", OVER))).isEmpty();

        assertThat(store().read(HERE)).isEqualTo(new Result.Success<>(Map.of("orders", OVER, "a.b-c_d", OPEN)));
        assertThat(store().read(THERE)).isEqualTo(new Result.Success<>(Map.of()));
    }

    @Test
    void recordsAHundredAtOnce() {
        Map<String, Sent> hundred =
                IntStream.range(0, SentFindings.MOST).boxed().collect(Collectors.toMap(i -> "table-" + i, _ -> OPEN));

        assertThat(store().record(HERE, hundred)).isEmpty();
        assertThat(store().read(HERE)).isEqualTo(new Result.Success<>(hundred));
    }
}

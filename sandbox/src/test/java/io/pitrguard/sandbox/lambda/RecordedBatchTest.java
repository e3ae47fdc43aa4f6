package io.pitrguard.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecordedBatchTest {

    @Test
    void movesAllMomentsTogether() {
        String batch = """
                {"Records": [
                  {"body": "{\\"time\\":\\"2026-11-22T09:15:00Z\\"}", "attributes": {
                    "SentTimestamp": "1795338905000", "ApproximateFirstReceiveTimestamp": "1795338907000"}},
                  {"body": "1795338907000", "attributes": {"SentTimestamp": "1795338901000"}}]}
                """;

        String moved = RecordedBatch.sentAt(Instant.parse("2027-01-01T00:00:05.5Z"), batch);

        assertThat(moved)
                .isEqualTo(batch.replace("2026-11-22T09:15:00Z", "2027-01-01T00:00:00Z")
                        .replace("\"1795338905000\"", "\"1798761605000\"")
                        .replace(
                                "\"ApproximateFirstReceiveTimestamp\": \"1795338907000\"",
                                "\"ApproximateFirstReceiveTimestamp\": \"1798761607000\"")
                        .replace("\"1795338901000\"", "\"1798761601000\""));
    }
}

package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitrguard.drift.Drift;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqsMessagesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static List<SqsMessages.Message> file(String name) throws Exception {
        return SqsMessages.parse(Files.readString(Path.of("..", "events", "drift", name)), NOW);
    }

    private static SqsMessages.Message message(String fields) {
        return SqsMessages.parse("{\"Records\":[{\"messageId\":\"m-1\"" + fields + "}]}", NOW)
                .getFirst();
    }

    @Test
    void readsMessagesWithWhatIsSaidOfEarlierAttempts() throws Exception {
        assertThat(file("batch-of-ten.json")).hasSize(10);
        assertThat(file("returned-after-delay.json"))
                .singleElement()
                .satisfies(message -> assertThat(message.attempt())
                        .isEqualTo(new Drift.Attempt(3, Instant.parse("2026-11-22T09:20:28Z"))));
        assertThat(file("recovery-disabled-cli.json"))
                .singleElement()
                .satisfies(message -> assertThat(message.attempt().number()).isZero());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 0 | 2026-11-22T10:00:00Z",
                ",\"attributes\":{\"SentTimestamp\":\"1795341600000\"} | 0 | 2026-11-22T10:00:00Z",
                ",\"attributes\":{\"SentTimestamp\":\"1795338000000\"} | 0 | 2026-11-22T09:00:00Z",
                ",\"attributes\":{\"SentTimestamp\":\"soon\"} | 0 | 2026-11-22T10:00:00Z",
                ",\"messageAttributes\":{\"pitrGuardAttempt\":{\"stringValue\":\"-3\"}} | 0 | 2026-11-22T10:00:00Z",
                ",\"messageAttributes\":{\"pitrGuardAttempt\":{\"stringValue\":3}} | 0 | 2026-11-22T10:00:00Z",
                ",\"messageAttributes\":{\"pitrGuardAttempt\":7} | 0 | 2026-11-22T10:00:00Z",
                ",\"messageAttributes\":[],\"attributes\":[1] | 0 | 2026-11-22T10:00:00Z",
                ",\"messageAttributes\":{\"pitrGuardFirstSeen\":{\"stringValue\":\"x\"}} | 0 | 2026-11-22T10:00:00Z",
                ",\"messageAttributes\":{\"pitrGuardFirstSeen\":{\"stringValue\":\"2030-01-01T00:00:00Z\"}} | 0 | 2026-11-22T10:00:00Z"
            })
    void takesAttributesThatSayNothingForAFirstAttempt(String fields, int number, Instant firstSeen) {
        assertThat(message(fields).attempt()).isEqualTo(new Drift.Attempt(number, firstSeen));
        assertThat(message(fields).body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, 1, 2026-11-22T10:00:00Z",
                "0, 2026-11-20T10:00:00Z, 1, 2026-11-22T10:30:00Z",
                "1, 2026-11-20T10:00:00Z, 2, 2026-11-20T10:00:00Z",
                "0, x, 1, 2026-11-22T10:00:00Z"
            })
    void attemptsCountFromWhenTheAccountIsPlanned(String number, String since, int next, Instant firstSeen) {
        SqsMessages.Message message = message(
                number == null
                        ? ""
                        : ",\"messageAttributes\":{\"pitrGuardAttempt\":{\"stringValue\":\"%s\"},\"pitrGuardFirstSeen\":{\"stringValue\":\"%s\"}}"
                                .formatted(number, since));

        assertThat(message.next(NOW.plusSeconds(1800))).isEqualTo(new Drift.Attempt(next, firstSeen));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"Records\":3}", "{\"Records\":[3]}", "{\"Records\":[{}]}", "no JSON"})
    void refusesWhatIsNoBatch(String event) {
        assertThatExceptionOfType(InvocationFailedException.class).isThrownBy(() -> SqsMessages.parse(event, NOW));
    }
}

package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.report.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link FreshEvent}: each use of an event file is a new delivery. */
class FreshEventTest {
    private static final Instant NOW = Instant.parse("2027-01-02T03:04:05.678Z");

    private static Map<?, ?> fresh(LocalFunction function, String json) {
        byte[] event = FreshEvent.of(function, json.getBytes(StandardCharsets.UTF_8), NOW);
        return (Map<?, ?>) Json.parse(new String(event, StandardCharsets.UTF_8));
    }

    private static String file(String name) throws IOException {
        return Files.readString(Path.of("../events").resolve(name));
    }

    @Test
    void aScheduledEventHasANewIdAndTheTimeOfNow() throws IOException {
        String hourly = file("scheduled-sweep/hourly.json");
        Map<?, ?> before = (Map<?, ?>) Json.parse(hourly);
        Map<?, ?> first = fresh(LocalFunction.SWEEP, hourly);
        Map<?, ?> second = fresh(LocalFunction.SWEEP, hourly);

        assertThat(List.of(before.get("id"), first.get("id"), second.get("id"))).doesNotHaveDuplicates();
        assertThat(first.get("time")).isEqualTo("2027-01-02T03:04:05Z");
        assertThat(first.get("resources")).isEqualTo(before.get("resources"));
        assertThat(first.keySet()).isEqualTo(before.keySet());
    }

    @Test
    void eachMessageHasANewIdAndItsCallStaysAsItWas() throws IOException {
        String batch = file("drift/batch-of-ten.json");
        List<?> before = (List<?>) ((Map<?, ?>) Json.parse(batch)).get("Records");
        List<?> after = (List<?>) fresh(LocalFunction.DRIFT, batch).get("Records");

        assertThat(after)
                .extracting("body")
                .isEqualTo(before.stream().map(FreshEventTest::body).toList());
        assertThat(after)
                .extracting("messageId")
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(before.stream()
                        .map(message -> ((Map<?, ?>) message).get("messageId"))
                        .toList());
    }

    private static Object body(Object message) {
        return ((Map<?, ?>) message).get("body");
    }

    @ParameterizedTest
    @EnumSource
    void leavesWhatIsNoEventToTheFunction(LocalFunction function) {
        for (String text : List.of("", "{oops", "[]", "{}", "{\"id\":7,\"Records\":8}")) {
            byte[] content = text.getBytes(StandardCharsets.UTF_8);

            assertThat(FreshEvent.of(function, content, NOW)).isSameAs(content);
        }
    }
}

package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds for every event bus. */
public abstract class EventBusContract {
    /** Gives one that holds nothing yet. */
    protected abstract EventBus bus();

    /** Returns what was put on it. */
    protected abstract List<BusEvent> taken();

    @Test
    void takesAsManyEventsAsARequestHolds() {
        List<BusEvent> events = IntStream.range(0, EventBus.MOST_ENTRIES)
                .mapToObj(
                        i -> new BusEvent("Table Drift", "{\"n\":%d,\"name\":\"表\"}".formatted(i), List.of("arn:" + i)))
                .toList();

        assertThat(bus().put(events)).hasSize(events.size()).allMatch(Optional::isEmpty);
        assertThat(taken()).containsExactlyElementsOf(events);
    }

    @Test
    void takesAnEventAsLargeAsARequestMayBe() {
        BusEvent small = new BusEvent("Sweep Digest", "{\"a\":\"\"}", List.of());
        BusEvent large = new BusEvent(
                "Sweep Digest", "{\"a\":\"%s\"}".formatted("x".repeat(BusEvent.MAX_BYTES - small.bytes())), List.of());

        assertThat(large.bytes()).isEqualTo(BusEvent.MAX_BYTES);
        assertThat(bus().put(List.of(large))).containsExactly(Optional.empty());
    }
}

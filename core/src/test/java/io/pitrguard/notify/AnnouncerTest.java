package io.pitrguard.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.selfcheck.SubscriberFilter.Delivery;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Alert;
import io.pitrguard.port.BusEvent;
import io.pitrguard.port.InMemoryAlerts;
import io.pitrguard.port.InMemoryEventBus;
import io.pitrguard.port.SettableTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnouncerTest {
    private static final Alert MESSAGE = new Alert("subject", "{}", new TreeMap<>());

    private final InMemoryAlerts chat = new InMemoryAlerts();
    private final InMemoryEventBus bus = new InMemoryEventBus();
    private final SettableTime time = new SettableTime();
    private final Announcer announcer = new Announcer(Optional.of(bus), Optional.of(chat), time);

    private static List<BusEvent> events(int count, int bytes) {
        return IntStream.range(0, count)
                .mapToObj(i -> new BusEvent("Table Finding", "x".repeat(bytes), List.of(Integer.toString(i))))
                .toList();
    }

    private Announced announce(List<BusEvent> events) throws InterruptedException {
        announcer.announce(new Announcement(events, Optional.empty()));
        return announcer.take();
    }

    @Test
    void sendsTenEventsInARequest() throws InterruptedException {
        Announced announced = announce(events(23, 10));

        assertThat(bus.requests()).containsExactly(10, 10, 3);
        assertThat(bus.events()).containsExactlyElementsOf(events(23, 10));
        assertThat(announced).isEqualTo(new Announced(23, 0, 0, Optional.empty()));
        assertThat(time.waits()).isEmpty();
    }

    @Test
    void sendsNoMoreBytesThanARequestHolds() throws InterruptedException {
        announce(events(5, BusEvent.MAX_BYTES / 2 - 100));

        assertThat(bus.requests()).containsExactly(2, 2, 1);
    }

    @ParameterizedTest
    @CsvSource({
        // why; how often the bus refuses; requests; sent; failed
        "THROTTLED, 1, 2, 3, 0",
        "THROTTLED, 2, 3, 3, 0",
        "THROTTLED, 9, 3, 2, 1",
        "BROKEN, 1, 2, 3, 0",
        "DENIED, 1, 1, 2, 1",
        "REFUSED, 1, 1, 2, 1",
        "MISSING, 1, 1, 2, 1"
    })
    void repeatsOnlyWhatFailedAndMayPass(Cause.Kind kind, int times, int requests, int sent, int failed)
            throws InterruptedException {
        List<BusEvent> events = events(3, 10);
        Map<BusEvent, Integer> tries = new HashMap<>();
        bus.refuse(event -> event.equals(events.get(1)) && tries.merge(event, 1, Integer::sum) <= times
                ? Optional.of(new Cause(kind, "No."))
                : Optional.empty());

        Announced announced = announce(events);

        assertThat(bus.requests()).hasSize(requests);
        assertThat(bus.requests().stream().skip(1)).allMatch(size -> size == 1);
        assertThat(announced.events()).isEqualTo(sent);
        assertThat(announced.failedEvents()).isEqualTo(failed);
        assertThat(announced.why().isPresent()).isEqualTo(failed > 0);
        assertThat(time.waits()).hasSize(requests - 1);
    }

    /** Where nothing answers, as in a VPC without an endpoint, mail must still find time. */
    @Test
    void givesABusUpThatAnswersNothing() throws InterruptedException {
        bus.refuse(_ -> {
            time.advance(Duration.ofMillis(400));
            return Optional.of(new Cause(Cause.Kind.BROKEN, "No answer."));
        });

        Announced announced = announce(events(300, 10));

        assertThat(bus.requests()).containsExactly(10);
        assertThat(announced)
                .isEqualTo(new Announced(0, 300, 0, Optional.of(new Cause(Cause.Kind.BROKEN, "No answer."))));
        bus.refuse(_ -> Optional.empty());
        assertThat(announce(events(3, 10)).events()).as("the next invocation").isEqualTo(3);
    }

    @Test
    void doesNotGiveUpABusThatIsSlow() throws InterruptedException {
        bus.refuse(_ -> {
            time.advance(Duration.ofSeconds(1));
            return Optional.empty();
        });

        assertThat(announce(events(300, 10)).events()).isEqualTo(300);
    }

    @Test
    void countsSinceItWasAsked() throws InterruptedException {
        announcer.announce(new Announcement(events(1, 10), Optional.of(MESSAGE)));
        announcer.announce(new Announcement(events(2, 10), Optional.empty()));

        assertThat(announcer.take().events()).isEqualTo(3);
        assertThat(announcer.take()).isEqualTo(Announced.NOTHING);
    }

    @ParameterizedTest
    @CsvSource({"SOME, true", "UNDECIDED, true", "NONE, false"})
    void aChatCountsIfSomebodyIsInIt(Delivery delivery, boolean reached) throws InterruptedException {
        chat.deliver(_ -> delivery);

        assertThat(announcer.chat(new Announcement(List.of(), Optional.of(MESSAGE))))
                .isEqualTo(reached);
        assertThat(chat.sent()).containsExactly(MESSAGE);
    }

    @Test
    void countsChatMessagesThatFail() throws InterruptedException {
        chat.fail(Cause.Kind.DENIED);

        assertThat(announcer.chat(new Announcement(List.of(), Optional.of(MESSAGE))))
                .isFalse();
        assertThat(announcer.take().failedChats()).isEqualTo(1);
    }

    @Test
    void tellsNobodyWhereThereIsNoBus() throws InterruptedException {
        Announcer silent = new Announcer(Optional.empty(), Optional.empty(), time);

        silent.announce(new Announcement(events(1, 10), Optional.of(MESSAGE)));

        assertThat(silent.take()).isEqualTo(Announced.NOTHING);
    }
}

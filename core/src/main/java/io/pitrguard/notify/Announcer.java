package io.pitrguard.notify;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Alert;
import io.pitrguard.port.Alerts;
import io.pitrguard.port.BusEvent;
import io.pitrguard.port.EventBus;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Notifies other systems of what people are notified of. What fails is tried again, and then counted: a failed announcement never
 * keeps people from being notified.
 */
public final class Announcer {
    private static final int MOST_TRIES = 3;
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** So much time is spent in vain on a bus that takes nothing: people are notified after that, and time may be short. */
    private static final Duration MOST_IN_VAIN = Duration.ofSeconds(4);

    private final Optional<EventBus> bus;
    private final Optional<Alerts> chat;
    private final Time time;
    private Announced announced = Announced.NOTHING;
    private Duration inVain = Duration.ZERO;

    /**
     * Creates an announcer.
     *
     * @param bus where events go; empty if there are none
     * @param chat where chat messages go; empty if there are none
     */
    public Announcer(Optional<EventBus> bus, Optional<Alerts> chat, Time time) {
        this.bus = bus;
        this.chat = chat;
        this.time = time;
    }

    /**
     * Sends the events. Those that were sent before may be sent again: their ids stay the same.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public void announce(Announcement announcement) throws InterruptedException {
        if (bus.isPresent()) {
            for (List<BusEvent> batch : batches(announcement.events())) {
                announced = announced.and(put(bus.get(), batch));
            }
        }
    }

    /** Sends the chat message, which nobody should read twice; returns whether somebody gets it. */
    public boolean chat(Announcement announcement) {
        return chat.isPresent()
                && announcement.chat().isPresent()
                && publish(chat.get(), announcement.chat().get());
    }

    private boolean publish(Alerts to, Alert message) {
        boolean recipient = to.hasRecipient(message);
        Optional<Cause> refused = to.publish(message);
        announced = announced.and(Announced.chat(refused));
        return recipient && refused.isEmpty();
    }

    /** Returns what became of the announcements since the last call, after which a bus that took nothing is tried again. */
    public Announced take() {
        Announced taken = announced;
        announced = Announced.NOTHING;
        inVain = Duration.ZERO;
        return taken;
    }

    private Announced put(EventBus to, List<BusEvent> batch) throws InterruptedException {
        List<BusEvent> left = batch;
        Announced outcome = Announced.NOTHING;
        for (int tries = 1; !left.isEmpty(); tries++) {
            if (isGivenUp()) {
                return outcome.and(Announced.givenUp(left.size(), announced.why()));
            }
            List<Optional<Cause>> answers = answers(to, left);
            List<BusEvent> again = new ArrayList<>();
            for (int i = 0; i < left.size(); i++) {
                Optional<Cause> refused = answers.get(i);
                if (refused.filter(Announcer::mayPass).isPresent() && tries < MOST_TRIES && !isGivenUp()) {
                    again.add(left.get(i));
                } else {
                    outcome = outcome.and(Announced.event(refused));
                }
            }
            left = again;
            if (!left.isEmpty()) {
                time.sleepUntil(time.instant().plus(PAUSE.multipliedBy(tries)));
            }
        }
        return outcome;
    }

    private List<Optional<Cause>> answers(EventBus to, List<BusEvent> events) {
        Instant before = time.instant();
        List<Optional<Cause>> answers = to.put(events);
        if (answers.stream().allMatch(Optional::isPresent)) {
            inVain = inVain.plus(Duration.between(before, time.instant()));
        }
        return answers;
    }

    private boolean isGivenUp() {
        return inVain.compareTo(MOST_IN_VAIN) >= 0;
    }

    private static boolean mayPass(Cause cause) {
        return switch (cause.kind()) {
            case THROTTLED, BROKEN, NOT_YET -> true;
            case DENIED, REFUSED, MISSING, OUT_OF_TIME -> false;
        };
    }

    /** Returns the events in as few requests as EventBridge takes. */
    private static List<List<BusEvent>> batches(List<BusEvent> events) {
        List<List<BusEvent>> batches = new ArrayList<>();
        List<BusEvent> batch = new ArrayList<>();
        int bytes = 0;
        for (BusEvent event : events) {
            if (batch.size() == EventBus.MOST_ENTRIES || bytes + event.bytes() > BusEvent.MAX_BYTES) {
                batches.add(batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(event);
            bytes += event.bytes();
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }
}

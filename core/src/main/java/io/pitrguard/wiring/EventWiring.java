package io.pitrguard.wiring;

import io.pitrguard.aws.ConfigHistory;
import io.pitrguard.aws.SqsDriftQueue;
import io.pitrguard.port.DriftQueue;
import io.pitrguard.port.RecordedItems;
import java.util.function.Supplier;

/** Builds what functions need to take events, beside what reacts to them. */
public final class EventWiring {
    private EventWiring() {}

    /** Builds the queue to which calls are requeued. The client is created on first use. */
    public static DriftQueue driftQueue(AwsClients clients, String url) {
        Supplier<DriftQueue> queue = new Lazy<>(() -> new SqsDriftQueue(clients.sqs(), url));
        return (body, attempt, firstSeen, pause) -> queue.get().sendAgain(body, attempt, firstSeen, pause);
    }

    /** Builds the look-up of configuration items. The client is created on first use. */
    public static RecordedItems recordedItems(AwsClients clients) {
        Supplier<RecordedItems> history = new Lazy<>(() -> new ConfigHistory(clients.config()));
        return (type, id) -> history.get().latest(type, id);
    }
}

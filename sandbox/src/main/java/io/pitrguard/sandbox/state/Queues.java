package io.pitrguard.sandbox.state;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The SQS queues of one account and region. */
public final class Queues {

    private final Place place;
    private final URI endpoint;
    private final ConcurrentNavigableMap<String, Queue> byName = new ConcurrentSkipListMap<>();

    /** No queues yet; their URLs will begin with the endpoint. */
    public Queues(Place place, URI endpoint) {
        this.place = place;
        this.endpoint = endpoint;
    }

    /** Creates a queue, or finds the one of that name. */
    public Queue create(String name, QueueSettings settings, Instant now) {
        String url = endpoint + "/" + place.account() + "/" + name;
        return byName.computeIfAbsent(name, key -> new Queue(key, place.queue(key), url, now, settings));
    }

    /** The queue of that name. */
    public Optional<Queue> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Removes a queue with its messages; answers whether there was one. */
    public boolean delete(String name) {
        return byName.remove(name) != null;
    }

    /** All queues, in the order of names. */
    public Collection<Queue> all() {
        return List.copyOf(byName.values());
    }

    /**
     * Receives from a queue. What was received too often moves to the dead-letter queue instead, if there is one.
     *
     * @param hidden how long the messages are hidden from others
     */
    public List<QueueMessage> receive(Queue queue, int most, Duration hidden, Instant now) {
        QueueSettings.Redrive redrive = queue.settings().redrive();
        if (redrive != null) {
            findByArn(redrive.deadLetterTargetArn())
                    .ifPresent(target -> queue.take(message -> message.receiveCount() >= redrive.maxReceiveCount(), now)
                            .forEach(message -> target.add(message.givenUpBy(queue.arn()))));
        }
        return queue.receive(most, hidden, now);
    }

    /** The queue of that ARN. */
    public Optional<Queue> findByArn(String arn) {
        return byName.values().stream().filter(queue -> queue.arn().equals(arn)).findAny();
    }

    /** The same queues and messages, which then go their own way. */
    public Queues copy() {
        Queues copy = new Queues(place, endpoint);
        byName.forEach((name, queue) -> copy.byName.put(name, queue.copy()));
        return copy;
    }
}

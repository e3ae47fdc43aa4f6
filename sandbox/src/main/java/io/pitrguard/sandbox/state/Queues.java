package io.pitrguard.sandbox.state;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The SQS queues of one account and region. */
public final class Queues {

    private final AccountRegion location;
    private final URI endpoint;
    private final ConcurrentNavigableMap<String, Queue> byName = new ConcurrentSkipListMap<>();
    private final List<MoveTask> moves = new CopyOnWriteArrayList<>();

    /** No queues yet; their URLs will begin with the endpoint. */
    public Queues(AccountRegion location, URI endpoint) {
        this.location = location;
        this.endpoint = endpoint;
    }

    /** Creates a queue, or finds the one of that name. */
    public Queue create(String name, QueueSettings settings, Instant now) {
        String url = endpoint + "/" + location.account() + "/" + name;
        return byName.computeIfAbsent(name, key -> new Queue(key, location.queue(key), url, now, settings));
    }

    /** Returns the queue of that name. */
    public Optional<Queue> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Removes a queue with its messages; returns whether there was one. */
    public boolean delete(String name) {
        return byName.remove(name) != null;
    }

    /** Returns all queues, in the order of names. */
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

    /** Returns the queue of that ARN. */
    public Optional<Queue> findByArn(String arn) {
        return byName.values().stream().filter(queue -> queue.arn().equals(arn)).findAny();
    }

    /** Returns the queues that give up messages to this one. */
    public List<Queue> sourcesOf(Queue deadLetters) {
        return byName.values().stream()
                .filter(queue -> {
                    QueueSettings.Redrive redrive = queue.settings().redrive();
                    return redrive != null && redrive.deadLetterTargetArn().equals(deadLetters.arn());
                })
                .toList();
    }

    /**
     * Moves the visible messages of a dead-letter queue, the oldest first, until one has nowhere to go.
     *
     * @param destination null for the queue that gave a message up
     */
    public MoveTask move(Queue source, @Nullable Queue destination, @Nullable Long perSecond, Instant now) {
        List<QueueMessage> waiting = source.messages(now).stream()
                .filter(message -> message.visible(now))
                .toList();
        int moved = 0;
        String failure = null;
        for (QueueMessage message : waiting) {
            Queue target = destination == null ? origin(message) : destination;
            if (target == null) {
                failure = message.deadLetterSource() == null
                        ? "CouldNotDetermineMessageSource"
                        : "AWS.SimpleQueueService.NonExistentQueue";
                break;
            }
            for (QueueMessage taken : source.take(one -> one.id().equals(message.id()), now)) {
                target.add(taken.sentAgain(now));
                moved++;
            }
        }
        String destinationArn = destination == null ? null : destination.arn();
        MoveTask task = new MoveTask(source.arn(), destinationArn, perSecond, now, waiting.size(), moved, failure);
        moves.add(task);
        return task;
    }

    /** Returns all moves so far, the oldest first. */
    public List<MoveTask> moves() {
        return moves;
    }

    private @Nullable Queue origin(QueueMessage message) {
        String source = message.deadLetterSource();
        return source == null ? null : findByArn(source).orElse(null);
    }

    /** Returns an independent copy. */
    public Queues copy() {
        Queues copy = new Queues(location, endpoint);
        byName.forEach((name, queue) -> copy.byName.put(name, queue.copy()));
        copy.moves.addAll(moves);
        return copy;
    }
}

package io.pitrguard.sandbox.state;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The SNS topics of one account and region, and what was published to them. */
public final class Topics {

    private final Place place;
    private final Set<String> arns = ConcurrentHashMap.newKeySet();
    private final List<Published> published = new CopyOnWriteArrayList<>();

    /** No topics yet. */
    public Topics(Place place) {
        this.place = place;
    }

    /** Creates a topic, or finds it, and answers its ARN. */
    public String create(String name) {
        String arn = place.topic(name);
        arns.add(arn);
        return arn;
    }

    /** Deletes a topic; answers whether there was one. */
    public boolean delete(String arn) {
        return arns.remove(arn);
    }

    /** Whether there is such a topic. */
    public boolean exists(String arn) {
        return arns.contains(arn);
    }

    /** Keeps a message. */
    public void publish(Published message) {
        published.add(message);
    }

    /** All messages, in the order in which they were accepted. */
    public List<Published> published() {
        return List.copyOf(published);
    }

    /** Forgets the messages; the topics stay. */
    public void clear() {
        published.clear();
    }

    /** The same topics and messages, which then go their own way. */
    public Topics copy() {
        Topics copy = new Topics(place);
        copy.arns.addAll(arns);
        copy.published.addAll(published);
        return copy;
    }
}

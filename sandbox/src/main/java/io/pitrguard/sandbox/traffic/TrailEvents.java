package io.pitrguard.sandbox.traffic;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest events of CloudTrail. */
public final class TrailEvents {

    /** How many are kept. */
    public static final int KEPT = 2_000;

    private final Deque<String> latest = new ArrayDeque<>();

    /** Adds the JSON of an event. */
    public synchronized void add(String event) {
        latest.addLast(event);
        if (latest.size() > KEPT) {
            latest.removeFirst();
        }
    }

    /** Returns them, oldest first. */
    public synchronized List<String> all() {
        return List.copyOf(latest);
    }
}

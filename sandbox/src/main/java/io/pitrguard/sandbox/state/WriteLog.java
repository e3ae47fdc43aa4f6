package io.pitrguard.sandbox.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the writes to one table replaced, so that its items of any moment of its recovery window can be computed. */
final class WriteLog {

    private final Deque<Write> writes = new ArrayDeque<>();

    /**
     * One item before a write.
     *
     * @param before null when there was none of that key
     */
    private record Write(Instant at, String key, @Nullable ObjectNode before) {}

    /** Adds what a write at that moment replaced. */
    void add(Instant at, String key, @Nullable ObjectNode before) {
        writes.addLast(new Write(at, key, before));
    }

    /** Forgets the writes up to a moment before which nothing can be restored. */
    void forgetUntil(Instant earliest) {
        while (!writes.isEmpty() && !writes.getFirst().at().isAfter(earliest)) {
            writes.removeFirst();
        }
    }

    /** Returns the items of that moment, by key, given those of now. */
    Map<String, ObjectNode> itemsAt(Instant moment, Map<String, ObjectNode> now) {
        Map<String, ObjectNode> items = new LinkedHashMap<>(now);
        Iterator<Write> latestFirst = writes.descendingIterator();
        while (latestFirst.hasNext()) {
            Write write = latestFirst.next();
            if (!write.at().isAfter(moment)) {
                break;
            }
            if (write.before() == null) {
                items.remove(write.key());
            } else {
                items.put(write.key(), write.before());
            }
        }
        return items;
    }

    /** Returns an independent copy. */
    WriteLog copy() {
        WriteLog copy = new WriteLog();
        copy.writes.addAll(writes);
        return copy;
    }
}

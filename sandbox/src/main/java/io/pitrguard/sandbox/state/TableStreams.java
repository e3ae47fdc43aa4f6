package io.pitrguard.sandbox.state;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The stream of a table, and those that it had: each time one is enabled it has another label, and so another ARN.
 *
 * @param viewType null while none is enabled
 * @param tags of each stream by its label, the latest last
 */
public record TableStreams(@Nullable String viewType, Map<String, Map<String, String>> tags) {

    /** The table never had one. */
    public static final TableStreams NONE = new TableStreams(null, Map.of());

    private static final DateTimeFormatter LABEL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS");

    /** Copies. */
    public TableStreams {
        Map<String, Map<String, String>> copy = new LinkedHashMap<>();
        tags.forEach((label, its) -> copy.put(label, Collections.unmodifiableMap(new TreeMap<>(its))));
        tags = Collections.unmodifiableMap(copy);
    }

    /** Returns the label of the stream that was enabled last, also when it is disabled now; empty when there was none. */
    public Optional<String> latestLabel() {
        return tags.keySet().stream().reduce((earlier, later) -> later);
    }

    /** Returns whether the table has, or had, a stream of that label. */
    public boolean has(String label) {
        return tags.containsKey(label);
    }

    /** Returns a copy with a new stream. */
    public TableStreams enabled(String newViewType, Instant now) {
        Map<String, Map<String, String>> changed = new LinkedHashMap<>(tags);
        LocalDateTime moment = LocalDateTime.ofInstant(now, ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);
        while (changed.containsKey(LABEL.format(moment))) {
            moment = moment.plus(1, ChronoUnit.MILLIS);
        }
        changed.put(LABEL.format(moment), Map.of());
        return new TableStreams(newViewType, changed);
    }

    /** Returns a copy without an enabled stream. */
    public TableStreams disabled() {
        return new TableStreams(null, tags);
    }

    /** Returns a copy in which a stream has these tags instead. */
    public TableStreams tagged(String label, Map<String, String> newTags) {
        Map<String, Map<String, String>> changed = new LinkedHashMap<>(tags);
        changed.replace(label, newTags);
        return new TableStreams(viewType, changed);
    }
}

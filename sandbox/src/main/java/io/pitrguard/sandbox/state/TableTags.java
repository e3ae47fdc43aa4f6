package io.pitrguard.sandbox.state;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tags of a table, as DynamoDB holds them and as the tagging API, which is eventually consistent, shows them.
 *
 * @param delayed what the tagging API still shows; null when it has caught up
 */
public record TableTags(Snapshot current, @Nullable Snapshot delayed) {

    /** A table that never had a tag. */
    public static final TableTags NONE = new TableTags(new Snapshot(Map.of(), false), null);

    /**
     * Tags at one moment.
     *
     * @param ever whether the table has or had a tag: GetResources omits those that never had one
     */
    public record Snapshot(Map<String, String> tags, boolean ever) {

        /** Copies, in the order of keys. */
        public Snapshot {
            tags = Collections.unmodifiableMap(new TreeMap<>(tags));
        }
    }

    /** What GetResources shows. */
    public Snapshot shownByTaggingApi() {
        return delayed == null ? current : delayed;
    }

    /** The same table with other tags. */
    public TableTags with(Map<String, String> tags) {
        return new TableTags(new Snapshot(tags, current.ever() || !tags.isEmpty()), delayed);
    }

    /** From now on the tagging API keeps showing what it shows now. */
    public TableTags delay() {
        return new TableTags(current, shownByTaggingApi());
    }

    /** The tagging API shows the current tags again. */
    public TableTags caughtUp() {
        return new TableTags(current, null);
    }
}

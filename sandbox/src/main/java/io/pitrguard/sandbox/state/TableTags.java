package io.pitrguard.sandbox.state;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tags of a table, as DynamoDB holds them and as the tagging API, which is eventually consistent, shows them.
 *
 * @param delayed what the tagging API still shows; null when it has caught up with DynamoDB
 */
public record TableTags(
        Lagging<Snapshot> versions, @Nullable Snapshot delayed) {

    /** A table that never had a tag. */
    public static final TableTags NONE = new TableTags(Lagging.of(new Snapshot(Map.of(), false)), null);

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

    /** Returns what was written last. */
    public Snapshot current() {
        return versions.latest();
    }

    /** Returns what ListTagsOfResource shows. */
    public Snapshot visibleAt(Instant now) {
        return versions.visibleAt(now);
    }

    /** Returns what GetResources shows. */
    public Snapshot shownByTaggingApi(Instant now) {
        return delayed == null ? visibleAt(now) : delayed;
    }

    /** Returns a copy with other tags, visible at once. */
    public TableTags with(Map<String, String> tags) {
        return new TableTags(Lagging.of(snapshot(tags)), delayed);
    }

    /** Returns a copy with other tags, visible after the lag. */
    public TableTags write(Map<String, String> tags, Instant now, Lag lag) {
        return new TableTags(versions.write(snapshot(tags), now, lag), delayed);
    }

    /** Returns a copy after a read of the table's own tags. */
    public TableTags afterRead() {
        return new TableTags(versions.afterRead(), delayed);
    }

    /** From now on the tagging API keeps showing what it shows now. */
    public TableTags delay(Instant now) {
        return new TableTags(versions, shownByTaggingApi(now));
    }

    /** The tagging API shows what DynamoDB shows again. */
    public TableTags caughtUp() {
        return new TableTags(versions, null);
    }

    private Snapshot snapshot(Map<String, String> tags) {
        return new Snapshot(tags, current().ever() || !tags.isEmpty());
    }
}

package io.pitrguard.sweep;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import io.pitrguard.port.Page;
import io.pitrguard.port.PageOrder;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableTags;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The tags of all tables, read in bulk.
 *
 * @param failure why the reading stopped before its end; then a table without an entry has unknown tags
 */
record TagIndex(Map<String, Tags.Known> byName, Optional<Cause> failure) {
    private static final Cause OUT_OF_TIME =
            new Cause(Cause.Kind.OUT_OF_TIME, "The time budget of the call ended before all tags were read.");

    TagIndex {
        byName = Map.copyOf(byName);
    }

    /** Reads page after page until the last one, the deadline or a failure. */
    static TagIndex read(TableTags tags, Instant deadline, InstantSource clock) {
        Map<String, Tags.Known> byName = new HashMap<>();
        PageOrder order = new PageOrder("the tags of all tables");
        Optional<String> token = Optional.empty();
        while (clock.instant().isBefore(deadline)) {
            Optional<String> start = token;
            switch (Result.of(() -> tags.bulk(start))) {
                case Result.Failure<Page<Map<String, Tags.Known>>>(Cause cause) -> {
                    return new TagIndex(byName, Optional.of(cause));
                }
                case Result.Success<Page<Map<String, Tags.Known>>>(Page<Map<String, Tags.Known>> page) -> {
                    byName.putAll(page.content());
                    token = page.next();
                    Optional<Cause> endless = order.refuse(token);
                    if (token.isEmpty() || endless.isPresent()) {
                        return new TagIndex(byName, endless);
                    }
                }
            }
        }
        return new TagIndex(byName, Optional.of(OUT_OF_TIME));
    }

    /** Returns a table's tags: a table that the whole index leaves out never had one. */
    Tags of(TableRef table) {
        Tags.Known known = byName.get(table.name());
        if (known != null) {
            return known;
        }
        return failure.<Tags>map(Tags.Unreadable::new).orElse(Tags.NONE);
    }
}

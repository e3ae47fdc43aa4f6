package io.pitrguard.sweep;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import io.pitrguard.port.Page;
import io.pitrguard.port.PageTrail;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableTags;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The tags of all tables, read in bulk.
 *
 * @param failure why the index has gaps: its reading stopped before its end, or an entry names no table; then a table
 *     without an entry has unknown tags
 */
record TagIndex(Map<String, Tags.Known> byArn, Optional<Cause> failure) {
    private static final String ALL_READ = "all tags were read";

    TagIndex {
        byArn = Map.copyOf(byArn);
    }

    /** Reads page after page until the last one, the end or a failure. */
    static TagIndex read(TableTags tags, Until until, InstantSource clock) {
        Map<String, Tags.Known> byArn = new HashMap<>();
        Optional<String> token = Optional.empty();
        Optional<Cause> gap = Optional.empty();
        PageTrail<String> trail = new PageTrail<>();
        while (clock.instant().isBefore(until.deadline())) {
            switch (nextPage(tags, token, trail)) {
                case Result.Failure<Page<Map<String, Tags.Known>>>(Cause cause) -> {
                    // An interruption ends the call in hand.
                    return new TagIndex(byArn, Optional.of(until.isInterrupted() ? until.cause(ALL_READ) : cause));
                }
                case Result.Success<Page<Map<String, Tags.Known>>>(Page<Map<String, Tags.Known>> page) -> {
                    byArn.putAll(page.content());
                    gap = gap.or(page::gap);
                    if (page.next().isEmpty()) {
                        return new TagIndex(byArn, gap);
                    }
                    token = page.next();
                }
            }
        }
        return new TagIndex(byArn, Optional.of(until.cause(ALL_READ)));
    }

    private static Result<Page<Map<String, Tags.Known>>> nextPage(
            TableTags tags, Optional<String> token, PageTrail<String> trail) {
        Result<Page<Map<String, Tags.Known>>> page = Result.of(() -> tags.bulk(token));
        return page.success().flatMap(Page::next).filter(trail::isEndless).isPresent()
                ? new Result.Failure<>(new Cause(Cause.Kind.BROKEN, "AWS repeated a page of the tags."))
                : page;
    }

    /** Returns a table's tags: a table that the whole index leaves out never had one. */
    Tags of(TableRef table) {
        Tags.Known known = byArn.get(table.arn());
        if (known != null) {
            return known;
        }
        return failure.<Tags>map(Tags.Unreadable::new).orElse(Tags.NONE);
    }
}

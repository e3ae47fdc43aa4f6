package io.pitrguard.organization;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.AggregateHints;
import io.pitrguard.port.Page;
import io.pitrguard.port.Result;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds out in which accounts and regions a sweep begins: those with tables that were recorded as off, then those with new
 * or changed ones. What it cannot find out leaves the order as it is, and takes seconds at most.
 */
public final class PlaceHints {
    /** Of each search: the newest 2,000 tables. */
    static final int MOST_PAGES = 20;

    /** After that no page is asked for; the one that is under way ends by the client's own limit. */
    static final Duration LONGEST = Duration.ofSeconds(10);

    /** How long it takes at most until a change can be found. */
    private static final Duration LATE = Duration.ofHours(1);

    private static final Duration DAY = Duration.ofDays(1);

    private final AggregateHints config;
    private final Time time;

    /**
     * Where to begin.
     *
     * @param first accounts and regions, the most urgent first, each once
     * @param failure why there may be more
     */
    public record Found(List<AccountRegion> first, Optional<Cause> failure) {
        /** Nothing, because nobody asked. */
        public static final Found NOTHING = new Found(List.of(), Optional.empty());

        public Found {
            first = List.copyOf(first);
        }
    }

    /** Asks these. */
    public PlaceHints(AggregateHints config, Time time) {
        this.config = config;
        this.time = time;
    }

    /**
     * Asks. A failure ends it: whoever may not ask once may not ask twice.
     *
     * @param sweptAt when the last sweep began; empty where that is not known, which counts as a day ago
     */
    public Found find(Optional<Instant> sweptAt) {
        Instant since = sweptAt.orElse(time.awsInstant().minus(DAY)).minus(LATE);
        Instant end = time.instant().plus(LONGEST);
        Set<AccountRegion> first = new LinkedHashSet<>();
        Optional<Cause> failure =
                takeAll(config::off, first, end).or(() -> takeAll(token -> config.changed(since, token), first, end));
        return new Found(List.copyOf(first), failure);
    }

    private Optional<Cause> takeAll(
            Function<Optional<String>, Result<Page<List<AccountRegion>>>> pages,
            Set<AccountRegion> first,
            Instant end) {
        Optional<String> token = Optional.empty();
        for (int read = 0; read < MOST_PAGES && time.instant().isBefore(end); read++) {
            Optional<String> next = token;
            switch (Result.of(() -> pages.apply(next))) {
                case Result.Failure<Page<List<AccountRegion>>>(Cause cause) -> {
                    return Optional.of(cause);
                }
                case Result.Success<Page<List<AccountRegion>>>(Page<List<AccountRegion>> page) -> {
                    first.addAll(page.content());
                    token = page.next();
                }
            }
            if (token.isEmpty()) {
                break;
            }
        }
        return Optional.empty();
    }
}

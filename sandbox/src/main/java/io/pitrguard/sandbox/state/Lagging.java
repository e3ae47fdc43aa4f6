package io.pitrguard.sandbox.state;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A value that reads see only some time, or some reads, after it was written, as on AWS.
 *
 * @param versions oldest first; never empty
 */
public record Lagging<T>(List<Version<T>> versions) {

    /**
     * A value, and when reads begin to see it.
     *
     * @param hiddenReads how many more reads do not see it
     */
    public record Version<T>(T value, Instant visibleFrom, int hiddenReads) {
        private boolean isVisibleAt(Instant now) {
            return hiddenReads == 0 && !now.isBefore(visibleFrom);
        }

        private Version<T> afterRead() {
            return new Version<>(value, visibleFrom, Math.max(0, hiddenReads - 1));
        }
    }

    /** Copies. */
    public Lagging {
        versions = List.copyOf(versions);
    }

    /** Returns a value that every read sees. */
    public static <T> Lagging<T> of(T value) {
        return new Lagging<>(List.of(new Version<>(value, Instant.MIN, 0)));
    }

    /** Returns what was written last; the next change applies to it. */
    public T latest() {
        return versions.getLast().value();
    }

    /** Returns what a read sees at that moment. */
    public T visibleAt(Instant now) {
        return versions.get(visibleIndex(now)).value();
    }

    /** Returns a copy after a read. */
    public Lagging<T> afterRead() {
        return new Lagging<>(versions.stream().map(Version::afterRead).toList());
    }

    /** Returns a copy after a write that reads see when the lag has passed. */
    public Lagging<T> write(T value, Instant now, Lag lag) {
        if (lag.isZero()) {
            return of(value);
        }
        Stream<Version<T>> kept = versions.subList(visibleIndex(now), versions.size()).stream();
        Version<T> added = new Version<>(value, now.plus(lag.duration()), lag.reads());
        return new Lagging<>(Stream.concat(kept, Stream.of(added)).toList());
    }

    // The oldest is visible even at a moment before it, which a clock that is set back reaches.
    private int visibleIndex(Instant now) {
        int index = versions.size() - 1;
        while (index > 0 && !versions.get(index).isVisibleAt(now)) {
            index--;
        }
        return index;
    }
}

package io.pitrguard.domain.rotation;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * When the shares of an account and region were last read.
 *
 * @param sweptAt when the last sweep that ended had begun; empty if there is none
 * @param readAt for each share, when the last sweep had begun that read all its tables and recorded what it read
 * @param pass the sweep that has begun and not ended; empty if there is none
 */
public record ShareTimes(
        Basis basis, Optional<Instant> sweptAt, NavigableMap<Share, Instant> readAt, Optional<Pass> pass) {
    public ShareTimes {
        readAt = Collections.unmodifiableNavigableMap(new TreeMap<>(readAt));
    }

    /** Returns times that prove nothing. */
    public static ShareTimes nothing(Basis basis) {
        return new ShareTimes(basis, Optional.empty(), Collections.emptyNavigableMap(), Optional.empty());
    }

    /**
     * Returns the times for a run that begins now: what is stored, unless it has another basis, or the last call did not get
     * to record all that it found, or it was stored by a clock that is ahead. Another call of the same sweep keeps its
     * beginning.
     */
    public static ShareTimes begin(Optional<ShareTimes> stored, Basis basis, String run, Instant now) {
        ShareTimes times = stored.filter(known -> known.counts(basis, now)).orElseGet(() -> ShareTimes.nothing(basis));
        Pass pass = stored.filter(known -> known.basis.equals(basis))
                .flatMap(ShareTimes::pass)
                .filter(known -> known.run().equals(run) && !known.at().isAfter(now))
                .map(Pass::resumed)
                .orElseGet(() -> Pass.begin(run, now));
        return new ShareTimes(basis, times.sweptAt, times.readAt, Optional.of(pass));
    }

    private boolean counts(Basis current, Instant now) {
        return basis.equals(current)
                && pass.filter(Pass::open).isEmpty()
                && pass.filter(known -> known.at().isAfter(now)).isEmpty()
                && sweptAt.filter(now::isBefore).isEmpty()
                && readAt.values().stream().noneMatch(now::isBefore);
    }

    /**
     * Returns the shares to read in a sweep: all that would be too old by the next one, if that comes after as long as this
     * one did, and of the others the oldest, as many as keep the work even.
     */
    public Set<Share> due() {
        if (sweptAt.isEmpty()) {
            return Set.copyOf(Share.ALL);
        }
        Instant now = begun().at();
        Duration interval = Duration.between(sweptAt.get(), now);
        Instant oldest = now.plus(interval).minus(basis.limit());
        Set<Share> due = new TreeSet<>();
        Share.ALL.stream().filter(share -> isBefore(share, oldest)).forEach(due::add);
        List<Share> others =
                Share.ALL.stream().filter(share -> !due.contains(share)).toList();
        others.stream()
                .sorted(Comparator.<Share, Instant>comparing(readAt::get).thenComparing(Comparator.naturalOrder()))
                .limit(evenly(interval))
                .forEach(due::add);
        return due;
    }

    private boolean isBefore(Share share, Instant moment) {
        Instant at = readAt.get(share);
        return at == null || at.isBefore(moment);
    }

    /** Returns how many shares to read so that reading all of them takes no longer than they may get old. */
    private long evenly(Duration interval) {
        long limit = basis.limit().toMillis();
        return Math.ceilDiv(Share.ALL.size() * interval.toMillis(), limit);
    }

    /**
     * Returns the times after the last call of the sweep, which came to every table that the others did not come to.
     *
     * @param missed the shares of which that call did not read every table
     * @param doubtful the shares of which it read something that could not be recorded
     */
    public ShareTimes end(Collection<Share> missed, Collection<Share> doubtful) {
        Instant at = begun().at();
        NavigableMap<Share, Instant> times = new TreeMap<>(readAt);
        begun().read(missed).forEach(share -> times.put(share, at));
        doubtful.forEach(times::remove);
        return new ShareTimes(basis, Optional.of(at), times, Optional.empty());
    }

    /** Returns the times after a call of the sweep that did not come to every table: another call or sweep does. */
    public ShareTimes pause(Collection<Share> missed, Collection<Share> doubtful) {
        NavigableMap<Share, Instant> times = new TreeMap<>(readAt);
        doubtful.forEach(times::remove);
        List<Share> all = Stream.concat(missed.stream(), doubtful.stream()).toList();
        return new ShareTimes(basis, sweptAt, times, Optional.of(begun().paused(all)));
    }

    private Pass begun() {
        return pass.orElseThrow();
    }
}

package io.pitrguard.sweep;

import io.pitrguard.domain.table.Cause;
import java.util.Set;

/**
 * How a call of a sweep that takes several goes on from the earlier ones.
 *
 * @param judged the names of the tables that earlier calls judged; this one skips them
 */
public record Continuation(Set<String> judged, Leaving leaving) {
    /** A sweep in one call. */
    public static final Continuation NONE = new Continuation(Set.of(), Leaving.NOTHING);

    /** What a call leaves to the next one where time runs out. */
    public enum Leaving {
        /** Nothing: the call is the last one, and what it does not come to is undetermined. */
        NOTHING,
        /** What it does not come to, if it judged a table at least. */
        WITH_PROGRESS,
        /** What it does not come to. */
        ANYTHING
    }

    public Continuation {
        judged = Set.copyOf(judged);
    }

    /** Whether another call may list what this one could not. */
    boolean goesOnAfter(Cause listingFailure) {
        return leaving != Leaving.NOTHING && listingFailure.kind() == Cause.Kind.OUT_OF_TIME;
    }
}

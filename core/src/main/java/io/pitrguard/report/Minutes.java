package io.pitrguard.report;

import org.jspecify.annotations.Nullable;

/** Times of restores for people: whole minutes, rounded up. */
public final class Minutes {
    private Minutes() {}

    /** Returns a time such as "41 min"; "-" for one that is not known. */
    public static String of(@Nullable Long seconds) {
        return seconds == null ? "-" : Math.ceilDiv(seconds, 60L) + " min";
    }
}

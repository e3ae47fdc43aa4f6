package io.pitrguard.domain.table;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Compares the times of calls: CloudTrail's are whole seconds, of which the rest is cut off. */
public final class CallTime {
    private CallTime() {}

    /** Whether a call surely came before a moment, such as that of a change or of a table's creation. */
    public static boolean isBefore(Instant call, Instant moment) {
        return call.isBefore(moment.truncatedTo(ChronoUnit.SECONDS));
    }
}

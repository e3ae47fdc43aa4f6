package io.pitrguard.domain.drill;

import io.pitrguard.domain.evidence.Sha256;
import io.pitrguard.domain.table.TableRef;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Names of the tables that drills make: nobody else's table has one by chance. */
public final class DrillTarget {
    /** What the name of each begins with. The permissions of drills are limited to such names. */
    public static final String PREFIX = "pitr-guard-drill-";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int DIGITS = 8;

    private DrillTarget() {}

    /**
     * Returns the table that a drill makes: the prefix, eight digits of a hash of the source, and the time in UTC.
     *
     * @param tableId AWS's id of the source
     * @param at when the drill was planned
     */
    public static TableRef of(TableRef source, String tableId, Instant at) {
        String hash = Sha256.of(source.arn() + "\n" + tableId).substring(0, DIGITS);
        return source.where().table(PREFIX + hash + "-" + TIME.format(at));
    }
}

package io.pitrguard.domain.restore;

import io.pitrguard.domain.table.TableRef;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A restore's id: sortable by the time of its request. It is also the name of its execution in Step Functions, which
 * takes up to 80 characters.
 *
 * @param value such as {@code 20261130-091500-orders-7f3a}: lower-case letters, digits and hyphens, 8 to 80 of them
 */
public record RestoreId(String value) implements Comparable<RestoreId> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{6,78}[a-z0-9]");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern UNFIT = Pattern.compile("[^a-z0-9]+");
    private static final int TABLE_LENGTH = 40;

    public RestoreId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not the id of a restore: '" + value + "'");
        }
    }

    /**
     * Creates the id of a restore of a table.
     *
     * @param at when it was requested
     * @param distinction four or more lower-case hexadecimal digits that keep requests of one second apart
     */
    public static RestoreId of(Instant at, TableRef table, String distinction) {
        String name = UNFIT.matcher(table.name().toLowerCase(Locale.ROOT)).replaceAll("-");
        String some = name.substring(0, Math.min(TABLE_LENGTH, name.length()));
        return new RestoreId(TIME.format(at) + "-" + some + "-" + distinction);
    }

    @Override
    public int compareTo(RestoreId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

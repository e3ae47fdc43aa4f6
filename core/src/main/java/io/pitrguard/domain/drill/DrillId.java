package io.pitrguard.domain.drill;

import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.table.TableRef;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A drill's id: sortable by the time of its request. It is also the name of its execution in Step Functions.
 *
 * @param value such as {@code drill-20261201-020000-orders-7f3a}: {@code drill-}, and up to 74 lower-case letters, digits
 *     and hyphens
 */
public record DrillId(String value) implements Comparable<DrillId> {
    private static final String BEGINNING = "drill-";
    private static final Pattern FORM = Pattern.compile(BEGINNING + "[a-z0-9][a-z0-9-]{1,72}[a-z0-9]");

    public DrillId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not the id of a drill: '" + value + "'");
        }
    }

    /**
     * Creates the id of a drill of a table.
     *
     * @param at when it was requested
     * @param distinction four lower-case hexadecimal digits that keep requests of one second apart
     */
    public static DrillId of(Instant at, TableRef table, String distinction) {
        return new DrillId(BEGINNING + RestoreId.of(at, table, distinction));
    }

    /** Whether a text has the form of an id. */
    public static boolean valid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(DrillId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

package io.pitrguard.domain.restore;

import io.pitrguard.domain.table.TableRef;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of restored tables: 3 to 255 letters, digits, {@code _}, {@code -} and {@code .}. */
public final class TargetName {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.-]{3,255}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int LONGEST = 255;

    /** What follows the prefix in the name of an audit table. */
    private static final String AUDIT = "audit-";

    private TargetName() {}

    /** Whether a table can have the name. */
    public static boolean valid(String name) {
        return FORM.matcher(name).matches();
    }

    /** Returns the name that the table of a request gets if a person gives none. */
    public static String standard(RestoreRequest request, String prefix, Instant moment) {
        return standard(request.source(), request.audit().isPresent() ? prefix + AUDIT : prefix, moment);
    }

    /**
     * Returns the name that a restored table gets if a person gives none: that of a deleted table; for a live one the
     * prefix, the source's name and the moment in UTC.
     *
     * @param prefix of the policy
     */
    public static String standard(RestoreSource source, String prefix, Instant moment) {
        return switch (source) {
            case RestoreSource.Deleted(TableRef table) -> table.name();
            case RestoreSource.Live(TableRef table) -> {
                String ending = "-" + TIME.format(moment);
                int room = LONGEST - prefix.length() - ending.length();
                String name = table.name();
                yield prefix + name.substring(0, Math.min(room, name.length())) + ending;
            }
        };
    }
}

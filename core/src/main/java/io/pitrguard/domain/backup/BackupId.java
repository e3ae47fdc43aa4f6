package io.pitrguard.domain.backup;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The id of a backup that pitr-guard makes: sortable by the time of its request. AWS shows the backup under
 * {@link #awsName}, which no other backup has.
 *
 * @param value such as {@code 20261201-091500-before-release-12-7f3a1c}
 */
public record BackupId(String value) implements Comparable<BackupId> {
    /** What the names of all backups begin with that pitr-guard makes. */
    public static final String PREFIX = "pitr-guard-";

    /** What a person may call a backup: AWS's characters. */
    public static final String LABEL = "[A-Za-z0-9_.-]{1,100}";

    private static final Pattern FORM = Pattern.compile("[0-9]{8}-[0-9]{6}-" + LABEL + "-[0-9a-f]{4,16}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    public BackupId {
        if (!valid(value)) {
            throw new IllegalArgumentException("not the id of a backup: '" + value + "'");
        }
    }

    /**
     * Creates the id of a backup.
     *
     * @param label what a person calls it
     * @param distinction 4 to 16 lower-case hexadecimal digits that keep requests of one second apart
     */
    public static BackupId of(Instant at, String label, String distinction) {
        return new BackupId(TIME.format(at) + "-" + label + "-" + distinction);
    }

    /** Whether a text is the id of a backup. */
    public static boolean valid(String text) {
        return FORM.matcher(text).matches();
    }

    /** Returns the backup's name in AWS. */
    public String awsName() {
        return PREFIX + value;
    }

    @Override
    public int compareTo(BackupId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

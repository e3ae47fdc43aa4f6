package io.pitrguard.config.policy;

import io.pitrguard.domain.finding.Durations;
import io.pitrguard.domain.policy.BackupRequirement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads how often tables are backed up; what it gives counts only when no problem was reported. */
final class BackupParser {
    /** The keys of {@code backup}. */
    static final Keys KEYS = new Keys(
            "a backup",
            List.of("every", "keepFor", "keepLast"),
            Map.of("every", "Write how often the tables are backed up, such as 'every: 30d'."));

    private static final int KEPT = 1;

    private BackupParser() {}

    /** Reads it from its keys; empty if it could not be read. */
    static Optional<BackupRequirement> read(Fields fields) {
        Optional<Duration> every = days(fields, "every", BackupRequirement.MOST_DAYS_BETWEEN);
        Optional<Duration> keepFor = days(fields, "keepFor", BackupRequirement.MOST_DAYS_KEPT);
        Optional<Value> keepLast = fields.get("keepLast");
        int last = keepLast.isPresent()
                ? keepLast.get()
                        .wholeNumber(1, BackupRequirement.MOST_KEPT, "The newest good backup is always kept.")
                        .orElse(KEPT)
                : KEPT;
        return every.isPresent() ? Optional.of(new BackupRequirement(every.get(), keepFor, last)) : Optional.empty();
    }

    private static Optional<Duration> days(Fields fields, String key, int most) {
        Optional<Value> value = fields.get(key);
        Optional<String> text = value.isPresent() ? value.get().text(TextParser.DAYS) : Optional.empty();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        int days = Integer.parseInt(text.get().substring(0, text.get().length() - 1));
        if (days > most) {
            value.get().refuse(text.get() + " is more than " + Durations.days(most), "Write at most " + most + "d.");
            return Optional.empty();
        }
        return Optional.of(Duration.ofDays(days));
    }
}

package io.pitrguard.config.policy;

import io.pitrguard.domain.policy.BackupRequirement;
import io.pitrguard.domain.text.Counted;

/** Describes in plain English how often tables are backed up, and how long backups are kept. */
final class BackupDescription {
    private BackupDescription() {}

    /** Returns a sentence, with a space before it. */
    static String of(BackupRequirement backup) {
        return " An on-demand backup is due every " + Counted.of(backup.every().toDays(), "day", "days") + "; "
                + backup.keepFor()
                        .map(age -> "'backup prune' deletes those older than "
                                + Counted.of(age.toDays(), "day", "days") + ", except the newest "
                                + (backup.keepLast() == 1 ? "good one." : backup.keepLast() + " good ones."))
                        .orElse("none is ever deleted.");
    }
}

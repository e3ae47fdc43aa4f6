package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import java.time.Instant;
import java.util.Optional;

/**
 * What one step of a copy did.
 *
 * @param setting the key of the setting
 * @param change the id of the change; the setting's key where nothing was written
 * @param text what happened, in a sentence
 */
public record CopyRecord(String setting, String change, Instant at, Outcome outcome, String text) {
    /** How a step ended. */
    public enum Outcome {
        /** Written, and a reading shows it. */
        VERIFIED,
        /** AWS took it; no reading has shown it yet. */
        WRITTEN,
        /** Not done, and worth another try. */
        TRIED,
        /** Not done, and not tried again in this copy. */
        REFUSED
    }

    public CopyRecord {
        if (setting.isBlank() || change.isBlank() || text.isBlank()) {
            throw new IllegalArgumentException("a record of a copy names its setting, its change and what happened");
        }
    }

    /** Returns what was changed, with the target's names in it, for people. */
    public String subject(TableRef target) {
        return new Placeholders(target, Optional.empty()).filled(change);
    }
}

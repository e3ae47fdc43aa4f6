package io.pitrguard.settings;

import io.pitrguard.domain.settings.CopyProgress;
import io.pitrguard.domain.settings.CopyRecord;
import io.pitrguard.domain.settings.PendingConfirmation;
import io.pitrguard.domain.settings.SettingsDiff;
import io.pitrguard.domain.table.Cause;
import java.time.Duration;
import java.util.List;

/** How one step of a copy of settings ended. */
public sealed interface CopyStep {
    /** Returns what the copy has done so far, with this step. */
    CopyProgress progress();

    /** One write was made; the next step follows at once. */
    record Wrote(CopyRecord record, CopyProgress progress) implements CopyStep {}

    /** One write failed for good; the next step goes on with the others. */
    record Refused(CopyRecord record, CopyProgress progress) implements CopyStep {}

    /**
     * AWS is busy, or must be asked again.
     *
     * @param time how long to wait before the next step
     * @param why a sentence
     */
    record Wait(Duration time, String why, CopyProgress progress) implements CopyStep {}

    /**
     * All is done but what a person must confirm.
     *
     * @param settings not empty
     */
    record NeedsPerson(List<PendingConfirmation> settings, SettingsDiff diff, CopyProgress progress)
            implements CopyStep {
        public NeedsPerson {
            settings = List.copyOf(settings);
        }
    }

    /**
     * Nothing is left to do.
     *
     * @param diff what still differs, and why
     */
    record Done(SettingsDiff diff, CopyProgress progress) implements CopyStep {}

    /** The copy cannot go on: the target does not exist, or cannot be read. */
    record Failed(Cause cause, CopyProgress progress) implements CopyStep {}
}

package io.pitrguard.domain.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A restore that AWS Backup made of a table, such as one of its restore tests.
 *
 * @param completed empty until it is over
 * @param plan ARN of the restore testing plan that asked for it; empty where a person did
 */
public record VaultRestore(
        String job, Outcome outcome, Instant created, Optional<Instant> completed, Optional<String> plan) {
    /** What it shows. */
    public enum Outcome {
        /** AWS restores, or the result is validated. */
        RUNNING,
        /** The table was restored, and whoever validates the test found it good. */
        VALIDATED,
        /** The table was restored; nobody validated it. */
        RESTORED,
        /** The table was restored, and the validation failed or came too late. */
        NOT_VALIDATED,
        /** The table was not restored. */
        FAILED,
        /** AWS gave a status that this version does not know. */
        UNKNOWN
    }

    /** Whether it is proof that the table can be restored: restored and validated. */
    public boolean proves() {
        return outcome == Outcome.VALIDATED;
    }

    /** Returns how long AWS took; empty until it is over. */
    public Optional<Duration> took() {
        return completed.map(end -> Duration.between(created, end));
    }
}

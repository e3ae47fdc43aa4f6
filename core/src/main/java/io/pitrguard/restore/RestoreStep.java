package io.pitrguard.restore;

import io.pitrguard.domain.restore.RestoreRecord;
import java.time.Duration;

/** What one step of a restore came to, and what comes next. */
public sealed interface RestoreStep {
    /** Returns the restore as it is stored now. */
    RestoreRecord record();

    /** The next step can follow at once. */
    record Again(RestoreRecord record) implements RestoreStep {}

    /**
     * The next step follows later.
     *
     * @param pause how long to wait; positive
     */
    record Wait(RestoreRecord record, Duration pause) implements RestoreStep {}

    /** A person must act first: approve, or confirm settings. */
    record AwaitPerson(RestoreRecord record) implements RestoreStep {}

    /** Nothing is left to do; the record's state tells how it ended. */
    record Done(RestoreRecord record) implements RestoreStep {}
}

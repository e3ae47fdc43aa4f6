package io.pitrguard.domain.restore;

import io.pitrguard.domain.table.Cause;
import java.util.Optional;

/** What came of the call that makes a restored table. */
public sealed interface RestoreReply {
    /**
     * AWS makes the table.
     *
     * @param tableId AWS's id of the table; empty where AWS left it out
     * @param requestId the call's id, to find it in CloudTrail; empty where AWS left it out
     */
    record Accepted(Optional<String> tableId, Optional<String> requestId) implements RestoreReply {}

    /** AWS refused: no table was made. */
    record Refused(RestoreError error, Cause cause) implements RestoreReply {}

    /** There was no answer, or none that says anything: AWS may make the table, or not. */
    record Unknown(Cause cause) implements RestoreReply {}
}

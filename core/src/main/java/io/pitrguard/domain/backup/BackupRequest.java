package io.pitrguard.domain.backup;

import io.pitrguard.domain.table.TableRef;
import java.time.Instant;
import java.util.Optional;

/**
 * A backup that somebody asks for.
 *
 * @param label what to call it, of the form {@link BackupId#LABEL}
 * @param requester the caller's ARN
 * @param rule the policy's rule whose schedule asks; empty if a person does
 * @param keepUntil when it may be deleted; empty where the policy decides
 */
public record BackupRequest(
        TableRef table, String label, String requester, Optional<String> rule, Optional<Instant> keepUntil) {
    public BackupRequest {
        if (!label.matches(BackupId.LABEL)) {
            throw new IllegalArgumentException("not the name of a backup: '" + label + "'");
        }
    }
}

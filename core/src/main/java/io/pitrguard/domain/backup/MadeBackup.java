package io.pitrguard.domain.backup;

import java.time.Instant;

/** A backup as AWS has it: its ARN, and the moment of its items. */
public record MadeBackup(String arn, Instant created) {
    public MadeBackup {
        if (arn.isBlank()) {
            throw new IllegalArgumentException("a backup needs its ARN");
        }
    }
}

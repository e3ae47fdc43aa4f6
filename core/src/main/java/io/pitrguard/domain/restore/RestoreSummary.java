package io.pitrguard.domain.restore;

import java.time.Instant;
import java.util.Optional;

/**
 * What AWS records of the restore that made a table.
 *
 * @param sourceTableArn the table that was restored; empty where AWS left it out
 * @param sourceBackupArn the backup that was restored; empty for a restore to a point in time
 * @param moment the moment whose content the table has
 * @param inProgress whether it still runs
 */
public record RestoreSummary(
        Optional<String> sourceTableArn, Optional<String> sourceBackupArn, Instant moment, boolean inProgress) {}

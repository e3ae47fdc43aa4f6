package io.pitrguard.domain.backup;

import io.pitrguard.domain.policy.BackupRequirement;
import io.pitrguard.domain.table.Cause;

/** How the policy has the backups of a table made and kept. */
public sealed interface Keeping {
    /** A rule asks for backups. */
    record Asked(String rule, BackupRequirement requirement) implements Keeping {}

    /** No rule asks for backups of the table. */
    record NotAsked() implements Keeping {}

    /** Which rule applies depends on tags that could not be read. */
    record NotKnown(Cause cause) implements Keeping {}
}

package io.pitrguard.domain.restore;

import io.pitrguard.domain.table.RecoveryState;
import java.util.Optional;

/**
 * What was read of the source for a plan.
 *
 * @param tableId AWS's id of the table; of a deleted one from its backup; empty where AWS left it out
 * @param recovery the recovery state as it was read; of a deleted table {@code TableGone}
 */
public record SourceFacts(Optional<String> tableId, TableShape shape, RecoveryState recovery) {}

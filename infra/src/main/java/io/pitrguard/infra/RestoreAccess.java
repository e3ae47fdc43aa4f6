package io.pitrguard.infra;

import java.util.List;
import java.util.Optional;

/**
 * What decides on which resources restores, drills and backups may act.
 *
 * @param tables patterns of the names of tables that restores may make
 * @param drills what decides it for drills
 * @param backups patterns of the names of tables that a policy has backed up
 * @param keyArn the user's key that encrypts alerts; empty where it is the other stack's own
 * @param keyAlias the alias of the other stack's own key
 */
record RestoreAccess(
        List<String> tables, DrillAccess drills, List<String> backups, Optional<String> keyArn, String keyAlias) {
    RestoreAccess {
        tables = List.copyOf(tables);
        backups = List.copyOf(backups);
    }
}

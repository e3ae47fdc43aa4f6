package io.pitrguard.port;

import io.pitrguard.domain.backup.RecoveryPoint;
import io.pitrguard.domain.backup.VaultRestore;
import io.pitrguard.domain.table.TableRef;
import java.util.List;

/** Reads what AWS Backup has of tables, and what its restores came to. Never throws for what AWS answers. */
public interface VaultBackups {
    /**
     * Lists the recovery points of a table in all vaults of its account and region.
     *
     * @return newest first; none for a table that AWS Backup does not know
     */
    Result<List<RecoveryPoint>> points(TableRef table);

    /**
     * Lists the restores of a table's recovery points, those of restore tests among them.
     *
     * @return newest first
     */
    Result<List<VaultRestore>> restores(TableRef table);
}

package io.pitrguard.port;

import io.pitrguard.domain.backup.BackupReply;
import io.pitrguard.domain.backup.ListedBackup;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import java.util.List;
import java.util.Optional;

/** Takes, lists and deletes on-demand backups of tables. Never throws for what AWS answers. */
public interface TableBackups {
    /**
     * Lists the backups of all tables of an account and region, also of deleted ones: those that people and programs made,
     * those that AWS made of deleted tables, and those of AWS Backup that DynamoDB knows.
     *
     * @param table only those of tables of this name; of all if empty
     * @return newest first
     */
    Result<List<ListedBackup>> list(AccountRegion where, Optional<String> table);

    /** Reads a backup; empty if AWS has none of that ARN. */
    Result<Optional<TableBackup>> describe(AccountRegion where, String arn);

    /**
     * Asks AWS for a backup: {@code CreateBackup}, once, without retries.
     *
     * @param name as AWS shows it; AWS does not keep names apart
     */
    BackupReply create(TableRef table, String name);

    /** What came of the request to delete a backup. */
    enum Deletion {
        /** AWS deleted it. */
        DELETED,
        /** AWS has none of that ARN. */
        ALREADY_GONE,
        /** It is being made, or restored: AWS did not delete it. */
        BUSY
    }

    /**
     * Deletes a backup that pitr-guard made: {@code DeleteBackup}, once, without retries. Only {@code PruneBackups} calls
     * this.
     *
     * @return a failure also where AWS may have deleted it without an answer: read it again
     */
    Result<Deletion> delete(AccountRegion where, String arn);
}

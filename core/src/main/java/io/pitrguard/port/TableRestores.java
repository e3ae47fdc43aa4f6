package io.pitrguard.port;

import io.pitrguard.domain.restore.BackupDescription;
import io.pitrguard.domain.restore.DescribedTable;
import io.pitrguard.domain.restore.RestoreCall;
import io.pitrguard.domain.restore.RestoreReply;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.restore.TableUser;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import java.util.List;
import java.util.Optional;

/**
 * Restores tables, and reads what restores need to know. Each call goes to the region of the table that it names. Never
 * throws for what AWS answers.
 */
public interface TableRestores {
    /** Reads a table: {@code DescribeTable}. */
    Result<DescribedTable> describe(TableRef table);

    /** Reads the window that a table can be restored to: {@code DescribeContinuousBackups}. */
    RecoveryState recovery(TableRef table);

    /**
     * Lists the backups of all tables that have, or had, the name: {@code ListBackups} with all kinds, all pages. It
     * leaves AWS Backup's out.
     *
     * @return newest first, also those that cannot be restored yet
     */
    Result<List<TableBackup>> backups(TableRef table);

    /** Reads a backup and its table's facts: {@code DescribeBackup}; empty if it does not exist. */
    Result<Optional<BackupDescription>> backup(AccountRegion where, String arn);

    /** Counts the tables of an account and region: {@code ListTables}, all pages. */
    Result<Integer> countTables(AccountRegion where);

    /**
     * Lists who uses a table beside those who read and write it, or used it before it was deleted: consumers of any stream
     * that a table of that name has or had (event source mappings of Lambda), and destinations of its changes (Kinesis). An
     * empty list is an answer of every service that could know one; if one of them cannot be asked, this is a failure.
     */
    Result<List<TableUser>> users(TableRef table);

    /**
     * Asks AWS to make a table: {@code RestoreTableToPointInTime} or {@code RestoreTableFromBackup}, once, without
     * retries.
     */
    RestoreReply restore(RestoreCall call);

    /** What came of the request to delete a table. */
    sealed interface Deletion {
        /** AWS deletes it. */
        record Started() implements Deletion {}

        /** No table has the name. */
        record AlreadyGone() implements Deletion {}

        /** Another table has the name; it was not touched. */
        record OtherTable(String tableId) implements Deletion {}
    }

    /**
     * Turns off the deletion protection of a table that pitr-guard made and is about to delete: reads its id once more, and
     * asks AWS only if it is still that one. {@code UpdateTable}, once, without retries. Only {@code DiscardRestore} calls
     * this.
     *
     * @param tableId which of the tables that had the name over time
     * @return whether AWS was asked: not where the name has no table, or another; a failure also where AWS may have done it
     *     without an answer: read it again
     */
    Result<Boolean> unprotect(TableRef table, String tableId);

    /**
     * Deletes a table that pitr-guard made: reads its id once more, and asks AWS to delete it only if it is still that
     * one. {@code DeleteTable}, once, without retries. Only {@code DiscardRestore} calls this.
     *
     * @param tableId which of the tables that had the name over time
     * @return a failure also where AWS may have deleted it without an answer: read it again
     */
    Result<Deletion> delete(TableRef table, String tableId);
}

package io.pitrguard.domain.restore;

/**
 * What {@code DescribeBackup} returns of a backup and of its table at that time.
 *
 * @param facts the table's facts when the backup was made
 */
public record BackupDescription(TableBackup backup, TableShape facts) {}

package io.pitrguard.infra;

import io.pitrguard.aws.ResourceTags;
import java.util.Set;

/** The IAM actions that scheduled backups take. */
final class BackupActions {
    /** What takes no resource. */
    static final Set<String> LIST = Set.of("dynamodb:ListBackups");

    /** What is read of a table before it is backed up. */
    static final Set<String> ON_TABLE = Set.of("dynamodb:DescribeTable", ResourceTags.TABLE_ACTION);

    /** What takes a backup, on its table. */
    static final Set<String> TAKE = Set.of("dynamodb:CreateBackup");

    /** What reads a backup. */
    static final Set<String> READ = Set.of("dynamodb:DescribeBackup");

    /** What deletes a backup. */
    static final Set<String> DELETE = Set.of("dynamodb:DeleteBackup");

    private BackupActions() {}
}

package io.pitrguard.infra;

import io.pitrguard.aws.DynamoDbTableCatalog;
import io.pitrguard.aws.DynamoDbTableItems;
import java.util.Set;

/** The IAM actions that drills take. None changes a table that a drill did not make. */
final class DrillActions {
    /** What begins a restore, on the table that is restored. */
    static final Set<String> RESTORE = Set.of("dynamodb:RestoreTableToPointInTime");

    /** What is read of that table beside its items. */
    static final Set<String> ON_SOURCE = Set.of("dynamodb:DescribeContinuousBackups", "dynamodb:DescribeTable");

    /** What is read of its items. */
    static final Set<String> SAMPLE = Set.of("dynamodb:BatchGetItem", "dynamodb:Scan");

    /** What is read of the items of the restored table, and of its indexes. */
    static final Set<String> CHECK = DynamoDbTableItems.ACTIONS;

    /** What deletes the restored table, and is read before that. */
    static final Set<String> DELETE =
            Set.of("dynamodb:DeleteTable", "dynamodb:DescribeKinesisStreamingDestination", "dynamodb:DescribeTable");

    /** What takes no resource. */
    static final Set<String> FIND =
            Set.of(DynamoDbTableCatalog.LIST_ACTION, "lambda:ListEventSourceMappings", "pipes:ListPipes");

    /** What begins an export. */
    static final Set<String> EXPORT = Set.of("dynamodb:ExportTableToPointInTime");

    /** What tells how far an export is. */
    static final Set<String> READ_EXPORT = Set.of("dynamodb:DescribeExport");

    /**
     * What DynamoDB does in the bucket in the caller's name.
     * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport_Requesting.html
     */
    static final Set<String> WRITE_EXPORT = Set.of("s3:AbortMultipartUpload", "s3:PutObject", "s3:PutObjectAcl");

    private DrillActions() {}
}

package io.pitrguard.aws;

import io.pitrguard.domain.export.TableExport;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.awssdk.services.dynamodb.model.ExportStatus;
import software.amazon.awssdk.services.dynamodb.model.ExportSummary;

/** Reads exports as DynamoDB describes them. */
final class ExportDescriptions {
    private ExportDescriptions() {}

    /** Returns an export; empty for a description without ARN, table or status. */
    static Optional<TableExport> export(@Nullable ExportDescription read) {
        if (read == null || read.exportArn() == null || read.tableArn() == null || read.exportStatus() == null) {
            return Optional.empty();
        }
        TableExport.Status status = status(read.exportStatus());
        return Optional.of(new TableExport(
                read.exportArn(),
                read.tableArn(),
                status,
                Optional.ofNullable(read.exportTime()),
                // Before its end AWS may show a number that grows.
                status == TableExport.Status.COMPLETED ? number(read.itemCount()) : OptionalLong.empty(),
                new TableExport.Files(
                        Optional.ofNullable(read.s3Bucket()),
                        Optional.ofNullable(read.exportManifest()),
                        number(read.billedSizeBytes())),
                new TableExport.Times(Optional.ofNullable(read.startTime()), Optional.ofNullable(read.endTime())),
                failure(read, status)));
    }

    /** Returns an export of a list; empty for one without ARN or status. */
    static Optional<TableExport> export(@Nullable ExportSummary read) {
        return read == null || read.exportArn() == null || read.exportStatus() == null
                ? Optional.empty()
                : Optional.of(TableExport.listed(read.exportArn(), status(read.exportStatus())));
    }

    private static Optional<String> failure(ExportDescription read, TableExport.Status status) {
        return status == TableExport.Status.FAILED
                ? Optional.of("%s: %s"
                        .formatted(
                                Optional.ofNullable(read.failureCode()).orElse("no code"),
                                Optional.ofNullable(read.failureMessage()).orElse("no message")))
                : Optional.empty();
    }

    private static TableExport.Status status(ExportStatus status) {
        return switch (status) {
            case IN_PROGRESS -> TableExport.Status.IN_PROGRESS;
            case COMPLETED -> TableExport.Status.COMPLETED;
            case FAILED -> TableExport.Status.FAILED;
            case UNKNOWN_TO_SDK_VERSION -> TableExport.Status.UNKNOWN;
        };
    }

    private static OptionalLong number(@Nullable Long number) {
        return number == null || number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
    }
}

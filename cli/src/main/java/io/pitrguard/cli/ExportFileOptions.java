package io.pitrguard.cli;

import io.pitrguard.domain.export.BucketLock;
import io.pitrguard.domain.export.ExportDestination;
import io.pitrguard.domain.export.ExportRequest;
import io.pitrguard.domain.restore.RestoreMoment;
import io.pitrguard.domain.table.AwsNames;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Result;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of an export to files. */
final class ExportFileOptions {
    @Option(
            names = "--to",
            paramLabel = "S3URL",
            description = "Where the files go: s3://BUCKET or s3://BUCKET/PREFIX. Required without --as-table.")
    private @Nullable String to;

    @Option(
            names = "--bucket-owner",
            paramLabel = "ID",
            description = "Account that must own the bucket, 12 digits. Default: the table's own.")
    private @Nullable String bucketOwner;

    @Option(
            names = "--kms-key",
            paramLabel = "ARN",
            description = "KMS key of the files. Default: the bucket's own encryption.")
    private @Nullable String kmsKey;

    @Option(
            names = "--require-lock",
            description = "Export only if the bucket's Object Lock keeps new objects from being deleted.")
    private boolean requireLock;

    @Option(names = "--no-wait", description = "Return as soon as AWS has accepted the export.")
    private boolean noWait;

    /** Refuses these options for a moment that is kept as a table. */
    void checkUnused(CommandSpec spec) {
        if (to != null || bucketOwner != null || kmsKey != null || requireLock || noWait) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--as-table makes no files: --to, --bucket-owner, --kms-key, --require-lock and --no-wait cannot be used"
                            + " with it");
        }
    }

    /**
     * Returns where the files go.
     *
     * @throws ParameterException if an option is missing, or is wrong
     */
    ExportDestination destination(CommandSpec spec) {
        if (to == null) {
            throw new ParameterException(
                    spec.commandLine(), "export requires --to, such as s3://audit-2026/q3, or --as-table");
        }
        if (bucketOwner != null && !bucketOwner.matches(AwsNames.ACCOUNT)) {
            throw new ParameterException(
                    spec.commandLine(), "--bucket-owner must be 12 digits, not '" + bucketOwner + "'");
        }
        return ExportDestination.parse(to)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--to must be s3://BUCKET or s3://BUCKET/PREFIX, not '" + to + "'"));
    }

    /** Returns the request of a moment. */
    ExportRequest request(TableRef table, RestoreMoment moment, CommandSpec spec) {
        return new ExportRequest(
                table, moment, destination(spec), Optional.ofNullable(bucketOwner), Optional.ofNullable(kmsKey));
    }

    /** Whether the command returns as soon as AWS has accepted the export. */
    boolean noWait() {
        return noWait;
    }

    /**
     * Returns a sentence about the bucket's lock.
     *
     * @throws CommandFailure if there is no such bucket; if a lock is required, and there is none or it is not known
     */
    String lock(Result<BucketLock> read) {
        return switch (read) {
            case Result.Success<BucketLock>(BucketLock lock) -> {
                if (requireLock && !lock.locksNewObjects()) {
                    throw new CommandFailure(lock.description() + " Nothing was exported.");
                }
                yield lock.description();
            }
            case Result.Failure<BucketLock>(Cause cause) -> {
                if (requireLock || cause.kind() == Cause.Kind.MISSING) {
                    throw new CommandFailure(cause.message() + " Nothing was exported.");
                }
                yield "not known: " + cause.message();
            }
        };
    }
}

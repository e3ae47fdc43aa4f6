package io.pitrguard.aws;

import io.pitrguard.domain.export.ExportError;
import io.pitrguard.domain.export.ExportFiles;
import io.pitrguard.domain.export.ExportOrder;
import io.pitrguard.domain.export.ExportReply;
import io.pitrguard.domain.export.FileCheck;
import io.pitrguard.domain.export.TableExport;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableExports;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.awssdk.services.dynamodb.model.ExportFormat;
import software.amazon.awssdk.services.dynamodb.model.ExportNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ExportSummary;
import software.amazon.awssdk.services.dynamodb.model.ListExportsResponse;
import software.amazon.awssdk.services.dynamodb.model.S3SseAlgorithm;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Exports tables with DynamoDB's own calls.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExportTableToPointInTime.html
 */
public final class DynamoDbTableExports implements TableExports {
    /** What an export takes of the caller's permissions: the call on the table, the others on the bucket's objects. */
    public static final Set<String> WRITE_ACTIONS =
            Set.of("dynamodb:ExportTableToPointInTime", "s3:PutObject", "s3:AbortMultipartUpload", "s3:PutObjectAcl");

    /** What reading exports takes; {@code ListExports} knows no resource. */
    public static final Set<String> READ_ACTIONS =
            Set.of("dynamodb:DescribeExport", "dynamodb:ListExports", "s3:GetObject");

    private static final String START = "dynamodb:ExportTableToPointInTime";
    private static final String DESCRIBE = "dynamodb:DescribeExport";
    private static final String LIST = "dynamodb:ListExports";
    private static final int SERVER_ERROR = 500;

    private static final Map<String, ExportError> KNOWN = Map.of(
            "TableNotFoundException", ExportError.TABLE_NOT_FOUND,
            "PointInTimeRecoveryUnavailableException", ExportError.RECOVERY_OFF,
            "InvalidExportTimeException", ExportError.TIME_OUTSIDE_WINDOW,
            "ExportConflictException", ExportError.CONFLICT,
            "LimitExceededException", ExportError.LIMIT_EXCEEDED);

    private final Clients clients;

    /**
     * Clients by region.
     *
     * @param patient for reads
     * @param once makes no retries
     * @param s3 reads manifests
     */
    public record Clients(
            Function<String, DynamoDbClient> patient,
            Function<String, DynamoDbClient> once,
            Function<String, S3Client> s3) {}

    /** Exports with these clients. */
    public DynamoDbTableExports(Clients clients) {
        this.clients = clients;
    }

    @Override
    public ExportReply start(ExportOrder order) {
        try {
            ExportDescription started = clients.once()
                    .apply(order.table().where().region())
                    .exportTableToPointInTime(b -> {
                        b.tableArn(order.table().arn())
                                .exportTime(order.moment())
                                .s3Bucket(order.bucket())
                                .s3BucketOwner(order.bucketOwner().orElse(null))
                                .s3Prefix(order.prefix().orElse(null))
                                .exportFormat(ExportFormat.DYNAMODB_JSON)
                                .clientToken(order.token());
                        order.kmsKey()
                                .ifPresent(key ->
                                        b.s3SseAlgorithm(S3SseAlgorithm.KMS).s3SseKmsKeyId(key));
                    })
                    .exportDescription();
            return ExportDescriptions.export(started)
                    .<ExportReply>map(ExportReply.Accepted::new)
                    .orElseGet(() -> new ExportReply.Unknown(
                            broken(START, order.table().name(), "the export's ARN and status")));
        } catch (SdkException e) {
            return refusal(order, e);
        }
    }

    /** Without an answer of the service, AWS may export the table, or not. */
    private static ExportReply refusal(ExportOrder order, SdkException e) {
        Cause cause = AwsErrors.sort(START, order.table().name(), e);
        if (!(e instanceof AwsServiceException service)) {
            return cause.kind() == Cause.Kind.DENIED
                    ? new ExportReply.Refused(ExportError.DENIED, cause)
                    : new ExportReply.Unknown(cause);
        }
        ExportError known = KNOWN.get(AwsErrors.code(service));
        if (known != null) {
            return new ExportReply.Refused(known, cause);
        }
        return switch (cause.kind()) {
            case DENIED -> new ExportReply.Refused(ExportError.DENIED, cause);
            case THROTTLED -> new ExportReply.Refused(ExportError.THROTTLED, cause);
            case BROKEN, NOT_YET, OUT_OF_TIME, MISSING, REFUSED ->
                service.statusCode() >= SERVER_ERROR
                        ? new ExportReply.Unknown(cause)
                        : new ExportReply.Refused(ExportError.INVALID, cause);
        };
    }

    @Override
    public Result<Optional<TableExport>> describe(AccountRegion where, String arn) {
        try {
            Optional<TableExport> export = ExportDescriptions.export(clients.patient()
                    .apply(where.region())
                    .describeExport(b -> b.exportArn(arn))
                    .exportDescription());
            return export.isPresent()
                    ? new Result.Success<>(export)
                    : new Result.Failure<>(broken(DESCRIBE, arn, "the export's ARN and status"));
        } catch (ExportNotFoundException none) {
            return new Result.Success<>(Optional.empty());
        } catch (SdkException e) {
            return new Result.Failure<>(AwsErrors.sort(DESCRIBE, arn, e));
        }
    }

    @Override
    public Result<List<TableExport>> list(TableRef table) {
        try {
            return new Result.Success<>(new Pages<>(
                            LIST,
                            after -> clients.patient()
                                    .apply(table.where().region())
                                    .listExports(b -> b.tableArn(table.arn()).nextToken(after)),
                            page -> page.hasExportSummaries() ? page.exportSummaries() : null,
                            ListExportsResponse::nextToken)
                    .all().stream().map(summary -> listed(table, summary)).toList());
        } catch (SdkException e) {
            return new Result.Failure<>(AwsErrors.sort(LIST, table.name(), e));
        } catch (NotUnderstoodException e) {
            return new Result.Failure<>(e.sorted());
        }
    }

    private static TableExport listed(TableRef table, ExportSummary summary) {
        return ExportDescriptions.export(summary)
                .orElseThrow(
                        () -> new NotUnderstoodException(broken(LIST, table.name(), "an export's ARN and status")));
    }

    @Override
    public Result<ExportFiles> files(AccountRegion where, TableExport export) {
        return new ExportManifest(clients.s3().apply(where.region())).read(export);
    }

    @Override
    public Result<FileCheck> check(AccountRegion where, TableExport export, ExportFiles.File file) {
        return export.files()
                .bucket()
                .map(bucket -> new ExportFileCheck(clients.s3().apply(where.region()), bucket).check(file))
                .orElseGet(() -> new Result.Failure<>(new Cause(
                        Cause.Kind.REFUSED, "AWS does not name the bucket of the export " + export.arn() + ".")));
    }

    private static Cause broken(String action, String on, String without) {
        return new Cause(Cause.Kind.BROKEN, "AWS answered %s on %s without %s.".formatted(action, on, without));
    }
}

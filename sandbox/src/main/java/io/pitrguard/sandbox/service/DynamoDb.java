package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.JsonProtocol;
import io.pitrguard.sandbox.wire.Protocol;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** DynamoDB (API version 2012-08-10): tables, their recovery, settings and tags, and items. */
public final class DynamoDb implements Service {

    private static final ErrorCodes ERRORS = new ErrorCodes(
            "dynamodb",
            new ErrorCodes.Code("ThrottlingException", 400),
            new ErrorCodes.Code("AccessDeniedException", 400),
            new ErrorCodes.Code("ExpiredTokenException", 400),
            new ErrorCodes.Code("InternalServerError", 500),
            new ErrorCodes.Code("ValidationException", 400),
            new ErrorCodes.Code("ResourceNotFoundException", 400));

    private final Protocol protocol = new JsonProtocol("1.0", "com.amazonaws.dynamodb.v20120810#");
    private final Map<String, Operation> operations;

    /**
     * The service.
     *
     * @param listPageSize how many tables ListTables shows at most in a page
     */
    public DynamoDb(int listPageSize) {
        TableOperations tables = new TableOperations(listPageSize);
        Map<String, Operation> all = new HashMap<>(ItemOperations.all());
        all.putAll(RestoreOperations.all());
        all.putAll(BackupOperations.all());
        all.putAll(ExportOperations.all());
        all.putAll(StatementOperations.all());
        all.putAll(Map.of(
                "ListTables", tables::list,
                "DescribeTable", tables::describe,
                "CreateTable", tables::create,
                "DeleteTable", tables::delete,
                "DescribeContinuousBackups", ContinuousBackupsOperations::describe,
                "UpdateContinuousBackups", ContinuousBackupsOperations::update));
        all.putAll(SettingsOperations.all());
        operations = Map.copyOf(all);
    }

    @Override
    public String id() {
        return "DynamoDB_20120810";
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }

    @Override
    public Map<String, Operation> operations() {
        return operations;
    }

    @Override
    public boolean isManagementWrite(String operation) {
        return !ItemOperations.isOne(operation)
                && !StatementOperations.isOne(operation)
                && !operation.startsWith("Describe")
                && !operation.startsWith("List")
                && !operation.startsWith("Get");
    }

    @Override
    public @Nullable String table(Input input) {
        return TableNames.mentioned(input);
    }

    @Override
    public ServiceError refusal(Effect effect, Target target) {
        String table = Objects.requireNonNullElse(target.table(), "*");
        if (effect == Effect.GONE) {
            return gone(target.operation(), table);
        }
        return ERRORS.refusal(effect, target, target.account().location().table(table));
    }

    private static ServiceError gone(String operation, String table) {
        return switch (operation) {
            case "DescribeContinuousBackups",
                    "UpdateContinuousBackups",
                    "CreateBackup",
                    "RestoreTableToPointInTime",
                    "ExportTableToPointInTime" -> Errors.tableNotFound(table);
            case "DescribeExport" -> ExportErrors.notFound(table);
            case "DescribeBackup", "DeleteBackup", "RestoreTableFromBackup" -> RestoreErrors.backupNotFound(table);
            default -> Errors.resourceNotFound(table);
        };
    }
}

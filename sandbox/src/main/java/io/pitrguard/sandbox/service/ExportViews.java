package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.TableExport;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.util.List;

/** Exports as DynamoDB writes them. */
final class ExportViews {

    private static final List<String> ECHOED =
            List.of("ClientToken", "S3Bucket", "S3BucketOwner", "S3Prefix", "S3SseAlgorithm", "S3SseKmsKeyId");

    private ExportViews() {}

    /** ExportDescription of the API reference. */
    static ObjectNode description(TableExport export) {
        Input request = new Input(export.request());
        ObjectNode view = Json.object()
                .put("ExportArn", export.arn())
                .put("ExportStatus", status(export))
                .put("StartTime", Json.timestamp(export.started()))
                .put("TableArn", export.tableArn())
                .put("TableId", export.table().identity().id())
                .put("ExportTime", Json.timestamp(export.moment()))
                .put("ExportFormat", "DYNAMODB_JSON")
                .put("ExportType", "FULL_EXPORT");
        ECHOED.forEach(member -> request.text(member).ifPresent(value -> view.put(member, value)));
        switch (export.ending()) {
            case null -> {}
            case TableExport.Ending.Completed(String manifest) ->
                view.put("EndTime", Json.timestamp(export.until()))
                        .put("ExportManifest", manifest)
                        .put("BilledSizeBytes", export.table().size().bytes())
                        .put("ItemCount", export.items().size());
            case TableExport.Ending.Failed(String code, String message) ->
                view.put("EndTime", Json.timestamp(export.until()))
                        .put("FailureCode", code)
                        .put("FailureMessage", message);
        }
        return view;
    }

    /** ExportSummary of the API reference. */
    static ObjectNode summary(TableExport export) {
        return Json.object()
                .put("ExportArn", export.arn())
                .put("ExportStatus", status(export))
                .put("ExportType", "FULL_EXPORT");
    }

    private static String status(TableExport export) {
        return switch (export.ending()) {
            case null -> "IN_PROGRESS";
            case TableExport.Ending.Completed _ -> "COMPLETED";
            case TableExport.Ending.Failed _ -> "FAILED";
        };
    }
}

package io.pitrguard.sandbox.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.Bucket;
import io.pitrguard.sandbox.state.StoredObject;
import io.pitrguard.sandbox.state.TableExport;
import io.pitrguard.sandbox.wire.Bytes;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** The files of an export (developer guide, DynamoDB table export output format): a data file for each of two partitions. */
final class ExportedFiles {

    private static final int PARTITIONS = 2;

    private final TableExport export;
    private final Bucket bucket;
    private final String folder;

    private ExportedFiles(TableExport export, Bucket bucket) {
        this.export = export;
        this.bucket = bucket;
        String prefix = new Input(export.request()).text("S3Prefix").orElse("");
        this.folder = (prefix.isEmpty() ? "" : prefix + "/") + "AWSDynamoDB/" + export.id() + "/";
    }

    /** Writes the empty file that an export begins with, if it can write to the bucket. */
    static void begin(TableExport export, Account account) {
        bucket(export, account)
                .filter(bucket -> bucket.owner().equals(owner(export, account)))
                .ifPresent(bucket -> new ExportedFiles(export, bucket).put("_started", new byte[0]));
    }

    /** Writes all others, and returns how the export ends. */
    static TableExport.Ending end(TableExport export, Account account) {
        String failure = account.exports().behavior().failure();
        if (failure != null) {
            return new TableExport.Ending.Failed(failure, "Failed as the sandbox was asked for");
        }
        Optional<Bucket> bucket = bucket(export, account);
        if (bucket.isEmpty()) {
            return new TableExport.Ending.Failed("S3NoSuchBucket", "The specified bucket does not exist");
        }
        return bucket.get().owner().equals(owner(export, account))
                ? new ExportedFiles(export, bucket.get()).written()
                : new TableExport.Ending.Failed("S3AccessDenied", "Access Denied");
    }

    private static Optional<Bucket> bucket(TableExport export, Account account) {
        return account.buckets().find(export.request().path("S3Bucket").asText());
    }

    private static String owner(TableExport export, Account account) {
        return new Input(export.request())
                .text("S3BucketOwner")
                .orElse(account.location().account());
    }

    private TableExport.Ending written() {
        StringBuilder lines = new StringBuilder();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            lines.append(Json.text(dataFile(partition))).append('\n');
        }
        checked("manifest-files", lines.toString());
        checked("manifest-summary", Json.text(summary()));
        return new TableExport.Ending.Completed(folder + "manifest-summary.json");
    }

    private ObjectNode dataFile(int partition) {
        List<ObjectNode> items = export.items();
        StringBuilder lines = new StringBuilder();
        int count = 0;
        for (int number = partition; number < items.size(); number += PARTITIONS) {
            lines.append(Json.text(Json.object().set("Item", items.get(number))))
                    .append('\n');
            count++;
        }
        byte[] content = zipped(lines.toString());
        String key =
                "data/%s%d.json.gz".formatted(export.id().substring(export.id().indexOf('-') + 1), partition);
        StoredObject stored = put(key, content);
        return Json.object()
                .put("itemCount", count)
                .put("md5Checksum", md5(content))
                .put("etag", stored.eTag().replace("\"", ""))
                .put("dataFileS3Key", folder + key);
    }

    private ObjectNode summary() {
        ObjectNode request = export.request();
        ObjectNode summary = Json.object()
                .put("version", "2020-06-30")
                .put("exportArn", export.arn())
                .put("startTime", ItemViews.iso(export.started()))
                .put("endTime", ItemViews.iso(export.until()))
                .put("tableArn", export.tableArn())
                .put("tableId", export.table().identity().id())
                .put("exportTime", ItemViews.iso(export.moment()))
                .put("s3Bucket", request.path("S3Bucket").asText());
        summary.set("s3Prefix", request.get("S3Prefix"));
        summary.put("s3SseAlgorithm", request.path("S3SseAlgorithm").asText("AES256"));
        summary.set("s3SseKmsKeyId", request.get("S3SseKmsKeyId"));
        return summary.put("manifestFilesS3Key", folder + "manifest-files.json")
                .put("billedSizeBytes", export.table().size().bytes())
                .put("itemCount", export.items().size())
                .put("outputFormat", "DYNAMODB_JSON")
                .put("exportType", "FULL_EXPORT");
    }

    private void checked(String name, String text) {
        byte[] content = text.getBytes(UTF_8);
        put(name + ".json", content);
        put(name + ".checksum", md5(content).getBytes(UTF_8));
    }

    private StoredObject put(String key, byte[] content) {
        return bucket.put(
                folder + key, new StoredObject(Bytes.of(content), "application/octet-stream", export.until()));
    }

    private static byte[] zipped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String md5(byte[] content) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}

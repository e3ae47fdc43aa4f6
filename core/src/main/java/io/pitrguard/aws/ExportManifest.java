package io.pitrguard.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pitrguard.domain.export.ExportFiles;
import io.pitrguard.domain.export.TableExport;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Reads the manifest of an export: a summary, which names a list of the data files, one in a line.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport.Output.html
 */
record ExportManifest(S3Client s3) {
    private static final String GET = "s3:GetObject";
    private static final String FILES = "manifestFilesS3Key";

    Result<ExportFiles> read(TableExport export) {
        Optional<String> bucket = export.files().bucket();
        Optional<String> manifest = export.files().manifest();
        if (bucket.isEmpty() || manifest.isEmpty()) {
            return new Result.Failure<>(new Cause(
                    Cause.Kind.REFUSED, "AWS does not name the manifest of the export " + export.arn() + "."));
        }
        try {
            return checked(export, read(bucket.get(), manifest.get()));
        } catch (SdkException e) {
            return new Result.Failure<>(AwsErrors.sort(GET, manifest.get(), e));
        } catch (NotUnderstoodException e) {
            return new Result.Failure<>(e.sorted());
        }
    }

    private ExportFiles read(String bucket, String manifest) {
        // Documentation shows the key of the list without the export's prefix; it is beside the summary.
        String list = CanonicalJson.text(text(bucket, manifest), FILES)
                .map(key -> folder(manifest) + key.substring(key.lastIndexOf('/') + 1))
                .orElseThrow(() -> problem(manifest, "does not name the list of its files"));
        List<ExportFiles.File> files = new ArrayList<>();
        for (String line :
                text(bucket, list).lines().filter(each -> !each.isBlank()).toList()) {
            files.add(CanonicalJson.parsed(line)
                    .flatMap(ExportManifest::file)
                    .orElseThrow(() -> problem(list, "has a line without key, number of items and MD5")));
        }
        return new ExportFiles(files);
    }

    /** The number of the export itself and that of its files come from two places: they must agree. */
    private static Result<ExportFiles> checked(TableExport export, ExportFiles files) {
        if (export.items().isPresent() && export.items().getAsLong() != files.items()) {
            return new Result.Failure<>(new Cause(
                    Cause.Kind.REFUSED,
                    "The export %s has the item count %d, and the sum of its files is %d."
                            .formatted(export.arn(), export.items().getAsLong(), files.items())));
        }
        return new Result.Success<>(files);
    }

    private static Optional<ExportFiles.File> file(JsonNode line) {
        Optional<String> key = text(line, "dataFileS3Key");
        Optional<String> md5 = text(line, "md5Checksum");
        Optional<Long> items = Optional.of(line)
                .filter(JsonNode::isObject)
                .flatMap(node -> node.field("itemCount"))
                .filter(JsonNode::isNumber)
                .map(JsonNode::asNumber)
                .filter(number -> number.matches("\\d{1,18}"))
                .map(Long::valueOf);
        return key.isPresent() && md5.isPresent() && items.isPresent()
                ? Optional.of(new ExportFiles.File(key.get(), items.get(), md5.get()))
                : Optional.empty();
    }

    private static Optional<String> text(JsonNode line, String member) {
        return Optional.of(line)
                .filter(JsonNode::isObject)
                .flatMap(node -> node.field(member))
                .filter(JsonNode::isString)
                .map(JsonNode::asString);
    }

    private static String folder(String key) {
        return key.substring(0, key.lastIndexOf('/') + 1);
    }

    private String text(String bucket, String key) {
        return new String(s3.getObjectAsBytes(b -> b.bucket(bucket).key(key)).asByteArray(), UTF_8);
    }

    private static NotUnderstoodException problem(String key, String how) {
        return new NotUnderstoodException(
                new Cause(Cause.Kind.REFUSED, "The file %s of an export %s.".formatted(key, how)));
    }
}

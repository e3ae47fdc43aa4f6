package io.pitrguard.aws;

import io.pitrguard.domain.export.ExportFiles;
import io.pitrguard.domain.export.FileCheck;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Result;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Compares a data file with the MD5 of its manifest: by its ETag where that follows from the MD5, else by reading it.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
 */
record ExportFileCheck(S3Client s3, String bucket) {
    private static final String GET = "s3:GetObject";
    private static final int NOT_FOUND = 404;
    private static final int MD5_BYTES = 16;
    private static final int CHUNK = 65_536;

    Result<FileCheck> check(ExportFiles.File file) {
        Optional<byte[]> expected = bytes(file.md5());
        if (expected.isEmpty()) {
            return new Result.Failure<>(
                    new Cause(Cause.Kind.REFUSED, "The manifest has no MD5 of the file " + file.key() + "."));
        }
        try {
            return new Result.Success<>(checked(file.key(), expected.get()));
        } catch (SdkException e) {
            return e instanceof AwsServiceException service && service.statusCode() == NOT_FOUND
                    ? new Result.Success<>(new FileCheck.Differs("is missing"))
                    : new Result.Failure<>(AwsErrors.sort(GET, file.key(), e));
        } catch (IOException e) {
            return new Result.Failure<>(new Cause(
                    Cause.Kind.BROKEN, "%s on %s ended early: %s.".formatted(GET, file.key(), e.getMessage())));
        }
    }

    private FileCheck checked(String key, byte[] expected) throws IOException {
        String tag = Optional.ofNullable(
                        s3.headObject(b -> b.bucket(bucket).key(key)).eTag())
                .orElse("")
                .replace("\"", "");
        if (tag.equals(inOnePiece(expected)) || tag.equals(asOnePart(expected))) {
            return new FileCheck.Matches(FileCheck.How.ETAG);
        }
        return MessageDigest.isEqual(expected, read(key))
                ? new FileCheck.Matches(FileCheck.How.CONTENT)
                : new FileCheck.Differs("has another MD5 than AWS wrote into the manifest");
    }

    private static String inOnePiece(byte[] md5) {
        return HexFormat.of().formatHex(md5);
    }

    /** An upload in parts has the MD5 of their MD5s, and how many they are. */
    private static String asOnePart(byte[] md5) {
        return HexFormat.of().formatHex(md5().digest(md5)) + "-1";
    }

    private byte[] read(String key) throws IOException {
        MessageDigest digest = md5();
        try (ResponseInputStream<GetObjectResponse> object =
                s3.getObject(b -> b.bucket(bucket).key(key))) {
            byte[] chunk = new byte[CHUNK];
            for (int length = object.read(chunk); length >= 0; length = object.read(chunk)) {
                digest.update(chunk, 0, length);
            }
        }
        return digest.digest();
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    private static Optional<byte[]> bytes(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64)).filter(bytes -> bytes.length == MD5_BYTES);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}

package io.pitrguard.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.export.ExportFiles;
import io.pitrguard.domain.export.FileCheck;
import io.pitrguard.port.Result;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** What an ETag tells of a file, and when its content must be read. */
class ExportFileCheckTest {
    private static final byte[] CONTENT = "items".getBytes(UTF_8);

    private long read;

    @Test
    void knowsTheTagOfAnUploadInOnePiece() {
        assertThat(check("\"" + hex(md5(CONTENT)) + "\"", new ByteArrayInputStream(CONTENT)))
                .isEqualTo(matches(FileCheck.How.ETAG));
        assertThat(read).isZero();
    }

    /** DynamoDB uploads in parts, mostly of one. */
    @Test
    void knowsTheTagOfAnUploadOfOnePart() {
        assertThat(check("\"" + hex(md5(md5(CONTENT))) + "-1\"", new ByteArrayInputStream(CONTENT)))
                .isEqualTo(matches(FileCheck.How.ETAG));
        assertThat(read).isZero();
    }

    @Test
    void readsTheContentWhereTheTagTellsNothing() {
        for (String tag : new String[] {"\"0123-7\"", null}) {
            assertThat(check(tag, new ByteArrayInputStream(CONTENT))).isEqualTo(matches(FileCheck.How.CONTENT));
        }
        assertThat(check("\"0123-7\"", new ByteArrayInputStream("other".getBytes(UTF_8)))
                        .success())
                .hasValueSatisfying(other -> assertThat(other).isInstanceOf(FileCheck.Differs.class));
    }

    @Test
    void aContentThatEndsEarlyIsAFailure() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }
        };

        assertThat(check("\"0123-7\"", broken).failure())
                .hasValueSatisfying(cause -> assertThat(cause.what()).contains("data/1 ended early: reset"));
    }

    /** 64 MB are read in pieces. */
    @Test
    void holdsNoFileInMemory() {
        long size = 64L << 20;
        InputStream endless = new InputStream() {
            private long left = size;
            private int largest;

            @Override
            public int read() {
                throw new AssertionError("byte by byte");
            }

            @Override
            public int read(byte[] into, int from, int length) {
                largest = Math.max(largest, length);
                assertThat(largest).isLessThanOrEqualTo(1 << 17);
                if (left == 0) {
                    return -1;
                }
                int some = (int) Math.min(length, left);
                left -= some;
                read += some;
                return some;
            }
        };

        assertThat(check("\"0123-7\"", endless).success()).isPresent();
        assertThat(read).isEqualTo(size);
    }

    private Result<FileCheck> check(String tag, InputStream content) {
        S3Client s3 = new S3Client() {
            @Override
            public HeadObjectResponse headObject(HeadObjectRequest request) {
                return HeadObjectResponse.builder().eTag(tag).build();
            }

            @Override
            public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> to) {
                throw new AssertionError("not as a whole");
            }

            @Override
            public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
                return new ResponseInputStream<>(
                        GetObjectResponse.builder().build(), AbortableInputStream.create(content));
            }

            @Override
            public String serviceName() {
                return "s3";
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
        return new ExportFileCheck(s3, "audit")
                .check(new ExportFiles.File("data/1", 1, Base64.getEncoder().encodeToString(md5(CONTENT))));
    }

    private static Result<FileCheck> matches(FileCheck.How how) {
        return new Result.Success<>(new FileCheck.Matches(how));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] md5(byte[] content) {
        try {
            return MessageDigest.getInstance("MD5").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}

package io.pitrguard.sandbox.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.wire.Bytes;
import io.pitrguard.sandbox.wire.Request;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bucket stands in the path, or before the host. */
class S3PathTest {

    @ParameterizedTest
    @CsvSource({
        "localhost:4566, /parts/a/b%20c?x-id=GetObject, parts, a/b c",
        "localhost:4566, /parts, parts, ''",
        "localhost:4566, /parts/?list-type=2, parts, ''",
        "127.0.0.1:4566, /parts/a+b, parts, a+b",
        "parts.localhost:4566, /a/b, parts, a/b",
        "parts.localhost, /?list-type=2, parts, ''",
        "parts.s3.eu-west-1.amazonaws.com, /a%2Bb, parts, a+b",
        "s3.eu-west-1.amazonaws.com, /parts//a, parts, /a",
        "localhost, /, '', ''",
    })
    void readsBucketAndKey(String host, String path, String bucket, String key) {
        Request request = new Request("GET", path, Map.of("host", host), Bytes.of(""));

        assertThat(S3Path.of(request)).extracting(S3Path::bucket, S3Path::key).containsExactly(bucket, key);
    }
}

package io.pitrguard.sandbox.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pitrguard.sandbox.wire.Request;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a request to S3 names: in the path ({@code /bucket/key}), or with the bucket before the host
 * ({@code bucket.localhost}, {@code bucket.s3.eu-west-1.amazonaws.com}).
 *
 * @param bucket empty for a request that names none
 * @param key empty for a request on the bucket
 */
record S3Path(String bucket, String key, Map<String, String> query) {

    static S3Path of(Request request) {
        String[] parts = request.path().split("\\?", 2);
        // The whole path, also one that begins with two slashes: a key may begin with one.
        String path = parts[0].startsWith("/") ? parts[0].substring(1) : parts[0];
        Map<String, String> query = parts.length > 1 ? query(parts[1]) : Map.of();
        return bucketOfHost(String.valueOf(request.header("Host")))
                .map(bucket -> new S3Path(bucket, decode(path), query))
                .orElseGet(() -> {
                    int slash = path.indexOf('/');
                    return slash < 0
                            ? new S3Path(decode(path), "", query)
                            : new S3Path(decode(path.substring(0, slash)), decode(path.substring(slash + 1)), query);
                });
    }

    private static Optional<String> bucketOfHost(String hostAndPort) {
        String host = hostAndPort.replaceFirst(":\\d+$", "");
        int end = host.endsWith(".localhost") ? host.length() - ".localhost".length() : host.indexOf(".s3.");
        return end > 0 ? Optional.of(host.substring(0, end)) : Optional.empty();
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new HashMap<>();
        for (String pair : text.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            query.put(decodeQuery(parts[0]), parts.length > 1 ? decodeQuery(parts[1]) : "");
        }
        return query;
    }

    /** In a path a plus sign is one. */
    private static String decode(String text) {
        return decodeQuery(text.replace("+", "%2B"));
    }

    private static String decodeQuery(String text) {
        return URLDecoder.decode(text, UTF_8);
    }
}

package io.pitrguard.sandbox.service;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.pitrguard.sandbox.wire.Bytes;
import io.pitrguard.sandbox.wire.Request;
import io.pitrguard.sandbox.wire.ServiceError;
import java.io.ByteArrayOutputStream;

/**
 * The content of an upload, which SDKs send in chunks with a checksum behind it (S3 user guide, Signature Version 4:
 * transferring payload in multiple chunks). Signatures and checksums are not checked.
 */
final class ChunkedBody {

    private static final String END = "\r\n";
    private static final int HEXADECIMAL = 16;

    private ChunkedBody() {}

    static Bytes content(Request request) {
        String hash = request.header("x-amz-content-sha256");
        return hash != null && hash.startsWith("STREAMING-")
                ? joined(request.body().content())
                : request.body();
    }

    private static Bytes joined(byte[] body) {
        // One character for each byte.
        String text = new String(body, ISO_8859_1);
        ByteArrayOutputStream content = new ByteArrayOutputStream(body.length);
        int at = 0;
        int size = size(text, at);
        while (size > 0) {
            int start = text.indexOf(END, at) + END.length();
            content.write(body, start, size);
            at = start + size + END.length();
            size = size(text, at);
        }
        return Bytes.of(content.toByteArray());
    }

    /** A chunk begins with its size, perhaps a signature, and the end of the line. */
    private static int size(String text, int at) {
        int end = text.indexOf(END, at);
        String head = end < 0 ? "" : text.substring(at, end).replaceFirst(";.*", "");
        if (!head.matches("[0-9a-fA-F]{1,7}") || end + Integer.parseInt(head, HEXADECIMAL) > text.length()) {
            throw ServiceError.client("IncompleteBody", "The request body terminated unexpectedly");
        }
        return Integer.parseInt(head, HEXADECIMAL);
    }
}

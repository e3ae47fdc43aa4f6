package io.pitrguard.sandbox.http;

import io.pitrguard.sandbox.wire.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param method such as {@code POST}
 * @param path what the request line asks for, such as {@code /}
 * @param headers by their names in lower case
 */
public record HttpRequest(String method, String path, Map<String, String> headers, Bytes body) {
    private static final int LONGEST_HEAD = 100_000;
    private static final int LONGEST_BODY = 64_000_000;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    /** Copies. */
    public HttpRequest {
        headers = Map.copyOf(headers);
    }

    /** Returns a header; null when the request has none of this name. */
    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** Whether the client sends no further request over the connection. */
    boolean isLast() {
        return "close".equalsIgnoreCase(header("Connection"));
    }

    /**
     * Reads the next request; null at the end of the connection.
     *
     * @param out answers a client that waits for permission to send the body
     */
    static @Nullable HttpRequest read(InputStream in, OutputStream out) throws IOException {
        String start = line(in);
        if (start == null) {
            return null;
        }
        Map<String, String> headers = new HashMap<>();
        int length = start.length();
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            length += line.length();
            int colon = line.indexOf(':');
            if (colon < 1 || length > LONGEST_HEAD) {
                throw new IOException("the head of the request is not HTTP");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
            out.write(CONTINUE);
        }
        String[] parts = start.split(" ", -1);
        return new HttpRequest(parts[0], parts.length > 1 ? parts[1] : "/", headers, body(in, headers));
    }

    private static Bytes body(InputStream in, Map<String, String> headers) throws IOException {
        String length = headers.getOrDefault("content-length", "0");
        if (headers.containsKey("transfer-encoding") || !length.matches("\\d{1,8}")) {
            throw new IOException("a request has a Content-Length");
        }
        return Bytes.of(in.readNBytes(Math.min(LONGEST_BODY, Integer.parseInt(length))));
    }

    private static @Nullable String line(InputStream in) throws IOException {
        byte[] line = new byte[256];
        int length = 0;
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            if (length == LONGEST_HEAD) {
                throw new IOException("this line does not end");
            }
            line = length < line.length ? line : Arrays.copyOf(line, 2 * length);
            line[length++] = (byte) next;
        }
        return new String(line, 0, length, StandardCharsets.ISO_8859_1).stripTrailing();
    }
}

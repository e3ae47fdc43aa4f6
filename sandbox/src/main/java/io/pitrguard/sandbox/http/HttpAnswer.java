package io.pitrguard.sandbox.http;

import io.pitrguard.sandbox.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What goes back to a client.
 *
 * @param message the bytes of it
 * @param last whether the connection is closed after it
 */
public record HttpAnswer(Bytes message, boolean last) {
    /** Closes the connection without an answer. */
    public static final HttpAnswer NONE = new HttpAnswer(Bytes.of(""), true);

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    /** Returns bytes that are not HTTP. */
    public static HttpAnswer raw(String text) {
        return new HttpAnswer(Bytes.of(text), true);
    }

    /** Returns an answer that was written then. */
    public static HttpAnswer of(int status, Map<String, String> headers, Bytes body, Instant at) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Date", DATE.format(at));
        all.put("Content-Length", Integer.toString(body.content().length));
        all.putAll(headers);
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" \r\n");
        all.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        message.writeBytes(body.content());
        return new HttpAnswer(Bytes.of(message.toByteArray()), false);
    }
}

package io.pitrguard.sandbox.wire;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request as it came in.
 *
 * @param method of HTTP
 * @param path with the query, which the REST protocols name the operation in
 * @param headers by their names in lower case
 */
public record Request(String method, String path, Map<String, String> headers, Bytes body) {

    private static final String ACTION = "Action=";

    /** Copies. */
    public Request {
        headers = Map.copyOf(headers);
    }

    /** Returns a header; null when the request has none of this name. */
    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** Returns the Authorization header; null when it is missing. */
    public @Nullable String authorization() {
        return header("Authorization");
    }

    /** Returns what identifies the service: the prefix of the target; null for the query and REST protocols. */
    public @Nullable String targetPrefix() {
        String target = target();
        return target == null ? null : target.substring(0, Math.max(target.lastIndexOf('.'), 0));
    }

    /** Returns the operation that the request names; empty when it names none. */
    public String operation() {
        String target = target();
        return target == null ? action() : target.substring(target.lastIndexOf('.') + 1);
    }

    /** The header in which the JSON protocols name the operation. */
    private @Nullable String target() {
        return header("X-Amz-Target");
    }

    private String action() {
        String form = body.text();
        int start = form.startsWith(ACTION) ? 0 : form.indexOf('&' + ACTION) + 1;
        if (!form.startsWith(ACTION, start)) {
            return "";
        }
        int end = form.indexOf('&', start);
        return form.substring(start + ACTION.length(), end < 0 ? form.length() : end);
    }
}

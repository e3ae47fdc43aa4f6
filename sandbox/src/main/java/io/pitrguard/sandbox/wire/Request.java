package io.pitrguard.sandbox.wire;

import org.jspecify.annotations.Nullable;

/**
 * One request as it came in.
 *
 * @param target the X-Amz-Target header, which the JSON protocols name the operation in; null for the query protocol
 * @param authorization the Authorization header; null when it is missing
 * @param path which the REST protocols name the operation in
 */
public record Request(@Nullable String target, @Nullable String authorization, String path, Bytes body) {

    private static final String ACTION = "Action=";

    /** Returns what identifies the service: the prefix of the target; null for the query protocol. */
    public @Nullable String targetPrefix() {
        return target == null ? null : target.substring(0, Math.max(target.lastIndexOf('.'), 0));
    }

    /** Returns the operation that the request names; empty when it names none. */
    public String operation() {
        return target == null ? action() : target.substring(target.lastIndexOf('.') + 1);
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

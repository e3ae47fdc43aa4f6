package io.pitrguard.sandbox.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pitrguard.sandbox.wire.Request;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;

/** What a request of a REST protocol names in its path and query, decoded. */
record RestPath(String path, Map<String, String> query) {

    RestPath {
        query = Map.copyOf(query);
    }

    static RestPath of(Request request) {
        String[] parts = request.path().split("\\?", 2);
        Map<String, String> query = new HashMap<>();
        if (parts.length > 1) {
            for (String pair : parts[1].split("&", -1)) {
                String[] nameAndValue = pair.split("=", 2);
                query.put(decode(nameAndValue[0]), nameAndValue.length > 1 ? decode(nameAndValue[1]) : "");
            }
        }
        // In a path a plus sign is one.
        return new RestPath(decode(parts[0].replace("+", "%2B")), query);
    }

    /** Returns what follows a prefix of the path; empty when the path does not begin with it. */
    String after(String prefix) {
        return path.startsWith(prefix) ? path.substring(prefix.length()) : "";
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, UTF_8);
    }
}

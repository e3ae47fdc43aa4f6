package io.pitrguard.sandbox.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.Base64;

/** What the requests of AWS Config have in common: limits of text, pages and their tokens. */
final class ConfigInput {

    static final int LONGEST_TYPE = 256;
    static final int LONGEST_ID = 768;

    private static final int MOST_PER_PAGE = 100;
    private static final int DEFAULT_PER_PAGE = 10;

    private ConfigInput() {}

    /** Returns a required text of 1 to this many characters; the path is what a refusal calls it. */
    static String text(Input input, String member, String path, int longest) {
        String text = input.text(member).orElseThrow(() -> Errors.missing(path));
        return requireLength(text, path, longest);
    }

    static String requireLength(String text, String path, int longest) {
        if (text.isEmpty()) {
            throw Errors.constraint(text, path, "Member must have length greater than or equal to 1");
        }
        // AWS counts characters, not UTF-16 units.
        if (text.codePointCount(0, text.length()) > longest) {
            throw Errors.constraint(text, path, "Member must have length less than or equal to " + longest);
        }
        return text;
    }

    /** Returns the size of a page, 0 to 100; 0 is the default, 10. */
    static int limit(Input input, String member) {
        return limit(input, member, DEFAULT_PER_PAGE);
    }

    private static int limit(Input input, String member, int standard) {
        long limit = input.number(member).orElse(0L);
        if (limit < 0) {
            throw Errors.constraint(limit, "limit", "Member must have value greater than or equal to 0");
        }
        if (limit > MOST_PER_PAGE) {
            throw Errors.constraint(limit, "limit", "Member must have value less than or equal to " + MOST_PER_PAGE);
        }
        return limit == 0 ? standard : (int) limit;
    }

    /** Returns the size of a page of an operation that has an error of its own for its limit. */
    static int pageSize(Input input, String member) {
        return pageSize(input, member, DEFAULT_PER_PAGE);
    }

    /** Returns the same with another default. */
    static int pageSize(Input input, String member, int standard) {
        try {
            return limit(input, member, standard);
        } catch (ServiceError refusal) {
            throw refusal.code().equals("ValidationException")
                    ? ServiceError.client("InvalidLimitException", refusal.text())
                    : refusal;
        }
    }

    static String encode(String position) {
        return Base64.getUrlEncoder().encodeToString(position.getBytes(UTF_8));
    }

    static String decode(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), UTF_8);
        } catch (IllegalArgumentException e) {
            throw ConfigErrors.invalidNextToken();
        }
    }
}

package io.pitrguard.domain.settings;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is the same for a setting on all tables.
 *
 * @param key names it in commands and JSON: lower-case words with hyphens
 * @param title names it for people, in lower case
 * @param reads the IAM actions that reading it takes
 * @param writes the IAM actions that copying it takes; empty where it is not copied
 */
public record Description(
        String key, String title, Carried carried, Copying copying, Set<String> reads, Set<String> writes) {
    private static final Pattern KEY = Pattern.compile("[a-z]+(-[a-z]+)*");

    public Description {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("a setting's key must be lower-case words, not '" + key + "'");
        }
        if (title.isBlank()) {
            throw new IllegalArgumentException("a setting needs a title");
        }
        reads = Set.copyOf(reads);
        writes = Set.copyOf(writes);
    }
}

package io.pitrguard.domain.policy;

import java.util.Map;
import java.util.Optional;

/**
 * Asks for a tag: by key alone, or by key and value.
 *
 * @param key the tag's key, exact
 * @param value what the value must fit; empty when any value, even an empty one, will do
 */
public record TagPattern(String key, Optional<Glob> value) implements Pattern<TagPattern> {
    private static final Glob ANY_VALUE = new Glob("*");

    public TagPattern {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("a tag pattern needs a key");
        }
    }

    /**
     * Reads {@code key}, {@code key=value} or {@code key=val*}; {@code key=} asks for an empty value.
     *
     * @throws IllegalArgumentException when the key is empty
     */
    public static TagPattern parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            return new TagPattern(text, Optional.empty());
        }
        return new TagPattern(text.substring(0, equals), Optional.of(new Glob(text.substring(equals + 1))));
    }

    /** Whether one of the tags is the one asked for. */
    public boolean matches(Map<String, String> tags) {
        String actual = tags.get(key);
        return actual != null && value.map(glob -> glob.matches(actual)).orElse(true);
    }

    @Override
    public boolean covers(TagPattern other) {
        return key.equals(other.key) && value.orElse(ANY_VALUE).covers(other.value.orElse(ANY_VALUE));
    }

    @Override
    public String toString() {
        return value.map(glob -> key + "=" + glob).orElse(key);
    }
}

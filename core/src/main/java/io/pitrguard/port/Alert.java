package io.pitrguard.port;

import io.pitrguard.domain.selfcheck.SentAttributes;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A message for people and machines, ready to send.
 *
 * @param subject 1 to 99 ASCII characters without a line break
 * @param message a JSON object with a text for each protocol, {@code default} among them; with the attributes at most
 *     {@link #MAX_BYTES}
 * @param attributes what subscribers filter by
 */
public record Alert(String subject, String message, SortedMap<String, Attribute> attributes) {
    /** The most that SNS takes in one message with its attributes, in bytes of UTF-8. */
    public static final int MAX_BYTES = 262_144;

    /** The attribute that names the owner of the accounts it is about. */
    public static final String OWNER = "owner";

    /** An attribute's value, as a number or as a text. */
    public sealed interface Attribute {
        /** A text, not empty. */
        record Text(String value) implements Attribute {}

        /** A whole number. */
        record Count(long value) implements Attribute {}
    }

    public Alert {
        if (subject.isEmpty() || subject.length() > 99 || !subject.chars().allMatch(c -> c >= ' ' && c < 127)) {
            throw new IllegalArgumentException("not a subject that SNS takes: " + subject);
        }
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /** Whether it is for an owner of accounts. */
    public boolean hasOwner() {
        return attributes.containsKey(OWNER);
    }

    /** Returns the same for those who get what has no owner. */
    public Alert withoutOwner() {
        SortedMap<String, Attribute> others = new TreeMap<>(attributes);
        others.remove(OWNER);
        return new Alert(subject, message, others);
    }

    /** Returns its attributes as filter policies match them; which numbers match is not judged. */
    public SentAttributes sent() {
        Map<String, Set<String>> texts = new HashMap<>();
        Set<String> numbers = new HashSet<>();
        attributes.forEach((name, value) -> {
            switch (value) {
                case Attribute.Text text -> texts.put(name, Set.of(text.value()));
                case Attribute.Count _ -> numbers.add(name);
            }
        });
        return SentAttributes.of(texts, numbers);
    }
}

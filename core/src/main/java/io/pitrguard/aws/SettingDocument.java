package io.pitrguard.aws;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of a setting, which can be changed: members are maps, lists, texts, numbers and booleans, as
 * {@link CanonicalJson} writes them.
 */
record SettingDocument(Map<String, @Nullable Object> members) {
    /** Creates an empty one. */
    SettingDocument() {
        this(new TreeMap<>());
    }

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException when the text is not a JSON object
     */
    static SettingDocument parse(String json) {
        return CanonicalJson.parsed(json)
                .map(CanonicalJson::plain)
                .filter(Map.class::isInstance)
                .map(SettingDocument::object)
                .orElseThrow(() -> new IllegalArgumentException("The stored setting is not a JSON object."));
    }

    /** Returns a copy, to be changed alone. */
    SettingDocument copy() {
        return parse(toString());
    }

    /** Whether it has a member. */
    boolean has(String member) {
        return members.get(member) != null;
    }

    /** Returns a text; empty where it has none. */
    String text(String member) {
        return members.get(member) instanceof String text ? text : "";
    }

    /** Returns a flag, or the default where it has none. */
    boolean flag(String member, boolean otherwise) {
        return members.get(member) instanceof Boolean flag ? flag : otherwise;
    }

    /** Returns the object at the end of a path of members, to be changed in place; an empty one where there is none. */
    SettingDocument at(String... path) {
        Object found = members;
        for (String member : path) {
            found = found instanceof Map<?, ?> map ? map.get(member) : null;
        }
        return found instanceof Map<?, ?> ? object(found) : new SettingDocument();
    }

    /** Returns the objects of a list, to be changed in place. */
    List<SettingDocument> list(String member) {
        List<SettingDocument> objects = new ArrayList<>();
        if (members.get(member) instanceof List<?> list) {
            for (Object entry : list) {
                if (entry instanceof Map<?, ?>) {
                    objects.add(object(entry));
                }
            }
        }
        return objects;
    }

    /** Returns the members that are texts. */
    Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        members.forEach((name, value) -> {
            if (value instanceof String text) {
                texts.put(name, text);
            }
        });
        return texts;
    }

    /** Sets a member, and returns this. */
    SettingDocument put(String member, Object value) {
        members.put(member, value);
        return this;
    }

    /** Takes a member out, and returns this. */
    SettingDocument without(String member) {
        members.remove(member);
        return this;
    }

    /** Takes all other members out, and returns this. */
    SettingDocument only(Collection<String> names) {
        members.keySet().retainAll(names);
        return this;
    }

    /** Returns the document as canonical text. */
    @Override
    public String toString() {
        return CanonicalJson.write(members);
    }

    @SuppressWarnings("unchecked") // CanonicalJson and this class put nothing but texts as names of members.
    private static SettingDocument object(Object map) {
        return new SettingDocument((Map<String, @Nullable Object>) map);
    }
}

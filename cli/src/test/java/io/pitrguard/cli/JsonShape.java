package io.pitrguard.cli;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The fields that a JSON document has, as paths such as {@code tables[].violations[].kind}. */
final class JsonShape {
    private static final Pattern TOKEN = Pattern.compile("(?<=\")\\w+(?=\")|[{}\\[\\]]");

    private final Set<String> paths = new LinkedHashSet<>();

    private JsonShape() {}

    /** Of a parsed document; the elements of an array are taken together. */
    static Set<String> of(Object document) {
        JsonShape shape = new JsonShape();
        shape.collect(document, "");
        return shape.paths;
    }

    private void collect(Object value, String path) {
        if (value instanceof Map<?, ?> object) {
            object.forEach((key, member) -> {
                paths.add(path + key);
                collect(member, path + key + ".");
            });
        }
        if (value instanceof List<?> elements) {
            elements.forEach(element -> collect(element, path.replaceFirst("\\.$", "[].")));
        }
    }

    /** Of a sketch in the docs: the names of the fields and, where they nest, their brackets. */
    static Set<String> ofSketch(String sketch) {
        JsonShape shape = new JsonShape();
        shape.object(
                TOKEN.matcher(sketch).results().map(MatchResult::group).skip(1).iterator(), "");
        return shape.paths;
    }

    /** Reads on to the bracket that ends the object. */
    private void object(Iterator<String> tokens, String path) {
        String name = "";
        for (String token = tokens.next(); !token.equals("}"); token = tokens.next()) {
            switch (token) {
                case "{" -> object(tokens, name + ".");
                case "[" -> name += "[]";
                case "]" -> {}
                default -> {
                    name = path + token;
                    paths.add(name);
                }
            }
        }
    }
}

package io.pitrguard.config.policy;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The known keys of a mapping; those that are unknown, missing or set twice have been reported. */
final class Fields {
    private static final int MAX_ASCII = 0x7F;

    private final Map<String, Yaml.Entry> byKey = new LinkedHashMap<>();
    private final String path;
    private final Problems problems;

    private Fields(String path, Problems problems) {
        this.path = path;
        this.problems = problems;
    }

    /** Reads the keys of a mapping. */
    static Fields of(Yaml.Mapping mapping, Keys keys, String path, Problems problems) {
        Fields fields = new Fields(path, problems);
        Set<String> meant = new HashSet<>();
        for (Yaml.Entry entry : mapping.entries()) {
            if (keys.known().contains(entry.key())) {
                fields.take(entry);
            } else {
                fields.refuseUnknown(entry, keys).ifPresent(meant::add);
            }
        }
        for (String key : keys.known()) {
            String remedy = keys.required().get(key);
            // A key that was misspelt is not reported a second time as missing.
            if (remedy != null && !fields.has(key) && !meant.contains(key)) {
                problems.add(mapping.place(), fields.pathOf(key), "is missing", remedy);
            }
        }
        return fields;
    }

    private void take(Yaml.Entry entry) {
        Yaml.Entry first = byKey.putIfAbsent(entry.key(), entry);
        if (first != null) {
            problems.add(
                    entry.place(),
                    pathOf(entry.key()),
                    "is set twice, first on line " + first.place().line(),
                    "Remove one of the two.");
        }
    }

    private Optional<String> refuseUnknown(Yaml.Entry entry, Keys keys) {
        Optional<String> meant = Suggestion.of(entry.key(), keys.known());
        String remedy = entry.key().equals("<<")
                ? "YAML merge keys are not read: write the keys out."
                : meant.map(key -> lookAlike(entry.key()) + "Did you mean '" + key + "'?")
                        .orElseGet(() -> keys.what() + " may have: " + String.join(", ", keys.known()) + ".");
        problems.add(entry.place(), pathOf(Quoted.of(entry.key())), "unknown key", capital(remedy));
        return meant;
    }

    /** A key that seems right to the eye needs a reason. */
    private static String lookAlike(String key) {
        return key.codePoints()
                .filter(c -> c > MAX_ASCII)
                .mapToObj("\\u%04x is not a letter of any key. "::formatted)
                .findFirst()
                .orElse("");
    }

    /** Whether the key is there. */
    boolean has(String key) {
        return byKey.containsKey(key);
    }

    /** Returns a key's value. */
    Optional<Value> get(String key) {
        Yaml.Entry entry = byKey.get(key);
        return entry == null ? Optional.empty() : Optional.of(new Value(entry.value(), pathOf(key), problems));
    }

    /** Returns the keys of a mapping below a key. */
    Optional<Fields> fields(String key, Keys keys) {
        Optional<Value> value = get(key);
        return value.isPresent() ? value.get().fields(keys) : Optional.empty();
    }

    /** Returns a key's truth value. */
    boolean truth(String key, boolean standard) {
        Optional<Value> value = get(key);
        return value.isPresent() ? value.get().truth().orElse(standard) : standard;
    }

    /** Returns a key's text if it has the form. */
    Optional<String> text(String key, TextParser form) {
        Optional<Value> value = get(key);
        return value.isPresent() ? value.get().text(form) : Optional.empty();
    }

    /** Returns a key's text or texts that have the form. */
    List<String> texts(String key, TextParser form) {
        Optional<Value> value = get(key);
        return value.isPresent() ? value.get().texts(form) : List.of();
    }

    /** Reports a known key that may not stand here. */
    void refuse(String key, String message, String remedy) {
        Yaml.Entry entry = byKey.get(key);
        if (entry != null) {
            problems.add(entry.place(), pathOf(key), message, remedy);
        }
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String capital(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}

package io.pitrguard.config.policy;

import java.util.List;

/** A node of a YAML document and where it stands. */
sealed interface Yaml {
    /** Where the node begins. */
    SourcePosition place();

    /** Describes the node, short and safe to print. */
    String shown();

    /** Keys with values, duplicates included. */
    record Mapping(SourcePosition place, List<Entry> entries) implements Yaml {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public String shown() {
            return "a mapping";
        }
    }

    /** A list. */
    record Listing(SourcePosition place, List<Yaml> items) implements Yaml {
        public Listing {
            items = List.copyOf(items);
        }

        @Override
        public String shown() {
            return items.isEmpty() ? "an empty list" : "a list";
        }
    }

    /** A single value, as it was written. */
    record Scalar(SourcePosition place, Kind kind, String text) implements Yaml {
        @Override
        public String shown() {
            return switch (kind) {
                case TEXT -> "'" + Quoted.of(text) + "'";
                case NUMBER, BOOLEAN -> Quoted.of(text);
                case NOTHING -> "an empty value";
            };
        }
    }

    /** What YAML 1.2 takes a single value for. */
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        NOTHING
    }

    /** A key of a mapping, with the place of the key. */
    record Entry(SourcePosition place, String key, Yaml value) {}
}

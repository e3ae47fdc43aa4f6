package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.Cause;
import java.util.List;

/** How a setting of two tables compares. Only {@link Equal} is equal: what could not be read is not. */
public sealed interface Comparison {
    /** Which of the two tables. */
    enum Side {
        SOURCE,
        TARGET;

        /** Returns the side in lower case. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Both tables have the same. */
    record Equal() implements Comparison {}

    /**
     * The tables differ.
     *
     * @param differences not empty
     */
    record Differs(List<Difference> differences) implements Comparison {
        public Differs {
            differences = List.copyOf(differences);
            if (differences.isEmpty()) {
                throw new IllegalArgumentException("tables that differ have a difference");
            }
        }
    }

    /**
     * A table has something that this version does not understand: it counts as different.
     *
     * @param fields the fields, with what each table has in them
     */
    record NotUnderstood(List<Difference> fields) implements Comparison {
        public NotUnderstood {
            fields = List.copyOf(fields);
        }
    }

    /** One side could not be read. */
    record CouldNotBeRead(Side side, Cause cause) implements Comparison {}

    /** Nobody holds the source's value any more. */
    record NotKnown(Side side, String why) implements Comparison {}

    /**
     * Nothing reads it: a person checks it.
     *
     * @param how a sentence
     */
    record NotCompared(String how) implements Comparison {}
}

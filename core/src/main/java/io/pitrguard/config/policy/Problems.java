package io.pitrguard.config.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one file. */
final class Problems {
    private static final Comparator<PolicyError> BY_PLACE =
            Comparator.comparing(error -> new SourcePosition(error.line(), error.column()));

    private final String file;
    private final List<PolicyError> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    /** Notes a problem; {@code message} comes without a full stop. */
    void add(SourcePosition place, String path, String message, String remedy) {
        found.add(new PolicyError(file, place.line(), place.column(), path, message, remedy));
    }

    /** How many there are so far. */
    int count() {
        return found.size();
    }

    /** Returns them in the order of the file. */
    List<PolicyError> inOrder() {
        return found.stream().sorted(BY_PLACE).toList();
    }
}

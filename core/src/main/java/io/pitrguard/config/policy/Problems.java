package io.pitrguard.config.policy;

import io.pitrguard.domain.text.Counted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one file. */
final class Problems {
    private static final Comparator<PolicyError> BY_PLACE =
            Comparator.comparing(error -> new SourcePosition(error.line(), error.column()));

    private static final int MOST = 100;

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

    /** Returns them in the order of the file: the first ones, and how many more there are. */
    List<PolicyError> inOrder() {
        List<PolicyError> first =
                new ArrayList<>(found.stream().sorted(BY_PLACE).limit(MOST).toList());
        if (found.size() > MOST) {
            String more = Counted.of(found.size() - MOST, "more error", "more errors");
            first.add(new PolicyError(file, 0, 0, "", more, "Fix those above first."));
        }
        return List.copyOf(first);
    }
}

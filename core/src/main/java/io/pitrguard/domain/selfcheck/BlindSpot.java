package io.pitrguard.domain.selfcheck;

import java.util.Comparator;

/**
 * Something that pitr-guard depends on and found missing; another finding about the same component is another blind spot.
 *
 * @param what the finding
 */
public record BlindSpot(Component component, String what) implements Comparable<BlindSpot> {
    private static final Comparator<BlindSpot> ORDER =
            Comparator.comparing(BlindSpot::component).thenComparing(BlindSpot::what);

    @Override
    public int compareTo(BlindSpot other) {
        return ORDER.compare(this, other);
    }
}

package io.pitrguard.domain.recovery;

import io.pitrguard.domain.text.Counted;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All history of a table that is lost and still matters.
 *
 * @param from the first moment of the first loss
 * @param to where the table's window begins since the last one
 * @param causes the calls that it came from, as far as CloudTrail showed them, oldest first
 */
public record LostHistory(Instant from, Instant to, List<HistoryCut> causes) {
    private static final int MOST_NAMED = 10;

    public LostHistory {
        causes = List.copyOf(causes);
    }

    /** Returns who did what when, in one clause; empty if no event showed it. */
    public Optional<String> by() {
        return clause(causes);
    }

    /** Returns who made these calls when, in one clause; empty if there are none. */
    static Optional<String> clause(List<HistoryCut> causes) {
        if (causes.isEmpty()) {
            return Optional.empty();
        }
        String named =
                causes.stream().limit(MOST_NAMED).map(HistoryCut::description).collect(Collectors.joining("; "));
        int more = causes.size() - MOST_NAMED;
        return Optional.of(more > 0 ? named + "; and " + Counted.of(more, "more call", "more calls") : named);
    }
}

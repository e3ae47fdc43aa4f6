package io.pitrguard.report;

import io.pitrguard.domain.text.Counted;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Describes how long ago the tables were read that a sweep did not read. */
final class ProofAge {
    private ProofAge() {}

    /**
     * Returns the hours since the oldest read; empty where each sweep reads everything.
     *
     * @param finishedAt when the sweep finished, ISO-8601
     */
    static OptionalLong hours(SweepView.Summary summary, String finishedAt) {
        return summary.oldestProofAt() == null
                ? OptionalLong.empty()
                : OptionalLong.of(Duration.between(Instant.parse(summary.oldestProofAt()), Instant.parse(finishedAt))
                        .toHours());
    }

    /** Returns the tables that were read, and of how many, such as "12 of 90 tables"; all where all were. */
    static String tables(SweepView.Summary summary) {
        String all = Counted.tables(summary.tables());
        return summary.carried() == 0 ? all : "%,d of %s".formatted(summary.tables() - summary.carried(), all);
    }

    /** Returns a line about the tables that were not read; empty where there are none. */
    static Optional<String> line(SweepView.Summary summary, String finishedAt) {
        OptionalLong hours = hours(summary, finishedAt);
        return summary.carried() == 0 || hours.isEmpty()
                ? Optional.empty()
                : Optional.of("%s not read in this sweep: proven compliant earlier, the oldest %s"
                        .formatted(Counted.tables(summary.carried()), age(hours.getAsLong())));
    }

    private static String age(long hours) {
        return hours < 1 ? "less than an hour ago" : Counted.of(hours, "hour", "hours") + " ago";
    }
}

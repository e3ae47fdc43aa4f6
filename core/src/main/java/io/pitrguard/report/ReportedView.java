package io.pitrguard.report;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** What a repeated summary reads of the report that an earlier try stored. */
public record ReportedView(Header organization) {
    /** When the sweep was finished; ISO-8601, UTC. */
    public record Header(String finishedAt) {
        /** Returns it; empty if it is not a time. */
        Optional<Instant> finished() {
            try {
                return Optional.of(Instant.parse(finishedAt));
            } catch (DateTimeException _) {
                return Optional.empty();
            }
        }
    }
}

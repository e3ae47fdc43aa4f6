package io.pitrguard.port;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Which findings were sent, so that only changes are. Never throws for what AWS answers. */
public interface SentFindings {
    /** The most findings that are recorded at once. */
    int MOST = 100;

    /** Nothing is stored: every finding is new. */
    SentFindings NONE = new SentFindings() {
        @Override
        public Result<Map<String, Sent>> read(AccountRegion where) {
            return new Result.Success<>(Map.of());
        }

        @Override
        public Optional<Cause> record(AccountRegion where, Map<String, Sent> sent) {
            return Optional.empty();
        }
    };

    /**
     * A finding that was sent.
     *
     * @param state what of it counts as a change
     * @param open whether something was wrong
     * @param archived whether it was over
     */
    record Sent(String state, boolean open, boolean archived, Instant createdAt, Instant updatedAt) {
        /** The state of a finding about a table that no longer exists, or that AWS archived. */
        public static final String GONE = "GONE";

        /** Whether nothing more is sent unless the table comes back. */
        public boolean gone() {
            return state.equals(GONE);
        }
    }

    /** Returns the last finding of each table of an account and region, by the table's name. */
    Result<Map<String, Sent>> read(AccountRegion where);

    /**
     * Records findings by the tables' names.
     *
     * @param sent at most {@link #MOST}
     * @return why that failed; empty if it did not
     */
    Optional<Cause> record(AccountRegion where, Map<String, Sent> sent);
}

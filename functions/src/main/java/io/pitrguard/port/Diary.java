package io.pitrguard.port;

import io.pitrguard.domain.ledger.Told;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import java.time.Instant;
import java.util.Optional;

/** What an installation remembers of itself. Never throws for what AWS answers. */
public interface Diary {
    /** Reads what people were told of it; {@link Told#NOTHING} where that was never stored. */
    Looked<Told> told(AccountRegion where);

    /** Stores what people were told; gives why that failed, empty when it did not. */
    Optional<Cause> tell(AccountRegion where, Told told);

    /** Reads when the newest sweep of a deployment came to its end; empty where none ever did. */
    Looked<Optional<Instant>> lastSweep(AccountRegion where);

    /** Stores that a sweep came to its end; gives why that failed, empty when it did not. */
    Optional<Cause> swept(AccountRegion where, Instant at);

    /** Remembers nothing: everything is told each time. */
    Diary NONE = new Diary() {
        @Override
        public Looked<Told> told(AccountRegion where) {
            return new Looked.Seen<>(Told.NOTHING);
        }

        @Override
        public Optional<Cause> tell(AccountRegion where, Told told) {
            return Optional.empty();
        }

        @Override
        public Looked<Optional<Instant>> lastSweep(AccountRegion where) {
            return new Looked.Seen<>(Optional.empty());
        }

        @Override
        public Optional<Cause> swept(AccountRegion where, Instant at) {
            return Optional.empty();
        }
    };
}

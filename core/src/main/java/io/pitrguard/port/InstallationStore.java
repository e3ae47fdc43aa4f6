package io.pitrguard.port;

import io.pitrguard.domain.ledger.NotifiedState;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import java.time.Instant;
import java.util.Optional;

/** What an installation remembers of itself. Never throws for what AWS answers. */
public interface InstallationStore {
    /** Reads what people were told of it; {@link NotifiedState#NOTHING} where that was never stored. */
    Result<NotifiedState> told(AccountRegion where);

    /** Stores what people were told; gives why that failed, empty when it did not. */
    Optional<Cause> tell(AccountRegion where, NotifiedState told);

    /** Reads when the newest sweep of a deployment came to its end; empty where none ever did. */
    Result<Optional<Instant>> lastSweep(AccountRegion where);

    /** Stores that a sweep came to its end; gives why that failed, empty when it did not. */
    Optional<Cause> swept(AccountRegion where, Instant at);

    /** Remembers nothing: everything is told each time. */
    InstallationStore NONE = new InstallationStore() {
        @Override
        public Result<NotifiedState> told(AccountRegion where) {
            return new Result.Success<>(NotifiedState.NOTHING);
        }

        @Override
        public Optional<Cause> tell(AccountRegion where, NotifiedState told) {
            return Optional.empty();
        }

        @Override
        public Result<Optional<Instant>> lastSweep(AccountRegion where) {
            return new Result.Success<>(Optional.empty());
        }

        @Override
        public Optional<Cause> swept(AccountRegion where, Instant at) {
            return Optional.empty();
        }
    };
}

package io.pitrguard.port;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Lets one at a time do something in an account and region: sweep with the state machine there, end such a sweep, read
 * and change its tables as a worker, or take a step of a drill. Never throws for what AWS answers.
 */
public interface SweepLease {
    /**
     * Who holds it.
     *
     * @param by the sweep, or the invocation of a worker or summary
     * @param until when others may take it
     */
    record Held(String by, Instant until) {}

    /**
     * Takes the lease, unless another one holds it.
     *
     * @param where the account and region that it is of
     * @param holder who takes it
     * @param longest after so long others may take it, whatever became of the holder
     * @return who holds it now: this one, or another
     */
    Result<Held> take(AccountRegion where, String holder, Duration longest);

    /** Releases the lease if this one holds it; returns why that failed, empty if it did not. */
    Optional<Cause> release(AccountRegion where, String holder);

    /** Lets everyone: for deployments without a ledger. */
    SweepLease NONE = new SweepLease() {
        @Override
        public Result<Held> take(AccountRegion where, String holder, Duration longest) {
            return new Result.Success<>(new Held(holder, Instant.MAX));
        }

        @Override
        public Optional<Cause> release(AccountRegion where, String holder) {
            return Optional.empty();
        }
    };
}

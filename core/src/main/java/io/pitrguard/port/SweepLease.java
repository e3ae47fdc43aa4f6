package io.pitrguard.port;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import java.time.Duration;
import java.util.Optional;

/** Lets the state machine of a deployment run one sweep at a time. Never throws for what AWS answers. */
public interface SweepLease {
    /**
     * Takes the lease for a sweep, unless another one holds it.
     *
     * @param hub where the state machine runs
     * @param longest after so long others may take it, whatever became of the sweep
     * @return the sweep that holds it now: this one, or another
     */
    Result<String> take(AccountRegion hub, String sweep, Duration longest);

    /** Releases the lease if this sweep holds it; returns why that failed, empty if it did not. */
    Optional<Cause> release(AccountRegion hub, String sweep);

    /** Lets every sweep run: for deployments without a ledger. */
    SweepLease NONE = new SweepLease() {
        @Override
        public Result<String> take(AccountRegion hub, String sweep, Duration longest) {
            return new Result.Success<>(sweep);
        }

        @Override
        public Optional<Cause> release(AccountRegion hub, String sweep) {
            return Optional.empty();
        }
    };
}

package io.pitrguard.port;

import io.pitrguard.domain.rotation.ShareTimes;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import java.util.Optional;

/** Stores when the shares of each account and region were last read. Never throws for what AWS answers. */
public interface ShareTimesStore {
    /** Reads the times; empty if there are none, or none that can be understood: a sweep finds them out again. */
    Result<Optional<ShareTimes>> read(AccountRegion where);

    /** Stores times with a pass that has begun, in place of whatever is there; returns why that failed. */
    Optional<Cause> begin(AccountRegion where, ShareTimes times);

    /**
     * Stores the times after a call of a run, unless another run has begun since: that one then reads all by itself.
     *
     * @param run the run whose pass must still be the stored one
     * @return why that failed; empty if it did not
     */
    Optional<Cause> end(AccountRegion where, ShareTimes times, String run);
}

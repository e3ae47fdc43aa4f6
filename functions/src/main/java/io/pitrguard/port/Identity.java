package io.pitrguard.port;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;

/** Who the caller is to AWS. Never throws for what AWS answers. */
@FunctionalInterface
public interface Identity {
    /** The caller's account and region, or why they are not known. */
    sealed interface Answer {
        /** AWS said. */
        record Known(AccountRegion where) implements Answer {}

        /** AWS did not say. */
        record Failed(Cause cause) implements Answer {}
    }

    /** Asks. */
    Answer whoAmI();
}

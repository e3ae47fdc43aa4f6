package io.pitrguard.port;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;

/** Who the caller is to AWS. Never throws for what AWS answers. */
@FunctionalInterface
public interface CallerIdentity {
    /** Who the caller is, or why that is not known. */
    sealed interface Answer {
        /**
         * AWS said.
         *
         * @param arn the user, or the role and its session
         */
        record Known(AccountRegion where, String arn) implements Answer {}

        /** AWS did not say. */
        record Failed(Cause cause) implements Answer {}
    }

    /** Asks. */
    Answer whoAmI();
}

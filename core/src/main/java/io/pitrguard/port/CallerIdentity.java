package io.pitrguard.port;

import io.pitrguard.domain.table.AccountRegion;

/** Who the caller is to AWS. Never throws for what AWS answers. */
@FunctionalInterface
public interface CallerIdentity {
    /**
     * The caller.
     *
     * @param arn the user, or the role and its session
     */
    record Caller(AccountRegion where, String arn) {}

    /** Asks AWS. */
    Result<Caller> whoAmI();
}

package io.pitrguard.domain.organization;

import java.util.Optional;

/**
 * An account as the latest plan of a sweep found it.
 *
 * @param owner who owns it, by its tag {@value #OWNER_TAG}; empty if it has none, or none could be read
 * @param leftOut why sweeps leave it out; empty if they do not
 */
public record KnownAccount(MemberAccount account, Optional<String> owner, Optional<String> leftOut) {
    /** The tag of an account that names its owner. */
    public static final String OWNER_TAG = "pitr-guard:owner";
}

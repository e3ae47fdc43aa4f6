package io.pitrguard.port;

import java.util.Optional;

/** The owners of the organization's accounts. Never throws for what AWS answers. */
@FunctionalInterface
public interface AccountOwners {
    /** Returns who owns an account of twelve digits; empty if nobody is named. */
    Result<Optional<String>> of(String account);
}

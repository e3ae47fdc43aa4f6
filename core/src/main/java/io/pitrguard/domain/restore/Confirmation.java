package io.pitrguard.domain.restore;

import java.time.Instant;
import java.util.Set;

/**
 * A person's word that settings that can do harm may be copied.
 *
 * @param by the caller's ARN, as STS names it
 * @param settings their names
 */
public record Confirmation(String by, Instant at, Set<String> settings) {
    public Confirmation {
        settings = Set.copyOf(settings);
    }
}

package io.pitrguard.port;

import java.util.Optional;

/**
 * One page of a list.
 *
 * @param next where the next page starts; empty on the last page
 */
public record Page<T>(T content, Optional<String> next) {
    /** Whether the next page would start where this one did, so that reading on would never end. */
    public boolean repeats(Optional<String> start) {
        return next.isPresent() && next.equals(start);
    }
}

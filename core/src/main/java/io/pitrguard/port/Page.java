package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import java.util.Optional;

/**
 * One page of a list.
 *
 * @param next where the next page starts; empty on the last page
 * @param gap why this page leaves an entry out; the other entries are right
 */
public record Page<T>(T content, Optional<String> next, Optional<Cause> gap) {
    /** Creates a page that leaves nothing out. */
    public Page(T content, Optional<String> next) {
        this(content, next, Optional.empty());
    }
}

package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import java.util.List;
import java.util.Optional;

/** Keeps what the functions of one sweep hand on to each other, as JSON documents. Never throws for what AWS answers. */
public interface SweepStore {
    /** Reads a document; empty if there is none of that key. */
    Result<Optional<String>> read(String key);

    /** Stores a document, in place of an earlier one of that key; returns why that failed, empty if it did not. */
    Optional<Cause> write(String key, String json);

    /**
     * Stores a document unless there is one of that key already.
     *
     * @return whether it was stored; false where there is one
     */
    Result<Boolean> writeNew(String key, String json);

    /**
     * Lists the keys that begin with a text, in their order.
     *
     * @param after where the page starts, from the page before; empty for the first one
     */
    Result<Page<List<String>>> list(String prefix, Optional<String> after);
}

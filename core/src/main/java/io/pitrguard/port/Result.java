package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;

/** What looking at something around pitr-guard came to. */
public sealed interface Result<T> {
    /** It was seen. */
    record Seen<T>(T value) implements Result<T> {}

    /** It was not. */
    record Failed<T>(Cause cause) implements Result<T> {}
}

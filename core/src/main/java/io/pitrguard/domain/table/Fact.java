package io.pitrguard.domain.table;

/** One thing that AWS knows of a table, as far as it was read: see {@link FactKind}. */
public sealed interface Fact<T> {
    /** AWS answered. */
    record Known<T>(T value) implements Fact<T> {}

    /** Nobody has asked yet. */
    record NotRead<T>() implements Fact<T> {}

    /** The table no longer exists. */
    record Gone<T>() implements Fact<T> {}

    /** Asked, without an answer. */
    record Unreadable<T>(Cause cause) implements Fact<T> {}
}

package io.pitrguard.domain.drill;

/** What a drill checks; the names are stored and shown, and never change. */
public enum CheckKind {
    /** The keys of the table, and the types of their attributes. */
    SCHEMA,
    /** What encrypts the table. */
    ENCRYPTION,
    /** What AWS restored: the source, and the moment. */
    ORIGIN,
    /** How many items it has. */
    COUNT,
    /** Items of the source, compared with those of the restored table. */
    SAMPLE,
    /** Each index answers. */
    INDEXES,
    /** The newest value of a time attribute is close to the moment. */
    TIME_ATTRIBUTE,
    /** A statement of the policy finds as many items as it says. */
    ASSERTION,
    /** The restore was ready and checked in time. */
    TARGET_TIME
}

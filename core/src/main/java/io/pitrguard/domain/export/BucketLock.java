package io.pitrguard.domain.export;

/** Whether a bucket keeps new objects from being changed and deleted: S3 Object Lock. */
public sealed interface BucketLock {
    /** Every new object is locked for a time. */
    record Retained(Mode mode, int amount, Unit unit) implements BucketLock {}

    /** Objects can be locked, and new ones are not. */
    record WithoutDefault() implements BucketLock {}

    /** No object can be locked. */
    record None() implements BucketLock {}

    /** Who may end a lock early. */
    enum Mode {
        /** Nobody. */
        COMPLIANCE,
        /** Whoever has a permission of its own. */
        GOVERNANCE
    }

    /** The unit of a lock's time. */
    enum Unit {
        DAYS,
        YEARS
    }

    /** Whether every new object is locked. */
    default boolean locksNewObjects() {
        return this instanceof Retained;
    }

    /** Returns a sentence. */
    default String description() {
        return switch (this) {
            case Retained retained ->
                "Object Lock keeps the files for %d %s (%s)."
                        .formatted(
                                retained.amount(),
                                retained.amount() == 1 ? singular(retained.unit()) : plural(retained.unit()),
                                retained.mode());
            case WithoutDefault _ ->
                "Object Lock is on, but the bucket has no default retention: the files can be deleted.";
            case None _ -> "The bucket has no Object Lock: the files can be deleted.";
        };
    }

    private static String singular(Unit unit) {
        return unit == Unit.DAYS ? "day" : "year";
    }

    private static String plural(Unit unit) {
        return unit == Unit.DAYS ? "days" : "years";
    }
}

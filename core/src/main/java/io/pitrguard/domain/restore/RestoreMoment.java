package io.pitrguard.domain.restore;

import java.time.Instant;

/** The moment that a person asks for. */
public sealed interface RestoreMoment {
    /** A certain moment; DynamoDB restores to whole seconds. */
    record At(Instant instant) implements RestoreMoment {}

    /** The latest moment that AWS offers: about five minutes ago, or the moment of a deleted table's backup. */
    record Latest() implements RestoreMoment {}
}

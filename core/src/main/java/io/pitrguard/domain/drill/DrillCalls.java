package io.pitrguard.domain.drill;

import java.util.Optional;

/**
 * The ids of a drill's calls at AWS; each empty where it is not known.
 *
 * @param restore of the call that made the table
 * @param delete of the call that deleted it
 */
public record DrillCalls(Optional<String> restore, Optional<String> delete) {
    /** None is known. */
    public static final DrillCalls NONE = new DrillCalls(Optional.empty(), Optional.empty());
}

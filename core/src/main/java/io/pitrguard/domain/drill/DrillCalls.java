package io.pitrguard.domain.drill;

import java.util.Optional;

/**
 * What is known of a drill's calls at AWS.
 *
 * @param restore the id of the call that made the table, to find it in CloudTrail; empty where it is not known
 * @param units the read units that the checks consumed
 */
public record DrillCalls(Optional<String> restore, ReadUnits units) {
    /** None is known. */
    public static final DrillCalls NONE = new DrillCalls(Optional.empty(), ReadUnits.NONE);

    /** Returns the same with the call that made the table. */
    public DrillCalls restored(String id) {
        return new DrillCalls(Optional.of(id), units);
    }

    /** Returns the same with what the checks consumed. */
    public DrillCalls consumed(ReadUnits all) {
        return new DrillCalls(restore, all);
    }
}

package io.pitrguard.domain.drill;

import java.util.Optional;

/**
 * A drill's calls at AWS, as far as they are known, also when its table is gone.
 *
 * @param restore the id of the call that made the table, to find it in CloudTrail; empty where it is not known
 * @param tableId AWS's id of the table that it made; empty where it is not known
 * @param units the read units that the checks consumed
 */
public record DrillCalls(Optional<String> restore, Optional<String> tableId, ReadUnits units) {
    /** None is known. */
    public static final DrillCalls NONE = new DrillCalls(Optional.empty(), Optional.empty(), ReadUnits.NONE);

    /** Returns the same with the call that made the table, and the table's id. */
    public DrillCalls restored(Optional<String> call, String id) {
        return new DrillCalls(call.or(() -> restore), Optional.of(id), units);
    }

    /** Returns the same with what the checks consumed. */
    public DrillCalls consumed(ReadUnits all) {
        return new DrillCalls(restore, tableId, all);
    }
}

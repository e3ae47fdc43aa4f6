package io.pitrguard.drill;

import io.pitrguard.domain.drill.DrillPlan;
import io.pitrguard.domain.table.Cause;

/** What came of planning a drill. Planning changes nothing. */
public sealed interface DrillPlanning {
    /** It can be carried out. */
    record Ready(DrillPlan plan) implements DrillPlanning {}

    /**
     * It cannot.
     *
     * @param reason why, in sentences
     */
    record NotPossible(String reason) implements DrillPlanning {}

    /** What it depends on could not be read. */
    record NotKnown(Cause cause) implements DrillPlanning {}
}

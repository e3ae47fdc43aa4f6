package io.pitrguard.drill;

import io.pitrguard.domain.drill.DrillPlan;
import io.pitrguard.domain.restore.Alternative;
import io.pitrguard.domain.table.Cause;
import java.util.List;

/** What came of planning a drill. Planning changes nothing. */
public sealed interface DrillPlanning {
    /** It can be carried out. */
    record Ready(DrillPlan plan) implements DrillPlanning {}

    /**
     * It cannot.
     *
     * @param reason why, in sentences
     * @param alternatives what there is instead of a moment that cannot be restored, the closest first
     */
    record NotPossible(String reason, List<Alternative> alternatives) implements DrillPlanning {
        public NotPossible {
            alternatives = List.copyOf(alternatives);
        }

        /** Creates one without alternatives. */
        public NotPossible(String reason) {
            this(reason, List.of());
        }
    }

    /** What it depends on could not be read. */
    record NotKnown(Cause cause) implements DrillPlanning {}
}

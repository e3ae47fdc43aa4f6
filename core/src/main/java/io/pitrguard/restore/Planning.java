package io.pitrguard.restore;

import io.pitrguard.domain.restore.Alternative;
import io.pitrguard.domain.restore.RestorePlan;
import io.pitrguard.domain.table.Cause;
import java.util.List;

/** What came of planning a restore. Planning changes nothing. */
public sealed interface Planning {
    /** It can be carried out. */
    record Ready(RestorePlan plan) implements Planning {}

    /**
     * It cannot.
     *
     * @param reason why, in sentences
     * @param alternatives what is possible instead
     */
    record NotPossible(String reason, List<Alternative> alternatives) implements Planning {
        public NotPossible {
            alternatives = List.copyOf(alternatives);
        }
    }

    /** What it depends on could not be read. */
    record NotKnown(Cause cause) implements Planning {}
}

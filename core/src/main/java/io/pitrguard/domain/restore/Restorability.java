package io.pitrguard.domain.restore;

import io.pitrguard.domain.table.Cause;
import java.util.List;

/** Whether a table can be restored to a moment. */
public sealed interface Restorability {
    /** It can. */
    record Possible(RestorePoint from) implements Restorability {}

    /**
     * It cannot.
     *
     * @param reason why, and since when, in sentences
     * @param alternatives what is possible instead, the closest moment first
     */
    record NotPossible(String reason, List<Alternative> alternatives) implements Restorability {
        public NotPossible {
            alternatives = List.copyOf(alternatives);
        }
    }

    /** That could not be read. */
    record NotKnown(Cause cause) implements Restorability {}
}

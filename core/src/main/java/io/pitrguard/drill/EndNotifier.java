package io.pitrguard.drill;

import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.table.Cause;
import java.util.Optional;

/** Notifies people and other systems of a drill that is over. */
@FunctionalInterface
public interface EndNotifier {
    /**
     * Notifies them.
     *
     * @param mayRepeat whether an earlier try may have reached them
     * @return why that failed; empty if it did not, or if there is nothing that they must hear
     */
    Optional<Cause> notify(DrillRecord drill, boolean mayRepeat);
}

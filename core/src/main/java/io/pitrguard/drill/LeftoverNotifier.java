package io.pitrguard.drill;

import io.pitrguard.domain.drill.LeftoverNews;
import io.pitrguard.domain.table.Cause;
import java.util.Optional;

/** Notifies people of tables that remain after drills. */
@FunctionalInterface
public interface LeftoverNotifier {
    /** Notifies them; returns why that failed, empty if it did not. */
    Optional<Cause> notify(LeftoverNews news);
}

package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import java.util.Optional;

/** Where alerts go. Never throws for what AWS answers. */
@FunctionalInterface
public interface Alerts {
    /** Publishes an alert; gives why that failed, empty when it did not. */
    Optional<Cause> publish(Alert alert);
}

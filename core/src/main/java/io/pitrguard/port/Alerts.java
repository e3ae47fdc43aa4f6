package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import java.util.Optional;

/** Where alerts go. Never throws for what AWS answers. */
public interface Alerts {
    /** Publishes an alert; returns why that failed, empty if it did not. */
    Optional<Cause> publish(Alert alert);

    /**
     * Whether somebody may have got an alert that was published. Nobody has if there is no confirmed subscription, or if the
     * filter policies of all of them drop it. If that cannot be found out, it counts as received.
     */
    boolean hasRecipient(Alert alert);
}

package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import java.util.Optional;

/** Where alerts go. Never throws for what AWS answers. */
public interface Alerts {
    /** Publishes an alert; returns why that failed, empty if it did not. */
    Optional<Cause> publish(Alert alert);

    /**
     * Whether somebody may have got what was published. Nobody has if there is no subscription, or none is confirmed. If
     * that cannot be found out, it counts as received.
     */
    boolean hasConfirmedSubscriber();
}

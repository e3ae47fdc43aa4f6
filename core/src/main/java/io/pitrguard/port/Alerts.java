package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import java.util.Optional;

/** Where alerts go. Never throws for what AWS answers. */
public interface Alerts {
    /** Publishes an alert; gives why that failed, empty when it did not. */
    Optional<Cause> publish(Alert alert);

    /**
     * Whether what was published may have reached somebody. It has not where everybody who is to get it still has to
     * confirm that: then nobody was told anything. Where that cannot be found out, it counts as heard.
     */
    boolean hasConfirmedSubscriber();
}

package io.pitrguard.port;

import io.pitrguard.domain.selfcheck.SentAttributes;
import io.pitrguard.domain.selfcheck.SubscriberFilter.Delivery;
import io.pitrguard.domain.table.Cause;
import java.util.Optional;

/** Where alerts go. Never throws for what AWS answers. */
public interface Alerts {
    /** Publishes an alert; returns why that failed, empty if it did not. */
    Optional<Cause> publish(Alert alert);

    /**
     * Finds out whether somebody gets any message that has these attributes. Nobody does if there is no confirmed
     * subscription, or if the filter policies of all of them drop it. What cannot be found out is undecided.
     */
    Delivery delivery(SentAttributes sent);

    /**
     * Whether an alert counts as received when it is published. One that is undecided does, unless it is an owner's: others
     * can get that without the owner.
     */
    default boolean hasRecipient(Alert alert) {
        return switch (delivery(alert.sent())) {
            case SOME -> true;
            case UNDECIDED -> !alert.hasOwner();
            case NONE -> false;
        };
    }
}

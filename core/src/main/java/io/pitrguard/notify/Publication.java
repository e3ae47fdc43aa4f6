package io.pitrguard.notify;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Alert;
import io.pitrguard.port.Alerts;
import java.util.List;
import java.util.Optional;

/**
 * The messages that an alert is sent as. Where it is not sure that somebody gets an owner's, those who get what has no owner
 * do: as a copy, or alone if surely nobody gets the owner's.
 *
 * @param received whether the alert counts as received
 */
record Publication(List<Alert> messages, boolean received) {
    Publication {
        messages = List.copyOf(messages);
    }

    /** Finds out who gets an alert. */
    static Publication of(Alert alert, Alerts alerts) {
        if (!alert.hasOwner()) {
            return new Publication(List.of(alert), alerts.hasRecipient(alert));
        }
        Alert others = alert.withoutOwner();
        return switch (alerts.delivery(alert.sent())) {
            case SOME -> new Publication(List.of(alert), true);
            case UNDECIDED -> new Publication(List.of(alert, others), alerts.hasRecipient(others));
            case NONE -> new Publication(List.of(others), alerts.hasRecipient(others));
        };
    }

    /** Sends all of them; returns why the first could not be sent that could not, after which none is. */
    Optional<Cause> send(Alerts alerts) {
        return messages.stream().map(alerts::publish).flatMap(Optional::stream).findFirst();
    }
}

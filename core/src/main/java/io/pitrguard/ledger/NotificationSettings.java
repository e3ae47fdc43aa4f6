package io.pitrguard.ledger;

import io.pitrguard.domain.ledger.NotificationRules;
import io.pitrguard.domain.ledger.Trigger;

/**
 * How a run records what it observes, and whether it notifies people.
 *
 * @param trigger what makes it read tables
 * @param notifies whether it publishes alerts: only then people are recorded as notified
 * @param rules what people are notified of
 */
public record NotificationSettings(Trigger trigger, boolean notifies, NotificationRules rules) {
    /** Returns settings with the standard rules. */
    public static NotificationSettings of(Trigger trigger, boolean notifies) {
        return new NotificationSettings(trigger, notifies, NotificationRules.STANDARD);
    }
}

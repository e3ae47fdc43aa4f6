package io.pitrguard.ledger;

import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.ledger.Trigger;
import java.time.Duration;

/**
 * How a run records what it sees, and whether it notifies people.
 *
 * @param trigger what makes it look at tables
 * @param notifies whether it publishes alerts: only then people are recorded as notified
 * @param reminderInterval how long people are not notified again of what lasts
 * @param flappingRules when automatic remediation of a table is suspended
 */
public record NotificationSettings(
        Trigger trigger, boolean notifies, Duration reminderInterval, FlappingRules flappingRules) {
    /** Returns settings with a day between reminders and the standard flapping rules. */
    public static NotificationSettings of(Trigger trigger, boolean notifies) {
        return new NotificationSettings(trigger, notifies, Duration.ofDays(1), FlappingRules.STANDARD);
    }
}

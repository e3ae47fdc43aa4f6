package io.pitrguard.ledger;

import io.pitrguard.domain.ledger.Actor;
import io.pitrguard.domain.ledger.NotificationRules;
import io.pitrguard.domain.ledger.RunMarker;
import io.pitrguard.domain.ledger.Trigger;
import java.util.Optional;

/**
 * How a run records what it observes, and whether it notifies people.
 *
 * @param trigger what makes it read tables
 * @param notifies whether it publishes alerts: only then people are recorded as notified
 * @param rules what people are notified of
 * @param runner the person who runs it; empty for a function
 * @param span when it notifies people: at the end of the invocation, or of a sweep that takes many
 */
public record NotificationSettings(
        Trigger trigger, boolean notifies, NotificationRules rules, Optional<Actor> runner, RunMarker.Span span) {
    /** Creates the settings of a function. */
    public NotificationSettings(Trigger trigger, boolean notifies, NotificationRules rules) {
        this(trigger, notifies, rules, Optional.empty(), RunMarker.Span.CALL);
    }

    /** Returns the same for a call of a sweep whose summary notifies people. */
    public NotificationSettings inSweepOfManyCalls() {
        return new NotificationSettings(trigger, notifies, rules, runner, RunMarker.Span.SWEEP);
    }

    /** Returns settings with the standard rules. */
    public static NotificationSettings of(Trigger trigger, boolean notifies) {
        return new NotificationSettings(trigger, notifies, NotificationRules.STANDARD);
    }
}

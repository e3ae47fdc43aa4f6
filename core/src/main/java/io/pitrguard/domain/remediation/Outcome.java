package io.pitrguard.domain.remediation;

import io.pitrguard.domain.evaluation.Violation;
import java.util.List;

/** How the remediation of a table ended. */
public sealed interface Outcome {
    /** Describes the outcome, or why nothing happened. */
    String message();

    /** Nothing was tried: this is what would be done. */
    record Planned(String message) implements Outcome {}

    /** Nothing is tried, because the rule's action is to alert: this is what a person would do. */
    record AlertOnly(String message) implements Outcome {}

    /**
     * The change was made and a read after it shows it.
     *
     * @param resolved the violations that are gone
     */
    record Fixed(String message, List<Violation> resolved) implements Outcome {
        public Fixed {
            resolved = List.copyOf(resolved);
        }
    }

    /** The change was tried and did not come about. */
    record FixFailed(String message) implements Outcome {}

    /**
     * AWS took the change, or may have taken it, and no read shows it yet: reads may lag behind writes. A later look decides.
     *
     * @param plan the change
     */
    record Unconfirmed(String message, Plan plan) implements Outcome {}

    /**
     * The table does not allow the change yet, or it was not known whether it may be made, or there was no time for it; the
     * next sweep tries again.
     *
     * @param outOfTime whether it was for want of time
     */
    record Deferred(String message, boolean outOfTime) implements Outcome {
        /** Creates one that the table is the reason for. */
        public Deferred(String message) {
            this(message, false);
        }
    }

    /** Somebody keeps disabling recovery after pitr-guard enabled it: automatic remediation is suspended. */
    record Flapping(String message) implements Outcome {}

    /** The change budget is exhausted: a person decides. */
    record OverBudget(String message) implements Outcome {}

    /** Returns its kind, which has its name in JSON, mail and metrics. */
    default OutcomeKind kind() {
        return OutcomeKind.of(this);
    }
}

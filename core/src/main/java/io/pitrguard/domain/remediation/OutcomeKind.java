package io.pitrguard.domain.remediation;

/** The outcomes of a remediation by name; {@link #toString()} is the name in JSON, mail and metrics. */
public enum OutcomeKind {
    PLANNED("Planned"),
    ALERT_ONLY("AlertOnly"),
    FIXED("Fixed"),
    FIX_FAILED("FixFailed"),
    UNCONFIRMED("Unconfirmed"),
    DEFERRED("Deferred"),
    OVER_BUDGET("OverBudget"),
    FLAPPING("Flapping");

    private final String wireName;

    OutcomeKind(String wireName) {
        this.wireName = wireName;
    }

    /** Returns the kind of an outcome. */
    public static OutcomeKind of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Planned _ -> PLANNED;
            case Outcome.AlertOnly _ -> ALERT_ONLY;
            case Outcome.Fixed _ -> FIXED;
            case Outcome.FixFailed _ -> FIX_FAILED;
            case Outcome.Unconfirmed _ -> UNCONFIRMED;
            case Outcome.Deferred _ -> DEFERRED;
            case Outcome.OverBudget _ -> OVER_BUDGET;
            case Outcome.Flapping _ -> FLAPPING;
        };
    }

    @Override
    public String toString() {
        return wireName;
    }
}

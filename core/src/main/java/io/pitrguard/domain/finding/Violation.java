package io.pitrguard.domain.finding;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** One way in which a table falls short of what the policy asks. */
public sealed interface Violation {
    /** Point-in-time recovery is off: nothing can be restored. */
    record RecoveryDisabled() implements Violation {}

    /** The recovery period is shorter than asked, both in days. */
    record PeriodTooShort(int requiredDays, int actualDays) implements Violation {}

    /**
     * History that could be restored no longer can.
     *
     * @param from the first moment of it
     * @param to where the restorable window begins since
     * @param by who threw it away and when, in one clause; empty where nobody saw that
     */
    record HistoryLost(Instant from, Instant to, Optional<String> by) implements Violation {
        /** Makes one that nobody is known to have caused. */
        public HistoryLost(Instant from, Instant to) {
            this(from, to, Optional.empty());
        }
    }

    /** The latest restorable moment is older than asked. */
    record RestorePointStale(Duration allowed, Instant latest, Duration lag) implements Violation {}

    /** Deletion protection is off. */
    record DeletionProtectionOff() implements Violation {}

    /** Gives the violation's name as it stands in JSON, mail and metrics. */
    default String kind() {
        return getClass().getSimpleName();
    }

    /** Says in one sentence what was observed and what is required. */
    default String message() {
        return switch (this) {
            case RecoveryDisabled _ -> "Point-in-time recovery is off; the policy requires it on.";
            case PeriodTooShort p ->
                "The recovery period is %s; the policy requires at least %d."
                        .formatted(days(p.actualDays()), p.requiredDays());
            case HistoryLost h ->
                "Nothing between %s and %s can be restored any more: %s."
                        .formatted(
                                h.from().truncatedTo(ChronoUnit.SECONDS),
                                h.to().truncatedTo(ChronoUnit.SECONDS),
                                h.by().orElse("recovery was off for a while, or its period was shortened"));
            case RestorePointStale s ->
                "The latest restorable time is %s (%s ago); the policy allows a lag of at most %s."
                        .formatted(s.latest(), Durations.description(s.lag()), Durations.description(s.allowed()));
            case DeletionProtectionOff _ -> "Deletion protection is off; the policy requires it on.";
        };
    }

    /** How much it matters. */
    default Severity severity() {
        return switch (this) {
            case RecoveryDisabled _ -> Severity.HIGH;
            case PeriodTooShort _ -> Severity.MEDIUM;
            case HistoryLost _ -> Severity.HIGH;
            case RestorePointStale _ -> Severity.MEDIUM;
            case DeletionProtectionOff _ -> Severity.MEDIUM;
        };
    }

    private static String days(int days) {
        return days == 1 ? "1 day" : days + " days";
    }
}

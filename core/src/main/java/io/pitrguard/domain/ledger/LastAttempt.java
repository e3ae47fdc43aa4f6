package io.pitrguard.domain.ledger;

import io.pitrguard.domain.evaluation.RecoveryEnabledCheck;
import io.pitrguard.domain.evaluation.Violation;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.RecoveryState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The last change of a table that pitr-guard tried and that is not known to have come about.
 *
 * @param change what it changes
 * @param at when the table was last read before it
 */
public record LastAttempt(RunMarker.Change change, Instant at, Ending ending) {
    /** No read lags so far behind a write. */
    private static final Duration LONGEST_LAG = Duration.ofMinutes(5);

    /** The violations that a change remediates. */
    private static final Set<FindingKind> REMEDIABLE =
            Set.of(FindingKind.RECOVERY_DISABLED, FindingKind.PERIOD_TOO_SHORT);

    /** How an attempt ended. */
    public enum Ending {
        /** Reads after it did not show the change. */
        UNCONFIRMED,
        /** The change did not come about. */
        FAILED
    }

    /** Returns what an observation leaves of the last attempt. */
    static Optional<LastAttempt> after(Optional<LastAttempt> before, Observation observation) {
        Instant at = observation.observed().at();
        if (before.filter(known -> known.at.isAfter(at)).isPresent()) {
            return before;
        }
        return observation
                .outcome()
                .map(outcome -> switch (outcome) {
                    case Outcome.Fixed _ -> Optional.<LastAttempt>empty();
                    case Outcome.Unconfirmed tried ->
                        Optional.of(new LastAttempt(RunMarker.Change.of(tried.plan()), at, Ending.UNCONFIRMED));
                    case Outcome.FixFailed _ -> Optional.of(new LastAttempt(RunMarker.Change.NONE, at, Ending.FAILED));
                    case Outcome.Planned _ -> before;
                    case Outcome.AlertOnly _ -> before;
                    case Outcome.Deferred _ -> before;
                    case Outcome.OverBudget _ -> before;
                    case Outcome.Flapping _ -> before;
                })
                .orElseGet(() -> before.filter(_ -> leavesOpen(observation.observed())));
    }

    private static boolean leavesOpen(LastObservation now) {
        return now.undetermined() || now.violations().keySet().stream().anyMatch(REMEDIABLE::contains);
    }

    /** Whether it failed: other tables come first then. */
    public boolean failed() {
        return ending == Ending.FAILED;
    }

    private boolean unconfirmed() {
        return ending == Ending.UNCONFIRMED;
    }

    /** Returns the outcome of another attempt: what no read shows for so long did not come about. */
    public Outcome judge(Outcome again, Instant now) {
        return again instanceof Outcome.Unconfirmed tried && unconfirmed() && !now.isBefore(at.plus(LONGEST_LAG))
                ? new Outcome.FixFailed(tried.message() + " It was tried before, at "
                        + at.truncatedTo(ChronoUnit.SECONDS) + ", and no read has shown it since.")
                : again;
    }

    /** Returns a result with the outcome of an unconfirmed attempt, where the table shows the change by now. */
    public TableResult explain(TableResult found) {
        boolean shown = unconfirmed()
                && found.outcome().isEmpty()
                && found.snapshot().state() instanceof RecoveryState.Enabled
                && found.plan().isEmpty();
        return shown
                ? found.with(new Outcome.Fixed(
                        "The change that pitr-guard made at " + at.truncatedTo(ChronoUnit.SECONDS) + " shows now.",
                        resolved()))
                : found;
    }

    private List<Violation> resolved() {
        return change == RunMarker.Change.ENABLING ? List.of(new RecoveryEnabledCheck.RecoveryDisabled()) : List.of();
    }
}

package io.pitrguard.domain.ledger;

import io.pitrguard.domain.finding.Durations;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.recovery.HistoryCut;
import io.pitrguard.domain.table.RecoveryState;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A call to AWS about a table, as CloudTrail shows it.
 *
 * @param operation such as {@code UpdateContinuousBackups}
 * @param madeTable whether it made the table
 * @param disabled whether it disabled recovery; false also if the event does not say
 * @param periodDays the period that it asked for, in days; empty if it asked for none
 * @param payloadMissing whether the event leaves out its payload
 */
public record Call(
        String operation,
        Instant at,
        Actor actor,
        boolean madeTable,
        boolean disabled,
        OptionalInt periodDays,
        boolean payloadMissing) {
    /** Whether it was about tags only: then it matters only where a verdict changed. */
    public boolean aboutTags() {
        return operation.equals("TagResource") || operation.equals("UntagResource");
    }

    /** Whether it deleted the table. */
    boolean deletesTable() {
        return operation.equals("DeleteTable");
    }

    /** Whether it is what such a finding came from. */
    boolean breaks(FindingKind kind) {
        return (kind == FindingKind.RECOVERY_DISABLED && disabled)
                || (kind == FindingKind.PERIOD_TOO_SHORT && periodDays.isPresent());
    }

    /** Whether it is what resolved such a finding. */
    boolean mends(FindingKind kind) {
        boolean aboutRecovery = kind == FindingKind.RECOVERY_DISABLED || kind == FindingKind.PERIOD_TOO_SHORT;
        return aboutRecovery && operation.equals("UpdateContinuousBackups") && !disabled;
    }

    /** Returns the call as the table's state explains it: if the event leaves its payload out, the state shows what it did. */
    public Call asSeenIn(RecoveryState state) {
        boolean silent = operation.equals("UpdateContinuousBackups") && !disabled && payloadMissing;
        return silent && state instanceof RecoveryState.Disabled ? disabling() : this;
    }

    /**
     * Whether a state does not show what the call did: a read may lag behind it, unless another call came since. A window
     * that began before recovery was disabled cannot be from after that.
     */
    public boolean contradicts(RecoveryState state) {
        return switch (state) {
            case RecoveryState.Enabled on ->
                disabled
                        ? on.earliest()
                                .filter(earliest -> earliest.isBefore(at))
                                .isPresent()
                        : periodDays.isPresent() && !periodDays.equals(on.periodDays());
            case RecoveryState.Disabled _ -> !disabled && periodDays.isPresent();
            case RecoveryState.TableGone _ -> false;
            case RecoveryState.Unreadable _ -> false;
        };
    }

    /** Returns it as a call that throws history away: it disables recovery, or asks for a period. */
    HistoryCut cut() {
        String by = actor.who() + ", with " + actor.with();
        return disabled ? HistoryCut.disabling(at, by) : HistoryCut.shortening(at, by, periodDays.orElseThrow());
    }

    /** Whether it alone explains a loss with these causes, in words. */
    public boolean aloneCaused(Optional<String> causes) {
        return (disabled || periodDays.isPresent())
                && causes.filter(cut().description()::equals).isPresent();
    }

    /** Returns the same, known to have disabled recovery. */
    public Call disabling() {
        return new Call(operation, at, actor, madeTable, true, periodDays, payloadMissing);
    }

    /** Returns what was called in one sentence. */
    public String description() {
        return description(OptionalInt.empty());
    }

    /**
     * Returns the same.
     *
     * @param shortenedFrom the longer period that it replaced, in days; empty if it shortened none, as far as is known
     */
    public String description(OptionalInt shortenedFrom) {
        if (shortenedFrom.isPresent()) {
            return "%s: the recovery period was shortened from %d days to %d."
                    .formatted(operation, shortenedFrom.getAsInt(), periodDays.orElseThrow());
        }
        return disabled
                ? operation + ": recovery was disabled."
                : periodDays.isPresent()
                        ? operation + ": a recovery period of " + Durations.days(periodDays.getAsInt())
                                + " was asked for."
                        : operation + " was called.";
    }
}

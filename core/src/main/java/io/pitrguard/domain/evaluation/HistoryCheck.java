package io.pitrguard.domain.evaluation;

import io.pitrguard.domain.finding.Durations;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.recovery.LostHistory;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.LedgerLocation;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.ShellWord;
import io.pitrguard.port.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;

/** Nothing that could be restored before was lost, or the window has grown back since. */
public final class HistoryCheck implements Check {
    /**
     * History that could be restored no longer can.
     *
     * @param from the first moment of it
     * @param to where the restorable window begins since
     * @param by who threw it away and when, in one clause; empty where nobody saw that
     */
    public record HistoryLost(Instant from, Instant to, Optional<String> by) implements Violation {
        /** Creates one that nobody is known to have caused. */
        public HistoryLost(Instant from, Instant to) {
            this(from, to, Optional.empty());
        }

        @Override
        public FindingKind kind() {
            return FindingKind.HISTORY_LOST;
        }

        @Override
        public Severity severity() {
            return Severity.HIGH;
        }

        @Override
        public String brief() {
            Duration lost = Duration.between(from, to);
            long days = lost.plusHours(12).toDays();
            return (days == 0
                            ? Durations.description(lost.truncatedTo(ChronoUnit.MINUTES))
                            : Durations.days((int) days))
                    + " of history lost";
        }

        @Override
        public String message() {
            return lost() + ": " + by.orElse("recovery was off for a while, or its period was shortened") + ".";
        }

        /** Returns what is lost, without who caused it, in one sentence. */
        public String withoutCause() {
            return lost() + ".";
        }

        private String lost() {
            return "Nothing between %s and %s can be restored any more"
                    .formatted(from.truncatedTo(ChronoUnit.SECONDS), to.truncatedTo(ChronoUnit.SECONDS));
        }
    }

    @Override
    public String title() {
        return "No history was lost";
    }

    @Override
    public String reason() {
        return "This data cannot be restored from PITR, not even by AWS, and nothing else shows the loss.";
    }

    @Override
    public String remedy(TableSnapshot snapshot, Requirement requirement, LedgerLocation ledger) {
        TableRef table = snapshot.facts().table();
        return "Look for a backup of that time (aws dynamodb list-backups %s %s, and AWS Backup). Then acknowledge it%s: %s (docs/runbooks/lost-history.md)"
                .formatted(
                        ShellWord.option("--table-name", table.name()),
                        ShellWord.option("--region", table.where().region()),
                        ledger.isAccountOf(table.where())
                                ? ""
                                : " with credentials of account "
                                        + ledger.where().account(),
                        ledger.acknowledgeCommand(table));
    }

    // It declares no facts: it needs the description only to confirm a loss, and the evaluator asks for the
    // description of every table that falls short.
    @Override
    public Result test(Requirement requirement, TableSnapshot snapshot) {
        // What was lost stays lost while recovery is off.
        OptionalInt period =
                snapshot.state() instanceof RecoveryState.Enabled enabled ? enabled.periodDays() : OptionalInt.empty();
        int days = requirement.get(RecoveryPeriodCheck.DAYS).orElse(period.orElse(Requirement.MAX_PERIOD_DAYS));
        Optional<LostHistory> lost = snapshot.past().lost(snapshot.state(), Duration.ofDays(days), snapshot.at());
        if (lost.isPresent() && snapshot.facts().details() instanceof Fact.Unreadable<TableDetails> unreadable) {
            // Only the description tells whether it is the table that something is known of.
            return new Result.Unknown(unreadable.cause());
        }
        return lost.<Result>map(loss -> new Result.Failed(new HistoryLost(loss.from(), loss.to(), loss.by())))
                .orElse(PASSED);
    }
}

package io.pitrguard.report;

import io.pitrguard.domain.evaluation.Checks;
import io.pitrguard.domain.evaluation.DeletionProtectionCheck;
import io.pitrguard.domain.evaluation.DrillCheck;
import io.pitrguard.domain.evaluation.HistoryCheck;
import io.pitrguard.domain.evaluation.RecoveryEnabledCheck;
import io.pitrguard.domain.evaluation.RecoveryPeriodCheck;
import io.pitrguard.domain.evaluation.RestorePointLagCheck;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.evaluation.Violation;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.recovery.LostHistory;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.LedgerLocation;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The violations of a table as the ledger has them: it keeps a kind and a message, and the checks have the other words.
 *
 * @param requirement what the rule asks, for commands
 */
record ReportViolations(TableRecord record, Requirement requirement, LedgerLocation ledger, Instant now) {
    private static final Cause NOT_KEPT = new Cause(Cause.Kind.REFUSED, "The ledger does not keep it.");
    private static final Duration LONGEST = Duration.ofDays(Requirement.MAX_PERIOD_DAYS);

    /** Returns the views of the last observation's violations, also of those that this version does not know. */
    List<ReportView.ViolationView> views() {
        return record.lastObservation().stream().flatMap(this::views).toList();
    }

    private Stream<ReportView.ViolationView> views(LastObservation last) {
        return Stream.concat(
                last.violations().entrySet().stream().map(this::known),
                last.unknown().entrySet().stream().map(ReportViolations::unknown));
    }

    private ReportView.ViolationView known(Map.Entry<FindingKind, String> found) {
        String kind = found.getKey().toString();
        return violation(found.getKey())
                .map(violation -> new ReportView.ViolationView(
                        kind,
                        violation.severity(),
                        violation.brief(),
                        found.getValue(),
                        Checks.of(violation).reason(),
                        remedy(violation)))
                .orElseGet(() -> unknown(Map.entry(kind, found.getValue())));
    }

    private static ReportView.ViolationView unknown(Map.Entry<String, String> found) {
        return new ReportView.ViolationView(
                found.getKey(),
                Severity.MEDIUM,
                "found by another version of pitr-guard",
                found.getValue(),
                "This version does not know the check.",
                "Use the version of pitr-guard that sweeps this table.");
    }

    private String remedy(Violation violation) {
        if (!ReportCommands.arePlain(record.table(), ledger)) {
            return ReportCommands.NONE;
        }
        TableSnapshot snapshot = new TableSnapshot(
                new TableFacts(record.table(), new Tags.Unreadable(NOT_KEPT)),
                new RecoveryState.Unreadable(NOT_KEPT),
                record.past(),
                now);
        String remedy = Checks.of(violation).remedy(snapshot, requirement, ledger);
        String account = record.table().where().account();
        return ledger.isAccountOf(record.table().where()) ? remedy : "In account %s: %s".formatted(account, remedy);
    }

    /** Only kind, severity and words without numbers count: the message is the one that was stored. */
    private Optional<Violation> violation(FindingKind kind) {
        return switch (kind) {
            case RECOVERY_DISABLED -> Optional.of(new RecoveryEnabledCheck.RecoveryDisabled());
            case PERIOD_TOO_SHORT -> Optional.of(new RecoveryPeriodCheck.PeriodTooShort(0, 0));
            case RESTORE_POINT_STALE ->
                Optional.of(new RestorePointLagCheck.RestorePointStale(Duration.ZERO, now, Duration.ZERO));
            case DELETION_PROTECTION_OFF -> Optional.of(new DeletionProtectionCheck.DeletionProtectionOff());
            case DRILL_FAILED -> Optional.of(new DrillCheck.DrillFailed("", now, ""));
            case DRILL_OVERDUE -> Optional.of(new DrillCheck.DrillOverdue(Optional.empty(), Duration.ZERO, now));
            case HISTORY_LOST -> Optional.of(lost());
            case UNDETERMINED,
                    FIX_FAILED,
                    FLAPPING,
                    EXEMPTION_ENDED,
                    EXEMPTION_UNREADABLE,
                    EXEMPTION_INCOMPLETE,
                    EXEMPTION_TOO_LONG,
                    EXEMPTION_REFUSED,
                    TABLE_ARCHIVED,
                    RECOVERY_WINDOW_GROWING -> Optional.empty();
        };
    }

    /** A loss that a person acknowledged since counts until the next observation. */
    private Violation lost() {
        Optional<LostHistory> open = record.past().lost(LONGEST, now);
        return open.map(lost -> new HistoryCheck.HistoryLost(lost.from(), lost.to(), lost.by()))
                .or(() -> record.history().losses().stream()
                        .reduce((_, newer) -> newer)
                        .map(loss -> new HistoryCheck.HistoryLost(loss.from(), loss.to())))
                .orElseGet(() -> new HistoryCheck.HistoryLost(now.minus(LONGEST), now));
    }
}

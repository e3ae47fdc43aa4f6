package io.pitrguard.report;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.remediation.OutcomeKind;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts tables by verdict and outcome. */
final class Summaries {
    private Summaries() {}

    /** Returns the counts of tables that were all read. */
    static SweepView.Summary of(List<SweepView.TableView> tables) {
        return of(tables, 0, null);
    }

    /**
     * Returns the counts of tables that were read, and of others that were not.
     *
     * @param oldestProofAt when the table was read that was not read for longest; null where each sweep reads all
     */
    static SweepView.Summary of(List<SweepView.TableView> tables, int carried, @Nullable String oldestProofAt) {
        return new SweepView.Summary(
                tables.size() + carried,
                verdicts(tables, VerdictKind.COMPLIANT) + carried,
                verdicts(tables, VerdictKind.NON_COMPLIANT),
                verdicts(tables, VerdictKind.EXEMPT),
                verdicts(tables, VerdictKind.NOT_APPLICABLE),
                verdicts(tables, VerdictKind.UNDETERMINED),
                outcomes(tables, OutcomeKind.PLANNED),
                (int) tables.stream().filter(Summaries::isAlertOnly).count(),
                outcomes(tables, OutcomeKind.FIXED),
                outcomes(tables, OutcomeKind.FIX_FAILED),
                outcomes(tables, OutcomeKind.UNCONFIRMED),
                outcomes(tables, OutcomeKind.DEFERRED),
                outcomes(tables, OutcomeKind.OVER_BUDGET),
                outcomes(tables, OutcomeKind.FLAPPING),
                cost(tables, Summaries::isEnabled),
                cost(tables, Summaries::isProposed),
                (int) tables.stream()
                        .filter(t -> isEnabled(t) || isProposed(t))
                        .filter(t -> t.estimatedMonthlyCostUsd() == null)
                        .count(),
                carried,
                oldestProofAt,
                (int) tables.stream().filter(SweepView.TableView::gone).count());
    }

    /** Returns the counts of no table. */
    static SweepView.Summary none() {
        return of(List.of());
    }

    /** Returns the counts of tables that could not be read. */
    static SweepView.Summary unread(int tables) {
        SweepView.Summary none = none();
        return new SweepView.Summary(
                tables,
                none.compliant(),
                none.nonCompliant(),
                none.exempt(),
                none.notApplicable(),
                tables,
                none.planned(),
                none.alertOnly(),
                none.fixed(),
                none.fixFailed(),
                none.unconfirmed(),
                none.deferred(),
                none.overBudget(),
                none.flapping(),
                none.enabledMonthlyCostUsd(),
                none.proposedMonthlyCostUsd(),
                none.costUnknown(),
                none.carried(),
                none.oldestProofAt(),
                none.gone());
    }

    /** Returns the counts of both. */
    static SweepView.Summary sum(SweepView.Summary one, SweepView.Summary other) {
        return new SweepView.Summary(
                one.tables() + other.tables(),
                one.compliant() + other.compliant(),
                one.nonCompliant() + other.nonCompliant(),
                one.exempt() + other.exempt(),
                one.notApplicable() + other.notApplicable(),
                one.undetermined() + other.undetermined(),
                one.planned() + other.planned(),
                one.alertOnly() + other.alertOnly(),
                one.fixed() + other.fixed(),
                one.fixFailed() + other.fixFailed(),
                one.unconfirmed() + other.unconfirmed(),
                one.deferred() + other.deferred(),
                one.overBudget() + other.overBudget(),
                one.flapping() + other.flapping(),
                one.enabledMonthlyCostUsd().add(other.enabledMonthlyCostUsd()),
                one.proposedMonthlyCostUsd().add(other.proposedMonthlyCostUsd()),
                one.costUnknown() + other.costUnknown(),
                one.carried() + other.carried(),
                Stream.of(one, other)
                        .map(SweepView.Summary::oldestProofAt)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                one.gone() + other.gone(),
                DrillCounts.sum(one.drills(), other.drills()));
    }

    private static BigDecimal cost(List<SweepView.TableView> tables, Predicate<SweepView.TableView> which) {
        return tables.stream()
                .filter(which)
                .map(SweepView.TableView::estimatedMonthlyCostUsd)
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
    }

    /** Whether recovery was enabled. A longer period costs nothing more. */
    private static boolean isEnabled(SweepView.TableView table) {
        return table.remediation() != null && table.remediation().resolved().contains(FindingKind.RECOVERY_DISABLED);
    }

    /** Whether recovery is off and should be on. */
    private static boolean isProposed(SweepView.TableView table) {
        return table.violations().stream().anyMatch(violation -> violation.kind() == FindingKind.RECOVERY_DISABLED);
    }

    private static boolean isAlertOnly(SweepView.TableView table) {
        return table.remediation() == null
                ? table.verdict() == VerdictKind.NON_COMPLIANT
                : table.remediation().outcome() == OutcomeKind.ALERT_ONLY;
    }

    private static int verdicts(List<SweepView.TableView> tables, VerdictKind verdict) {
        return (int) tables.stream().filter(t -> t.verdict() == verdict).count();
    }

    private static int outcomes(List<SweepView.TableView> tables, OutcomeKind outcome) {
        return (int) tables.stream()
                .filter(t -> t.remediation() != null && t.remediation().outcome() == outcome)
                .count();
    }
}

package io.pitrguard.report;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.recovery.LostHistory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fleet as it was last observed, as it is written out.
 *
 * @param tables in the order of their names
 */
public record StatusView(Header status, Summary summary, List<TableView> tables) {
    public StatusView {
        tables = List.copyOf(tables);
    }

    /** Returns the same without the tables that no longer exist; the summary still counts them. */
    public StatusView withoutGone() {
        return new StatusView(
                status, summary, tables.stream().filter(table -> !table.gone()).toList());
    }

    /**
     * Whose status, and of when.
     *
     * @param at ISO-8601, UTC
     * @param ledger the name of the ledger's table
     * @param newestObservationAt when any table was last observed; null if none ever was
     * @param stale whether that is more than a day ago
     */
    public record Header(
            String at,
            String ledger,
            String account,
            String region,
            @Nullable String newestObservationAt,
            boolean stale) {}

    /**
     * Counts. The five verdicts add up to {@code tables}.
     *
     * @param tables those that existed when they were last seen
     * @param gone those that no longer did
     * @param flapping those that wait for a person because somebody keeps disabling recovery
     * @param historyLost those whose lost history nobody acknowledged
     */
    public record Summary(
            int tables,
            int compliant,
            int nonCompliant,
            int exempt,
            int notApplicable,
            int undetermined,
            int gone,
            int flapping,
            int historyLost) {
        static final Summary NONE = new Summary(0, 0, 0, 0, 0, 0, 0, 0, 0);

        /** Returns the counts of both. */
        Summary plus(Summary other) {
            return new Summary(
                    tables + other.tables,
                    compliant + other.compliant,
                    nonCompliant + other.nonCompliant,
                    exempt + other.exempt,
                    notApplicable + other.notApplicable,
                    undetermined + other.undetermined,
                    gone + other.gone,
                    flapping + other.flapping,
                    historyLost + other.historyLost);
        }
    }

    /**
     * One table.
     *
     * @param verdict the one of the newest observation that said something; undetermined also where it could not be read since, unless it was non-compliant before
     * @param rule the name of the rule that applied then; null where that was not recorded
     * @param reason why it is exempt, not applicable or undetermined; null otherwise
     * @param lastObservation the newest observation that says something of the table; null if there is none
     * @param lastUnreadable the newest observation, if the table could not be read then; null otherwise
     * @param flapping null unless it waits for a person because somebody keeps disabling recovery
     * @param historyLost null unless history is lost that still matters and nobody acknowledged
     * @param lossAcknowledged whether the verdict still counts lost history that a person acknowledged since
     * @param restoreProven when a drill last proved that the table can be restored; null if none did
     */
    public record TableView(
            String arn,
            String name,
            VerdictKind verdict,
            @Nullable String rule,
            List<ViolationView> violations,
            @Nullable String reason,
            RecoveryView recovery,
            @Nullable ObservationView lastObservation,
            @Nullable ObservationView lastUnreadable,
            @Nullable FlappingView flapping,
            @Nullable LossView historyLost,
            boolean lossAcknowledged,
            @Nullable String restoreProven) {
        public TableView {
            violations = List.copyOf(violations);
        }

        /** Creates the view of a table whose restore no drill proved. */
        public TableView(
                String arn,
                String name,
                VerdictKind verdict,
                @Nullable String rule,
                List<ViolationView> violations,
                @Nullable String reason,
                RecoveryView recovery,
                @Nullable ObservationView lastObservation,
                @Nullable ObservationView lastUnreadable,
                @Nullable FlappingView flapping,
                @Nullable LossView historyLost,
                boolean lossAcknowledged) {
            this(
                    arn,
                    name,
                    verdict,
                    rule,
                    violations,
                    reason,
                    recovery,
                    lastObservation,
                    lastUnreadable,
                    flapping,
                    historyLost,
                    lossAcknowledged,
                    null);
        }

        /** Whether it no longer existed when it was last seen. */
        public boolean gone() {
            return recovery.status() == LastObservation.Status.GONE;
        }
    }

    /** One violation. */
    public record ViolationView(FindingKind kind, String message) {}

    /**
     * The recovery state.
     *
     * @param restorableSince the first restorable moment, by now; null where that is not known
     * @param growing whether the window is not full yet
     */
    public record RecoveryView(
            LastObservation.Status status,
            @Nullable Integer recoveryPeriodDays,
            @Nullable String restorableSince,
            boolean growing) {}

    /**
     * One observation.
     *
     * @param at ISO-8601, UTC
     */
    public record ObservationView(String at, Trigger trigger, VerdictKind verdict) {}

    /**
     * A table whose automatic remediation is suspended.
     *
     * @param disables who disabled recovery when, in words
     */
    public record FlappingView(String since, String disables) {}

    /**
     * History that can no longer be restored.
     *
     * @param by who disabled recovery or shortened its period when, in words; null where no event showed that
     */
    public record LossView(String from, String to, @Nullable String by) {
        /** Returns the view of lost history. */
        static LossView of(LostHistory lost) {
            return new LossView(
                    SweepViews.time(lost.from()),
                    SweepViews.time(lost.to()),
                    lost.by().orElse(null));
        }
    }
}

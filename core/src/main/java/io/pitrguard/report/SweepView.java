package io.pitrguard.report;

import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.finding.TableEvent;
import io.pitrguard.domain.remediation.OutcomeKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A sweep as it is written out: the one shape that the command line, the function's answer and alerts share.
 *
 * @param tables in the order of their names, unless a consumer sorts them
 * @param tablesOmitted how many tables were left out for size; the summary counts them all the same
 * @param carried the tables that were not read; empty where they are left out for size
 * @param restoreProofs how the restores of tables are proven whose rules ask for drills, or that ever had one; empty where
 *     they are left out for size
 */
public record SweepView(
        Header sweep,
        Summary summary,
        List<TableView> tables,
        int tablesOmitted,
        List<CarriedView> carried,
        List<TableProofView> restoreProofs) {
    public SweepView {
        tables = List.copyOf(tables);
        carried = List.copyOf(carried);
        restoreProofs = List.copyOf(restoreProofs);
    }

    /** Creates a view that does not tell how restores are proven. */
    public SweepView(
            Header sweep, Summary summary, List<TableView> tables, int tablesOmitted, List<CarriedView> carried) {
        this(sweep, summary, tables, tablesOmitted, carried, List.of());
    }

    /** Creates a view that does not list the tables that were not read. */
    public SweepView(Header sweep, Summary summary, List<TableView> tables, int tablesOmitted) {
        this(sweep, summary, tables, tablesOmitted, List.of());
    }

    /** Returns the same sweep with only the tables that there is something to say of. */
    public SweepView withoutSilentTables() {
        List<TableView> telling = DigestSection.telling(this);
        return new SweepView(sweep, summary, telling, tablesOmitted + tables.size() - telling.size());
    }

    /** Returns the same sweep with what became of its evidence. */
    public SweepView with(EvidenceView evidence) {
        return new SweepView(sweep.with(evidence), summary, tables, tablesOmitted, carried, restoreProofs);
    }

    /**
     * Which sweep.
     *
     * @param startedAt ISO-8601, UTC
     * @param finishedAt ISO-8601, UTC
     * @param complete whether every table was listed and none was left because time ran out
     * @param policy where the policy came from
     * @param fix whether tables could be changed
     * @param selection which tables the sweep was about; null for all
     * @param failure why the listing failed, null when it did not
     * @param ledgerFailure why the ledger could not be used throughout, null when it could, or when there is none
     * @param selfCheck the self-check that went with the sweep; null where there was none
     * @param clock how far the machine's clock differs from AWS's; null where it does not
     * @param evidence what became of its report as evidence; null where none is kept
     */
    public record Header(
            String id,
            String startedAt,
            String finishedAt,
            String account,
            String region,
            boolean complete,
            String policy,
            boolean fix,
            @Nullable String selection,
            @Nullable String failure,
            @Nullable String ledgerFailure,
            Reads reads,
            @Nullable SelfCheckView selfCheck,
            @Nullable String clock,
            @Nullable EvidenceView evidence) {
        Header with(EvidenceView kept) {
            return with(complete, failure, selfCheck, kept);
        }

        /** Returns the same without what the sweep could not see. */
        Header seeingAll() {
            return with(true, null, null, evidence);
        }

        private Header with(
                boolean all, @Nullable String failed, @Nullable SelfCheckView self, @Nullable EvidenceView kept) {
            return new Header(
                    id,
                    startedAt,
                    finishedAt,
                    account,
                    region,
                    all,
                    policy,
                    fix,
                    selection,
                    failed,
                    ledgerFailure,
                    reads,
                    self,
                    clock,
                    kept);
        }
    }

    /** The calls that reading recovery states took, retries included, and how many of them AWS throttled. */
    public record Reads(long calls, long throttled) {}

    /**
     * Counts. The five verdicts add up to {@code tables}; a remediated table counts under its verdict after
     * that.
     *
     * @param planned tables that would be changed if the run were allowed to
     * @param alertOnly tables that fall short and are only alerted about: by the rule's action, or because pitr-guard changes
     *     nothing about what they lack
     * @param enabledMonthlyCostUsd what recovery of the tables costs that it was enabled for, as far as it is known
     * @param proposedMonthlyCostUsd what recovery of the tables would cost whose recovery is off and should be on
     * @param costUnknown tables of these two sorts whose cost is not known
     * @param carried tables that were not read in this sweep, because an earlier one found them compliant and nothing points
     *     to a change; they count as compliant
     * @param oldestProofAt when the table was read that was not read for longest, ISO-8601, UTC; null where each sweep reads
     *     all tables
     * @param gone those of the tables that are not applicable because they are deleted or being deleted
     * @param drills what the newest drill of each table came to; null where there was none, and none had to be
     */
    public record Summary(
            int tables,
            int compliant,
            int nonCompliant,
            int exempt,
            int notApplicable,
            int undetermined,
            int planned,
            int alertOnly,
            int fixed,
            int fixFailed,
            int unconfirmed,
            int deferred,
            int overBudget,
            int flapping,
            BigDecimal enabledMonthlyCostUsd,
            BigDecimal proposedMonthlyCostUsd,
            int costUnknown,
            int carried,
            @Nullable String oldestProofAt,
            int gone,
            @Nullable DrillCounts drills) {
        /** Creates counts of tables that were never drilled, and had not to be. */
        public Summary(
                int tables,
                int compliant,
                int nonCompliant,
                int exempt,
                int notApplicable,
                int undetermined,
                int planned,
                int alertOnly,
                int fixed,
                int fixFailed,
                int unconfirmed,
                int deferred,
                int overBudget,
                int flapping,
                BigDecimal enabledMonthlyCostUsd,
                BigDecimal proposedMonthlyCostUsd,
                int costUnknown,
                int carried,
                @Nullable String oldestProofAt,
                int gone) {
            this(
                    tables,
                    compliant,
                    nonCompliant,
                    exempt,
                    notApplicable,
                    undetermined,
                    planned,
                    alertOnly,
                    fixed,
                    fixFailed,
                    unconfirmed,
                    deferred,
                    overBudget,
                    flapping,
                    enabledMonthlyCostUsd,
                    proposedMonthlyCostUsd,
                    costUnknown,
                    carried,
                    oldestProofAt,
                    gone,
                    null);
        }

        /** Returns the same with what drills came to. */
        Summary with(@Nullable DrillCounts counts) {
            return new Summary(
                    tables,
                    compliant,
                    nonCompliant,
                    exempt,
                    notApplicable,
                    undetermined,
                    planned,
                    alertOnly,
                    fixed,
                    fixFailed,
                    unconfirmed,
                    deferred,
                    overBudget,
                    flapping,
                    enabledMonthlyCostUsd,
                    proposedMonthlyCostUsd,
                    costUnknown,
                    carried,
                    oldestProofAt,
                    gone,
                    counts);
        }
    }

    /**
     * A table that was not read.
     *
     * @param provenAt when it was last read, and compliant; ISO-8601, UTC
     * @param recoveryPeriodDays the period then; null where AWS left it out
     */
    public record CarriedView(
            String arn,
            String name,
            String provenAt,
            @Nullable Integer recoveryPeriodDays) {}

    /**
     * How the restore of a table is proven.
     *
     * @param table its ARN
     */
    public record TableProofView(String table, RestoreProofView proof) {}

    /**
     * One table.
     *
     * @param rule the rule that applied, null where that is not known
     * @param exemption null unless exempt
     * @param remediation null when there is nothing to remediate
     * @param estimatedMonthlyCostUsd null when it was not needed or is not known
     * @param costNote why a finding has no estimate, null otherwise
     * @param reason why the table is not applicable or undetermined, null otherwise
     * @param remedy what to do about an undetermined table, null otherwise
     * @param notification null when people know all of it
     * @param omitted how much was omitted for size, null if nothing was
     * @param provenAt when it was read, ISO-8601, UTC; null where it is undetermined
     */
    public record TableView(
            String arn,
            String name,
            VerdictKind verdict,
            List<ViolationView> violations,
            List<NoticeView> notices,
            @Nullable String rule,
            RecoveryView recovery,
            @Nullable ExemptionView exemption,
            @Nullable RemediationView remediation,
            @Nullable BigDecimal estimatedMonthlyCostUsd,
            @Nullable String costNote,
            @Nullable String reason,
            @Nullable String remedy,
            @Nullable NotificationView notification,
            @Nullable String omitted,
            @Nullable String provenAt) {
        public TableView {
            violations = List.copyOf(violations);
            notices = List.copyOf(notices);
        }

        /** Returns the id of the table's account. */
        public String account() {
            return ofArn(4);
        }

        /** Returns the name of the table's region. */
        public String region() {
            return ofArn(3);
        }

        /** Whether the table is deleted or being deleted. One that AWS archived, or that is being restored, is neither. */
        public boolean gone() {
            return verdict == VerdictKind.NOT_APPLICABLE
                    && !Objects.requireNonNullElse(reason, "").startsWith(Verdict.NotApplicable.RESTORING)
                    && notices.stream().noneMatch(notice -> notice.kind() == FindingKind.TABLE_ARCHIVED);
        }

        private String ofArn(int part) {
            String[] parts = arn.split(":", 6);
            return part < parts.length ? parts[part] : "";
        }

        /** Returns the same with other violations. */
        TableView with(List<ViolationView> others) {
            return new TableView(
                    arn,
                    name,
                    verdict,
                    others,
                    notices,
                    rule,
                    recovery,
                    exemption,
                    remediation,
                    estimatedMonthlyCostUsd,
                    costNote,
                    reason,
                    remedy,
                    notification,
                    omitted,
                    provenAt);
        }
    }

    /**
     * Something that happened to a table, whatever its verdict is.
     *
     * @param at ISO-8601, UTC
     * @param kind what sort of thing it is
     * @param by who did it; null where no event showed that
     * @param requestId the id of the call; null where no event showed it
     */
    public record EventView(
            String at,
            TableEvent.Kind kind,
            Severity severity,
            String title,
            String text,
            @Nullable String by,
            @Nullable String requestId) {}

    /**
     * A notification about a table.
     *
     * @param resolved findings that people were notified of and that are resolved
     * @param mayRepeat whether people may have been notified already
     * @param lastNotifiedAt when people were last notified of the table; null if they never were, or that is not known
     * @param events what happened, of which they must hear whatever is open
     * @param omitted how much was omitted for size, null if nothing was
     */
    public record NotificationView(
            Notification.Kind kind,
            List<FindingKind> resolved,
            boolean mayRepeat,
            @Nullable String lastNotifiedAt,
            List<EventView> events,
            @Nullable String omitted) {
        public NotificationView {
            events = List.copyOf(events);
            resolved = List.copyOf(resolved);
        }
    }

    /** One violation, with why it matters and what a person does about it. */
    public record ViolationView(
            FindingKind kind, Severity severity, String brief, String message, String why, String remedy) {
        /** Returns the same in other words. */
        ViolationView with(String words) {
            return new ViolationView(kind, severity, brief, words, why, remedy);
        }
    }

    /**
     * One notice.
     *
     * @param informational whether there is nothing to do about it
     */
    public record NoticeView(FindingKind kind, String message, boolean informational) {}

    /**
     * The recovery state.
     *
     * @param recoveryPeriodDays null where recovery is not enabled or AWS left it out
     * @param requiredDays the period that the policy asks for; null where it names no number, or the table owes nothing
     * @param historyLost history that is lost and still matters; null if none is known
     */
    public record RecoveryView(
            Status status,
            @Nullable Integer recoveryPeriodDays,
            @Nullable String earliestRestorable,
            @Nullable String latestRestorable,
            @Nullable Integer requiredDays,
            StatusView.@Nullable LossView historyLost) {
        /** Creates a view of a state alone. */
        public RecoveryView(
                Status status,
                @Nullable Integer recoveryPeriodDays,
                @Nullable String earliestRestorable,
                @Nullable String latestRestorable) {
            this(status, recoveryPeriodDays, earliestRestorable, latestRestorable, null, null);
        }

        /** What recovery is. */
        public enum Status {
            ENABLED,
            DISABLED,
            TABLE_GONE,
            UNREADABLE
        }
    }

    /** The exemption that applies; {@code until} is its last day. */
    public record ExemptionView(String reason, String owner, String until) {}

    /**
     * What was done, or would be.
     *
     * @param resolved the kinds of violation that are gone
     */
    public record RemediationView(OutcomeKind outcome, String message, List<FindingKind> resolved) {
        public RemediationView {
            resolved = List.copyOf(resolved);
        }
    }
}

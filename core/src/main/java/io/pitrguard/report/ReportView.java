package io.pitrguard.report;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.TimelineEntry;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The document that the report page shows, as {@code report.schema.json} describes it. Times are ISO-8601 in UTC, money is
 * US dollars a month, null means unknown.
 *
 * @param sweeps oldest first
 * @param drift newest first
 * @param tables in the order of their names
 */
public record ReportView(
        Header report,
        Headline headline,
        StatusView.Summary summary,
        List<PlaceCounts> places,
        List<SweepCounts> sweeps,
        List<DriftSpan> drift,
        @Nullable TimeToRemediate timeToRemediate,
        Cost cost,
        List<Control> controls,
        List<TableView> tables) {
    /** The version of the document. */
    public static final int FORMAT = 1;

    public ReportView {
        places = List.copyOf(places);
        sweeps = List.copyOf(sweeps);
        drift = List.copyOf(drift);
        controls = List.copyOf(controls);
        tables = List.copyOf(tables);
    }

    /**
     * What the report is of.
     *
     * @param from {@code ledger} or {@code sweep}
     * @param ledger the name of the ledger's table; null where there is none
     * @param stale whether the newest observation is more than a day old
     * @param complete whether everything in scope could be read
     * @param policy null if none is known
     * @param tablesOmitted how many tables are counted and not listed
     */
    public record Header(
            int format,
            String at,
            String from,
            Scope scope,
            @Nullable String ledger,
            @Nullable String newestObservationAt,
            boolean stale,
            boolean complete,
            String version,
            @Nullable AppliedPolicy policy,
            int tablesOmitted) {}

    /** Which tables the report is about. */
    public sealed interface Scope {}

    /** All of an account and region. */
    public record OfAccount(String account, String region) implements Scope {}

    /**
     * All of an organization.
     *
     * @param organization its id; null if it is not known
     */
    public record OfOrganization(@Nullable String organization, int accounts, int regions) implements Scope {}

    /**
     * The policy that the newest sweep applied.
     *
     * @param digest the SHA-256 of its file, in hexadecimal; null where there was no file, or it is not known
     */
    public record AppliedPolicy(
            String source,
            @Nullable String digest,
            @Nullable String appliedAt) {}

    /**
     * How things stand.
     *
     * @param severity of the worst of it; {@code NONE} if all is well
     * @param text one sentence
     * @param todo what somebody must do, in one sentence; null if nothing
     */
    public record Headline(
            String severity, String text, @Nullable String todo) {}

    /**
     * Counts of an account and region; see {@link StatusView.Summary}.
     *
     * @param gone deleted or being deleted: from the ledger not in {@code tables}, of a sweep among those that are not
     *     applicable
     * @param failure why not all of it could be read; null if all could
     */
    public record PlaceCounts(
            String account,
            @Nullable String name,
            @Nullable String owner,
            String region,
            int tables,
            int compliant,
            int nonCompliant,
            int exempt,
            int notApplicable,
            int undetermined,
            int gone,
            int flapping,
            int historyLost,
            @Nullable String failure) {
        /** Returns the counts of an account and region. */
        static PlaceCounts of(
                OrganizationStatusView.AccountView account,
                String region,
                StatusView.Summary counts,
                @Nullable String failure) {
            return new PlaceCounts(
                    account.id(),
                    account.name(),
                    account.owner(),
                    region,
                    counts.tables(),
                    counts.compliant(),
                    counts.nonCompliant(),
                    counts.exempt(),
                    counts.notApplicable(),
                    counts.undetermined(),
                    counts.gone(),
                    counts.flapping(),
                    counts.historyLost(),
                    failure);
        }

        /** Returns the counts alone. */
        StatusView.Summary summary() {
            return new StatusView.Summary(
                    tables, compliant, nonCompliant, exempt, notApplicable, undetermined, gone, flapping, historyLost);
        }
    }

    /** What a sweep came to. */
    public record SweepCounts(
            String at,
            int compliant,
            int nonCompliant,
            int exempt,
            int notApplicable,
            int undetermined,
            int fixed,
            @Nullable String policyDigest) {}

    /**
     * A time in which a table fell short.
     *
     * @param actor who caused it; null where no event showed that
     * @param endedAt null if it lasts
     * @param endedBy {@code pitr-guard} or {@code person}; null if it lasts, or nobody knows
     */
    public record DriftSpan(
            String at,
            String table,
            String account,
            String region,
            FindingKind kind,
            @Nullable String actor,
            @Nullable String endedAt,
            @Nullable String endedBy) {}

    /** How long drift lasted that somebody ended; the seconds are null if none was. */
    public record TimeToRemediate(
            int count,
            @Nullable Long medianSeconds,
            @Nullable Long p90Seconds,
            @Nullable Long longestSeconds) {}

    /**
     * What recovery costs.
     *
     * @param unknown tables without an estimate
     */
    public record Cost(@Nullable BigDecimal now, @Nullable BigDecimal afterRemediation, int unknown) {}

    /**
     * One table.
     *
     * @param severity null if it does not fall short
     * @param rule the rule that applies; null where that depends on tags that are not known
     * @param reason why it is exempt, not applicable or undetermined; null otherwise
     * @param observedAt when it was last observed; null if it never was
     * @param timeline the newest entries, oldest first
     * @param command the one command that helps most; null if none does
     * @param restoreProof how its restore is proven by drills; null if its rule asks for none and it never had one
     */
    public record TableView(
            String arn,
            String name,
            String account,
            String region,
            VerdictKind verdict,
            @Nullable Severity severity,
            @Nullable String rule,
            List<ViolationView> violations,
            List<NoticeView> notices,
            @Nullable String reason,
            RecoveryView recovery,
            List<LossView> losses,
            @Nullable ExemptionView exemption,
            StatusView.@Nullable FlappingView flapping,
            TableCost cost,
            @Nullable String observedAt,
            List<EntryView> timeline,
            @Nullable String command,
            @Nullable RestoreProofView restoreProof) {
        public TableView {
            violations = List.copyOf(violations);
            notices = List.copyOf(notices);
            losses = List.copyOf(losses);
            timeline = List.copyOf(timeline);
        }
    }

    /**
     * How a table falls short.
     *
     * @param kind the name of a kind of finding, which this version may not know
     */
    public record ViolationView(
            String kind, Severity severity, String brief, String message, String why, String remedy) {}

    /** Something that people must hear and that does not make a table non-compliant. */
    public record NoticeView(FindingKind kind, String message) {}

    /**
     * The recovery state.
     *
     * @param requiredDays null where the policy names no number
     * @param earliest the first restorable moment, by now
     * @param growing whether the window is not full yet
     */
    public record RecoveryView(
            LastObservation.Status status,
            @Nullable Integer periodDays,
            @Nullable Integer requiredDays,
            @Nullable String earliest,
            @Nullable String latest,
            boolean growing) {}

    /** History that can no longer be restored. */
    public record LossView(String from, String to, @Nullable String by, boolean acknowledged) {}

    /**
     * Why a table is let be.
     *
     * @param until the last day on which it counts, ISO-8601
     */
    public record ExemptionView(String reason, String owner, String until) {}

    /**
     * What recovery of a table costs.
     *
     * @param note why there is no estimate; null if there is one
     */
    public record TableCost(
            @Nullable BigDecimal now,
            @Nullable BigDecimal afterRemediation,
            @Nullable String note) {}

    /** An entry of the timeline. */
    public record EntryView(
            String at,
            TimelineEntry.Kind kind,
            String text,
            @Nullable String actor) {}
}

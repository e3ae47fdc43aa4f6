package io.pitrguard.cli;

import io.pitrguard.domain.finding.Durations;
import io.pitrguard.domain.restore.ApprovalNeed;
import io.pitrguard.domain.restore.AuditTerms;
import io.pitrguard.domain.restore.RestoreCommands;
import io.pitrguard.domain.restore.RestoreCost;
import io.pitrguard.domain.restore.RestorePlan;
import io.pitrguard.domain.restore.RestorePoint;
import io.pitrguard.domain.restore.RestoreTimes;
import io.pitrguard.domain.restore.SettingsChoice;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.restore.TableIndex;
import io.pitrguard.domain.restore.TableShape;
import io.pitrguard.domain.restore.TimeEstimate;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.Printable;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** A plan of a restore for people: one line a fact, the moment in both zones first. */
final class RestorePlanOutput {
    private static final int LABEL = 15;
    private static final double BYTES_PER_GB = 1 << 30;

    private final RestoreTimes times;
    private final Screen screen;
    private final StringBuilder text = new StringBuilder();

    /** What to say of the approval where the policy that the plan was made with requires none. */
    private final String noApproval;

    private RestorePlanOutput(RestoreTimes times, Screen screen, String noApproval) {
        this.times = times;
        this.screen = screen;
        this.noApproval = noApproval;
    }

    /**
     * Returns the plan, with the moment in the zone of these times and in UTC.
     *
     * @param policyKnown whether the plan was made with the policy that decides about approvals
     */
    static String text(RestorePlan plan, RestoreTimes times, Screen screen, boolean policyKnown) {
        RestorePlanOutput output = new RestorePlanOutput(
                times,
                screen,
                policyKnown ? "not required" : "as the policy of the deployment says (name it with --policy to see)");
        output.facts(plan);
        output.prospects(plan);
        output.line("By hand", RestoreCommands.restore(plan.call()));
        output.line("Plan", plan.digest());
        return output.text.toString();
    }

    private void facts(RestorePlan plan) {
        TableShape shape = plan.source().shape();
        line("Moment", times.show(plan.from().moment()));
        line("Source", named(plan.sourceTable()) + ", " + size(shape.sizeBytes()));
        line("Made", named(plan.target()) + ", a new table");
        line("From", from(plan));
        line("Indexes", indexes(plan));
        line("Capacity", plan.call().onDemand() ? "on demand" : billing(shape.billing()));
        line("Encryption", plan.request().kmsKey().map(key -> "key " + key).orElseGet(() -> encryption(shape)));
        line(
                "Settings",
                plan.request()
                        .audit()
                        .map(RestorePlanOutput::audit)
                        .orElseGet(() -> settings(plan.request().settings())));
    }

    private void prospects(RestorePlan plan) {
        line("Takes", takes(plan.time()));
        line("Costs", cost(plan.cost()));
        line("Approval", approval(plan.approval()));
        plan.remarks()
                .forEach(remark -> line(
                        sentenceCase(
                                remark.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')),
                        remark.text()));
    }

    /** Adds a fact; lines that follow its first one are indented below it. */
    private void line(String label, String value) {
        String start = ("%-" + LABEL + "s ").formatted(label + ":");
        int width = screen.width() == Screen.UNLIMITED ? Integer.MAX_VALUE : screen.width();
        Wrap.hanging(start, Printable.line(value), width)
                .forEach(each -> text.append(each).append(System.lineSeparator()));
    }

    static String named(TableRef table) {
        return "%s in %s, account %s"
                .formatted(table.name(), table.where().region(), table.where().account());
    }

    private static String size(OptionalLong bytes) {
        if (bytes.isEmpty()) {
            return "size unknown";
        }
        double gb = bytes.getAsLong() / BYTES_PER_GB;
        return gb >= 0.1
                ? String.format(Locale.ROOT, "%,.1f GB", gb)
                : String.format(Locale.ROOT, "%,d bytes", bytes.getAsLong());
    }

    private String from(RestorePlan plan) {
        return switch (plan.from()) {
            case RestorePoint.PointInTime _ ->
                "point-in-time recovery" + window(plan.source().recovery());
            case RestorePoint.Backup(TableBackup backup) ->
                switch (backup.kind()) {
                            case SYSTEM -> "the system backup that AWS made when the table was deleted: ";
                            case USER, AWS_BACKUP, UNKNOWN -> "the backup ";
                        }
                        + backup.arn()
                        + backup.expires()
                                .map(at -> ", which AWS keeps until " + times.show(at))
                                .orElse("");
        };
    }

    private String window(RecoveryState recovery) {
        return recovery instanceof RecoveryState.Enabled on
                        && on.earliest().isPresent()
                        && on.latest().isPresent()
                ? ", which now reaches from " + times.show(on.earliest().get()) + " to "
                        + times.show(on.latest().get())
                : "";
    }

    private static String indexes(RestorePlan plan) {
        List<TableIndex> all = plan.source().shape().indexes();
        if (all.isEmpty()) {
            return "none";
        }
        String names = all.stream().map(TableIndex::name).collect(Collectors.joining(", "));
        return plan.request().indexes() ? names : "none, because of --no-indexes (the source has " + names + ")";
    }

    private static String billing(TableShape.Billing billing) {
        return switch (billing) {
            case TableShape.Billing.OnDemand _ -> "on demand, as the source";
            case TableShape.Billing.Provisioned(long reads, long writes) ->
                "provisioned as the source: %,d read and %,d write units per second".formatted(reads, writes);
            case TableShape.Billing.Unknown _ -> "as the source; AWS did not describe it";
        };
    }

    private static String encryption(TableShape shape) {
        return switch (shape.encryption()) {
            case TableShape.Encryption.AwsOwned _ -> "a key that DynamoDB owns, as the source";
            case TableShape.Encryption.Kms(String key) -> "key " + key + ", as the source";
            case TableShape.Encryption.Unknown _ -> "as the source; AWS did not describe it";
        };
    }

    private static String audit(AuditTerms terms) {
        return "nobody can write items; deletion protection is on; tags: owner %s, purpose %s, last day %s"
                .formatted(terms.owner(), terms.purpose(), terms.until());
    }

    private static String settings(SettingsChoice choice) {
        return switch (choice) {
            case ALL -> "all are copied; those that can do harm wait until you confirm them";
            case SAFE -> "those that cannot do harm are copied";
            case NONE -> "none is copied";
        };
    }

    private static String takes(TimeEstimate time) {
        return switch (time) {
            case TimeEstimate.Measured measured ->
                "%s to %s, as %s of this table did. AWS shows no progress."
                        .formatted(
                                Durations.description(measured.shortest()),
                                Durations.description(measured.longest()),
                                measured.sources());
            case TimeEstimate.General _ ->
                "20 minutes at least; 95 % of restores take less than an hour, large ones take hours. No earlier restore of"
                        + " this table is known.";
        };
    }

    private static String cost(RestoreCost cost) {
        return switch (cost) {
            case RestoreCost.Usd usd ->
                "%s once (prices of %s), and what the table costs while it exists. %s"
                        .formatted(
                                usd.least().compareTo(usd.most()) == 0
                                        ? "$" + usd.least().toPlainString()
                                        : "$%s to $%s"
                                                .formatted(
                                                        usd.least().toPlainString(),
                                                        usd.most().toPlainString()),
                                usd.asOf(),
                                String.join(" ", usd.without()))
                        .strip();
            case RestoreCost.Unknown(String reason) -> "not known. " + reason;
        };
    }

    private String approval(ApprovalNeed need) {
        return switch (need) {
            case ApprovalNeed.NotRequired _ -> noApproval;
            case ApprovalNeed.Required required ->
                "required within %s, by %s%s"
                        .formatted(
                                Durations.description(required.within()),
                                required.approvers().isEmpty()
                                        ? "another person"
                                        : "another person who matches " + String.join(", ", required.approvers()),
                                required.breakGlass() ? "; in an emergency by yourself" : "");
        };
    }

    private static String sentenceCase(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}

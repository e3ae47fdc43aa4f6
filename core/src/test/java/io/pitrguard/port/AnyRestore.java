package io.pitrguard.port;

import io.pitrguard.domain.policy.RestorePolicy;
import io.pitrguard.domain.restore.Approval;
import io.pitrguard.domain.restore.ApprovalNeed;
import io.pitrguard.domain.restore.AuditTerms;
import io.pitrguard.domain.restore.Confirmation;
import io.pitrguard.domain.restore.PendingSetting;
import io.pitrguard.domain.restore.Remark;
import io.pitrguard.domain.restore.RestoreCost;
import io.pitrguard.domain.restore.RestoreEvent;
import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.restore.RestoreMoment;
import io.pitrguard.domain.restore.RestorePlan;
import io.pitrguard.domain.restore.RestorePoint;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreRequest;
import io.pitrguard.domain.restore.RestoreSource;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.restore.RestoredTable;
import io.pitrguard.domain.restore.SettingsChoice;
import io.pitrguard.domain.restore.SignOff;
import io.pitrguard.domain.restore.SourceFacts;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.restore.TableIndex;
import io.pitrguard.domain.restore.TableShape;
import io.pitrguard.domain.restore.TimeEstimate;
import io.pitrguard.domain.settings.CopyProgress;
import io.pitrguard.domain.settings.CopyRecord;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Restores for tests. */
public final class AnyRestore {
    /** When they are planned. */
    public static final Instant AT = SettableTime.START;

    /** The table that is restored. */
    public static final TableRef SOURCE = InMemoryTables.WHERE.table("orders");

    /** Who requests. */
    public static final String REQUESTER = "arn:aws:iam::123456789012:user/ann";

    /** Who else there is. */
    public static final String OTHER = "arn:aws:iam::123456789012:user/ben";

    /** The moment that is asked for. */
    public static final Instant MOMENT = AT.minus(Duration.ofHours(1));

    private static final String TABLE_ID = "0a1b2c3d-0000-4000-8000-00000000000a";

    private AnyRestore() {}

    /** Returns the shape of an on-demand table without indexes or stream, of one GB. */
    public static TableShape shape() {
        return new TableShape(
                OptionalLong.of(1L << 30),
                List.of(),
                new TableShape.Billing.OnDemand(),
                new TableShape.Encryption.AwsOwned(),
                new TableShape.Stream.None());
    }

    /** Returns a request of a live table with the settings that are copied. */
    public static RestoreRequest request(RestoreSource source, SettingsChoice settings) {
        return new RestoreRequest(
                source,
                new RestoreMoment.At(MOMENT),
                Optional.empty(),
                Optional.empty(),
                true,
                settings,
                Optional.empty(),
                REQUESTER);
    }

    /** Returns a plan of a request. */
    public static RestorePlan plan(RestoreRequest request, RestorePoint from, String target) {
        return new RestorePlan(
                request,
                request.targetWhere().table(target),
                RestorePolicy.STANDARD.targetPrefix(),
                from,
                new SourceFacts(
                        Optional.of("source-id"),
                        shape(),
                        new RecoveryState.Enabled(OptionalInt.of(35), Optional.of(AT), Optional.of(AT))),
                new TimeEstimate.General(),
                new RestoreCost.Unknown("No price is known."),
                List.of(new Remark(Remark.Kind.QUOTA, "Few.")),
                new ApprovalNeed.NotRequired(),
                AT);
    }

    /** Returns a plan of a live table. */
    public static RestorePlan plan() {
        return plan(
                request(new RestoreSource.Live(SOURCE), SettingsChoice.ALL),
                new RestorePoint.PointInTime(MOMENT),
                "pitr-guard-restore-orders");
    }

    /** Returns a system backup of a deleted table. */
    public static TableBackup backup(TableRef table, Instant created) {
        return new TableBackup(
                table.arn() + "/backup/01-" + created.getEpochSecond(),
                table.name() + "$DeletedTableBackup",
                TableBackup.Kind.SYSTEM,
                TableBackup.Status.AVAILABLE,
                created,
                Optional.of("source-id"),
                Optional.of(created.plus(Duration.ofDays(35))),
                OptionalLong.of(1L << 30));
    }

    /** Returns a plan that differs in every choice from {@link #plan()}. */
    public static RestorePlan otherPlan() {
        RestoreRequest request = new RestoreRequest(
                new RestoreSource.Deleted(SOURCE),
                new RestoreMoment.Latest(),
                Optional.of("orders"),
                Optional.of("us-east-1"),
                false,
                SettingsChoice.SAFE,
                Optional.of("alias/other"),
                REQUESTER);
        TableShape shape = new TableShape(
                OptionalLong.empty(),
                List.of(
                        new TableIndex("by-day", TableIndex.Kind.GLOBAL, TableIndex.Status.ACTIVE, OptionalLong.of(5)),
                        new TableIndex(
                                "by-hour", TableIndex.Kind.LOCAL, TableIndex.Status.UNKNOWN, OptionalLong.empty())),
                new TableShape.Billing.Provisioned(5, 6),
                new TableShape.Encryption.Kms("arn:aws:kms:eu-west-1:123456789012:key/1"),
                new TableShape.Stream.Enabled(Optional.of(SOURCE.arn() + "/stream/1")));
        return new RestorePlan(
                request,
                request.targetWhere().table("orders"),
                "back-",
                new RestorePoint.Backup(backup(SOURCE, AT.minus(Duration.ofDays(2)))),
                new SourceFacts(Optional.empty(), shape, new RecoveryState.TableGone()),
                new TimeEstimate.Measured(Duration.ofMinutes(21), Duration.ofMinutes(50), 3, 2),
                new RestoreCost.Usd(
                        new BigDecimal("0.15"),
                        new BigDecimal("0.30"),
                        LocalDate.parse("2025-09-09"),
                        List.of("More.")),
                List.of(),
                new ApprovalNeed.Required(List.of("arn:*"), true, Duration.ofHours(4)),
                AT);
    }

    /** Returns the id of a restore that was requested so many seconds after {@link #AT}. */
    public static RestoreId id(int second) {
        return RestoreId.of(AT.plusSeconds(second), SOURCE, "7f3a");
    }

    /** Returns a record of a plan in a state. */
    public static RestoreRecord record(RestoreId id, RestorePlan plan, RestoreState state) {
        return new RestoreRecord(
                id,
                plan,
                state,
                List.of(),
                Optional.of(approval(plan)),
                Optional.empty(),
                CopyProgress.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Returns an approval of a plan. */
    public static Approval approval(RestorePlan plan) {
        return new Approval(OTHER, AT, plan.digest(), false);
    }

    /** Returns a table that was restored. */
    public static RestoredTable restored() {
        return new RestoredTable(AT.plusSeconds(5), AT.plus(Duration.ofMinutes(24)), TABLE_ID);
    }

    /** Returns each state, with all that it can hold. */
    public static List<RestoreState> states() {
        return List.of(
                new RestoreState.Planned(),
                new RestoreState.AwaitingApproval(AT.plusSeconds(60)),
                new RestoreState.Approved(AT.plusSeconds(60)),
                new RestoreState.Requested(AT),
                new RestoreState.Restoring(AT, TABLE_ID, Optional.empty()),
                new RestoreState.Restoring(AT, TABLE_ID, Optional.of(AT.plusSeconds(1))),
                new RestoreState.CopyingSettings(restored()),
                new RestoreState.AwaitingConfirmation(
                        restored(), List.of(new PendingSetting("ttl", "It deletes items.", List.of("aws …", "aws -")))),
                new RestoreState.Completed(restored(), AT, List.of()),
                new RestoreState.Completed(restored(), AT, List.of("tags: not read")),
                new RestoreState.Failed(AT, "It vanished.", "Try again.", Optional.empty()),
                new RestoreState.Failed(AT, "It vanished.", "Try again.", Optional.of(TABLE_ID)),
                new RestoreState.Discarding(AT, TABLE_ID, Optional.empty()),
                new RestoreState.Discarding(AT, TABLE_ID, Optional.of(restored())),
                new RestoreState.Discarded(AT, Optional.of(restored())),
                new RestoreState.Discarded(AT, Optional.empty()),
                new RestoreState.Refused(OTHER, AT),
                new RestoreState.Expired(AT));
    }

    /** Returns a record with all that one can hold. */
    public static RestoreRecord full() {
        RestorePlan plan = otherPlan();
        return new RestoreRecord(
                id(9),
                plan,
                new RestoreState.CopyingSettings(restored()),
                List.of(new RestoreEvent(AT, "Planned."), new RestoreEvent(AT.plusMillis(1), "Zwölf Größen: {}\"'")),
                Optional.of(new Approval(REQUESTER, AT, plan.digest(), true)),
                Optional.of(new Confirmation(OTHER, AT, Set.of("ttl", "stream"))),
                new CopyProgress(List.of(
                        new CopyRecord("tags", "tags", AT, CopyRecord.Outcome.VERIFIED, "set"),
                        new CopyRecord("ttl", "ttl", AT, CopyRecord.Outcome.TRIED, "failed"))),
                Optional.of("REQUEST"),
                Optional.empty(),
                Optional.of("TOKEN"));
    }

    /** Returns the terms of an audit table. */
    public static AuditTerms terms() {
        return new AuditTerms("audit@example.com", "annual audit 2026", LocalDate.of(2027, 3, 31));
    }

    /** Returns the plan of an audit table, by the plan of any restore. */
    public static RestorePlan auditPlan(RestorePlan any) {
        RestoreRequest request = RestoreRequest.audit(
                any.sourceTable(),
                new RestoreMoment.At(any.from().moment()),
                any.request().requester(),
                terms());
        return new RestorePlan(
                request,
                any.target(),
                any.targetPrefix(),
                any.from(),
                any.source(),
                any.time(),
                any.cost(),
                any.remarks(),
                any.approval(),
                any.plannedAt());
    }

    /** Returns the record of an audit table that was signed off. */
    public static RestoreRecord signedOff() {
        return record(id(8), auditPlan(plan()), new RestoreState.Completed(restored(), AT, List.of()))
                .signedOff(new SignOff("Ada", OTHER, AT.plusSeconds(9)), "Signed off.");
    }
}

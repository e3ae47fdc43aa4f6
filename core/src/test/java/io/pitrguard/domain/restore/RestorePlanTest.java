package io.pitrguard.domain.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.domain.evidence.Sha256;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.port.AnyRestore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RestorePlanTest {
    @Test
    void isBoundByItsDigest() {
        assertThat(AnyRestore.plan().digest())
                .isEqualTo(AnyRestore.plan().digest())
                .matches(Sha256.FORM)
                .isNotEqualTo(AnyRestore.otherPlan().digest());
        assertThat(AnyRestore.otherPlan().canonicalText())
                .contains("table-id -\n")
                .contains("key alias/other\n");
        assertThat(AnyRestore.plan().canonicalText())
                .contains("moment 2026-11-22T09:00:00Z\n")
                .contains("key -\n");
    }

    @Test
    void knowsItsRegions() {
        assertThat(AnyRestore.plan().request().crossRegion()).isFalse();
        assertThat(AnyRestore.otherPlan().request().crossRegion()).isTrue();
        assertThat(AnyRestore.otherPlan().target().where().region()).isEqualTo("us-east-1");
    }

    @Test
    void hasTheCommandThatDoesTheSame() {
        assertThat(RestoreCommands.restore(AnyRestore.plan().call()))
                .isEqualTo("aws dynamodb restore-table-to-point-in-time"
                        + " --source-table-arn arn:aws:dynamodb:eu-west-1:123456789012:table/orders"
                        + " --restore-date-time 2026-11-22T09:00:00Z --target-table-name pitr-guard-restore-orders"
                        + " --region eu-west-1");
        assertThat(RestoreCommands.restore(AnyRestore.otherPlan().call()))
                .contains("restore-table-from-backup --backup-arn")
                .contains("--global-secondary-index-override '[]'")
                .contains("KMSMasterKeyId=alias/other")
                .endsWith("--region us-east-1");
        assertThat(RestoreCommands.describe(AnyRestore.SOURCE))
                .isEqualTo("aws dynamodb describe-table --table-name orders --region eu-west-1");
    }

    @Test
    void namesTheRegionInCommands() {
        assertThat(RestoreCommands.guard(AnyRestore.SOURCE.where(), "restore status " + AnyRestore.id(0)))
                .isEqualTo("./pitr-guard restore status " + AnyRestore.id(0) + " --region eu-west-1");
        assertThat(RestoreCommands.settings(
                        "copy",
                        AnyRestore.otherPlan().sourceTable(),
                        AnyRestore.otherPlan().target()))
                .contains("./pitr-guard settings copy orders orders --region eu-west-1 --to-region us-east-1");
        assertThat(RestoreCommands.settings("diff", AnyRestore.SOURCE, AnyRestore.SOURCE))
                .as("a table that has its own name again")
                .isEmpty();
    }

    @Test
    void recognizesItsRestore() {
        RestorePlan fromBackup = AnyRestore.otherPlan();
        String arn = ((RestorePoint.Backup) fromBackup.from()).backup().arn();

        assertThat(RestoredFrom.matches(
                        fromBackup, new RestoreSummary(Optional.empty(), Optional.of(arn), AnyRestore.AT, true)))
                .isTrue();
        assertThat(RestoredFrom.matches(
                        fromBackup, new RestoreSummary(Optional.empty(), Optional.empty(), AnyRestore.AT, true)))
                .isFalse();
    }

    @Test
    void namesTables() {
        RestoreSource live = new RestoreSource.Live(AnyRestore.SOURCE);

        assertThat(TargetName.standard(live, "back-", AnyRestore.AT)).isEqualTo("back-orders-20261122-100000");
        assertThat(TargetName.standard(new RestoreSource.Deleted(AnyRestore.SOURCE), "back-", AnyRestore.AT))
                .isEqualTo("orders");
        String longest = TargetName.standard(
                new RestoreSource.Live(AnyRestore.SOURCE.where().table("x".repeat(255))), "back-", AnyRestore.AT);
        assertThat(longest).hasSize(255).endsWith("-20261122-100000");
        assertThat(TargetName.valid(longest)).isTrue();
        assertThat(TargetName.valid("ab")).isFalse();
        assertThat(TargetName.valid("orders backup")).isFalse();
    }

    @Test
    void approvesTheTermsOfAnAuditTableToo() {
        RestorePlan audit = AnyRestore.auditPlan(AnyRestore.plan());

        assertThat(audit.canonicalText())
                .contains("audit-until 2027-03-31\naudit-owner audit@example.com\naudit-purpose annual audit 2026\n");
        assertThat(AnyRestore.plan().canonicalText()).doesNotContain("audit");
        assertThat(audit.digest()).isNotEqualTo(AnyRestore.plan().digest());
        assertThat(TargetName.standard(audit.request(), "back-", AnyRestore.AT))
                .isEqualTo("back-audit-orders-20261122-100000");
        assertThat(TargetName.standard(AnyRestore.plan().request(), "back-", AnyRestore.AT))
                .isEqualTo("back-orders-20261122-100000");
    }

    @Test
    void estimatesTimeFromEarlierRestoresOfTheTable() {
        RestoreRecord slow = done(AnyRestore.plan(), Duration.ofMinutes(50));
        RestoreRecord fast = done(AnyRestore.plan(), Duration.ofMinutes(21));
        RestoreRecord failed = AnyRestore.record(
                AnyRestore.id(3),
                AnyRestore.plan(),
                new RestoreState.Failed(AnyRestore.AT, "No.", "Try.", Optional.empty()));

        assertThat(EarlierRestores.of(AnyRestore.SOURCE, List.of(slow, failed, fast), List.of()))
                .isEqualTo(new TimeEstimate.Measured(Duration.ofMinutes(21), Duration.ofMinutes(50), 2));
        assertThat(EarlierRestores.of(AnyRestore.SOURCE.where().table("other"), List.of(slow), List.of()))
                .isEqualTo(new TimeEstimate.General());
        assertThat(EarlierRestores.of(
                        AnyRestore.SOURCE, List.of(fast), List.of(Duration.ofMinutes(60), Duration.ofMinutes(9))))
                .isEqualTo(new TimeEstimate.Measured(Duration.ofMinutes(9), Duration.ofMinutes(60), 1, 2));
        assertThat(new TimeEstimate.Measured(Duration.ZERO, Duration.ZERO, 1, 3).sources())
                .isEqualTo("3 drills and 1 earlier restore");
        assertThat(new TimeEstimate.Measured(Duration.ZERO, Duration.ZERO, 2, 0).sources())
                .isEqualTo("2 earlier restores");
        assertThat(new TimeEstimate.Measured(Duration.ZERO, Duration.ZERO, 0, 1).sources())
                .isEqualTo("1 drill");
        for (int[] wrong : new int[][] {{0, 0}, {-1, 2}, {2, -1}}) {
            assertThatThrownBy(() -> new TimeEstimate.Measured(Duration.ZERO, Duration.ZERO, wrong[0], wrong[1]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new TimeEstimate.Measured(Duration.ZERO, Duration.ZERO, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TimeEstimate.Measured(Duration.ofHours(1), Duration.ZERO, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static RestoreRecord done(RestorePlan plan, Duration took) {
        RestoredTable table = new RestoredTable(AnyRestore.AT, AnyRestore.AT.plus(took), "id");
        return AnyRestore.record(AnyRestore.id(2), plan, new RestoreState.Completed(table, AnyRestore.AT, List.of()));
    }

    /** A restore of four hours takes about 60 reads. */
    @Test
    void readsARestoreOfFourHoursAboutSixtyTimes() {
        Duration elapsed = Duration.ZERO;
        int reads = 0;
        while (elapsed.compareTo(Duration.ofHours(4)) < 0) {
            elapsed = elapsed.plus(Polling.after(elapsed));
            reads++;
        }

        assertThat(reads).isBetween(50, 70);
        assertThat(Polling.after(Duration.ZERO)).isEqualTo(Duration.ofSeconds(30));
        assertThat(Polling.after(Duration.ofHours(3))).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void refusesWhatTablesCannotHave() {
        assertThatThrownBy(() -> new TableShape(
                        OptionalLong.of(-1),
                        List.of(),
                        new TableShape.Billing.Unknown(),
                        new TableShape.Encryption.Unknown(),
                        new TableShape.Stream.None()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Remark(Remark.Kind.NAME, " ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isReadyWithAllIndexes() {
        Optional<RestoreSummary> over =
                Optional.of(new RestoreSummary(Optional.empty(), Optional.empty(), AnyRestore.AT, false));
        Optional<RestoreSummary> running =
                Optional.of(new RestoreSummary(Optional.empty(), Optional.empty(), AnyRestore.AT, true));

        assertThat(table(TableStatus.ACTIVE, over, TableIndex.Status.ACTIVE).ready())
                .isTrue();
        assertThat(table(TableStatus.ACTIVE, Optional.empty(), TableIndex.Status.ACTIVE)
                        .ready())
                .isTrue();
        assertThat(table(TableStatus.ACTIVE, over, TableIndex.Status.CREATING).ready())
                .isFalse();
        assertThat(table(TableStatus.ACTIVE, running, TableIndex.Status.ACTIVE).ready())
                .isFalse();
        assertThat(table(TableStatus.UPDATING, over, TableIndex.Status.ACTIVE).ready())
                .isFalse();
    }

    private static TableDescription table(
            TableStatus status, Optional<RestoreSummary> restore, TableIndex.Status index) {
        return new TableDescription(
                AnyRestore.SOURCE,
                status,
                "id",
                AnyRestore.AT,
                restore,
                new TableShape(
                        OptionalLong.of(0),
                        List.of(new TableIndex("by-day", TableIndex.Kind.GLOBAL, index, OptionalLong.empty())),
                        new TableShape.Billing.OnDemand(),
                        new TableShape.Encryption.AwsOwned(),
                        new TableShape.Stream.None()),
                Optional.of(false),
                List.of());
    }
}

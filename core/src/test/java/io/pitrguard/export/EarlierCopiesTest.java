package io.pitrguard.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.backup.RecoveryPoint;
import io.pitrguard.domain.backup.VaultRestore;
import io.pitrguard.domain.export.ExportOrder;
import io.pitrguard.domain.export.ExportReply;
import io.pitrguard.domain.restore.Alternative;
import io.pitrguard.domain.restore.RestoreMoment;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.AnyRestore;
import io.pitrguard.port.InMemoryRestoreStore;
import io.pitrguard.port.InMemoryTableExports;
import io.pitrguard.port.Result;
import io.pitrguard.port.SettableTime;
import io.pitrguard.port.VaultBackups;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What else there is of a moment that cannot be restored any more. */
class EarlierCopiesTest {
    private static final TableRef ORDERS = AnyRestore.SOURCE;
    private static final Cause DENIED = new Cause(Cause.Kind.DENIED, "AWS denied it.");

    private final SettableTime time = new SettableTime();
    private final InMemoryTableExports exports = new InMemoryTableExports(time);
    private final InMemoryRestoreStore store = new InMemoryRestoreStore();

    @BeforeEach
    void create() {
        exports.create(ORDERS, 3, time.instant().minus(Duration.ofDays(10)));
        exports.bucket("audit");
    }

    private String export(int daysAgo) {
        ExportReply reply = exports.start(
                ExportOrder.of(ORDERS, time.instant().minus(Duration.ofDays(daysAgo)), "audit", "t-" + daysAgo));
        return ((ExportReply.Accepted) reply).export().arn();
    }

    private EarlierCopies.Found near(Optional<VaultBackups> vaults) {
        return new EarlierCopies(exports, List.of(store), vaults)
                .near(ORDERS, new RestoreMoment.At(SettableTime.START.minus(Duration.ofDays(60))), time.instant());
    }

    @Test
    void namesTheClosestExportsFirst() {
        List<String> arns = List.of(export(1), export(5), export(9), export(3));
        time.advance(InMemoryTableExports.EXPORT);

        assertThat(near(Optional.empty()).alternatives())
                .extracting(each -> each.command().orElseThrow())
                .satisfiesExactly(
                        first -> assertThat(first).contains("export status").contains(arns.get(2)),
                        second -> assertThat(second).contains(arns.get(1)),
                        third -> assertThat(third).contains(arns.get(3)));
    }

    @Test
    void namesNoExportThatIsNotComplete() {
        export(1);

        assertThat(near(Optional.empty())).isEqualTo(new EarlierCopies.Found(List.of(), List.of()));
    }

    @Test
    void namesAuditTablesThatThereAre() {
        store.create(AnyRestore.signedOff());
        store.create(AnyRestore.record(
                AnyRestore.id(2),
                AnyRestore.auditPlan(AnyRestore.plan()),
                new RestoreState.Discarded(AnyRestore.AT, Optional.empty())));
        store.create(AnyRestore.record(
                AnyRestore.id(3),
                AnyRestore.plan(),
                new RestoreState.Completed(AnyRestore.restored(), AnyRestore.AT, List.of())));

        assertThat(near(Optional.empty()).alternatives()).singleElement().satisfies(table -> {
            assertThat(table.what()).contains("audit table pitr-guard-restore-orders", "until 2027-03-31");
            assertThat(table.moment()).contains(AnyRestore.MOMENT);
            assertThat(table.command().orElseThrow()).contains("describe-table");
        });
    }

    @Test
    void namesRecoveryPointsIfAsked() {
        Instant created = SettableTime.START.minus(Duration.ofDays(61));
        VaultBackups vaults = vaults(new Result.Success<>(List.of(
                point("arn:1", RecoveryPoint.Status.COMPLETED, created),
                point("arn:2", RecoveryPoint.Status.PARTIAL, created))));

        assertThat(near(Optional.of(vaults)).alternatives())
                .containsExactly(new Alternative(
                        "A recovery point of AWS Backup in the vault main",
                        Optional.of(created),
                        Optional.of(
                                "aws backup describe-recovery-point --backup-vault-name main --recovery-point-arn arn:1"
                                        + " --region eu-west-1")));
        assertThat(near(Optional.empty()).alternatives()).isEmpty();
    }

    @Test
    void saysWhatCouldNotBeRead() {
        exports.fail(DENIED);

        EarlierCopies.Found found = near(Optional.of(vaults(new Result.Failure<>(DENIED))));

        assertThat(found.alternatives()).isEmpty();
        assertThat(found.unread()).containsExactly(DENIED, DENIED);
    }

    @Test
    void takesTheLatestMomentForNow() {
        export(1);
        export(5);
        time.advance(InMemoryTableExports.EXPORT);

        assertThat(new EarlierCopies(exports, List.of(store), Optional.empty())
                        .near(ORDERS, new RestoreMoment.Latest(), time.instant())
                        .alternatives())
                .first()
                .satisfies(
                        export -> assertThat(export.moment()).contains(SettableTime.START.minus(Duration.ofDays(1))));
    }

    private static RecoveryPoint point(String arn, RecoveryPoint.Status status, Instant created) {
        return new RecoveryPoint(arn, "main", status, created, OptionalLong.empty());
    }

    private static VaultBackups vaults(Result<List<RecoveryPoint>> points) {
        return new VaultBackups() {
            @Override
            public Result<List<RecoveryPoint>> points(TableRef table) {
                return points;
            }

            @Override
            public Result<List<VaultRestore>> restores(TableRef table) {
                throw new AssertionError("not asked for");
            }
        };
    }
}

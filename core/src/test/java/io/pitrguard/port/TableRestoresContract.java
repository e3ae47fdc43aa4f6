package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.restore.DescribedTable;
import io.pitrguard.domain.restore.RestoreCall;
import io.pitrguard.domain.restore.RestoreError;
import io.pitrguard.domain.restore.RestorePoint;
import io.pitrguard.domain.restore.RestoreReply;
import io.pitrguard.domain.restore.RestoreSummary;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.restore.TableIndex;
import io.pitrguard.domain.restore.TableShape;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.port.TableRestores.Deletion;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What holds for every way to restore tables. */
public abstract class TableRestoresContract {
    /** Where the tables are. */
    protected static final AccountRegion WHERE = InMemoryTables.WHERE;

    private static final TableRef SOURCE = WHERE.table("orders");
    private static final TableRef TARGET = WHERE.table("orders-back");

    /** Returns the port. There are no tables yet. */
    protected abstract TableRestores restores();

    /** Makes an on-demand table with one global index {@code by-day}, and recovery since an hour or so. */
    protected abstract void create(TableRef table);

    /** Makes a table without recovery. */
    protected abstract void createWithoutRecovery(TableRef table);

    /** Deletes a table, as somebody else may; it is DELETING for a while. */
    protected abstract void remove(TableRef table);

    /** Lets a consumer of its stream use a table. */
    protected abstract void use(TableRef table);

    /** Turns deletion protection on. */
    protected abstract void protect(TableRef table);

    /** Sets how many restores may run at once. */
    protected abstract void atMost(int restores);

    /** Lets time pass. */
    protected abstract void pass(Duration duration);

    /** Returns AWS's time. */
    protected abstract Instant now();

    @Test
    void describesATable() {
        create(SOURCE);

        TableDescription table = described(SOURCE);
        assertThat(table.status()).isEqualTo(TableStatus.ACTIVE);
        assertThat(table.tableId()).isNotEmpty();
        assertThat(table.restore()).isEmpty();
        assertThat(table.ready()).isTrue();
        assertThat(table.shape().billing()).isEqualTo(new TableShape.Billing.OnDemand());
        assertThat(table.shape().encryption()).isEqualTo(new TableShape.Encryption.AwsOwned());
        assertThat(table.shape().indexes()).extracting(TableIndex::name).containsExactly("by-day");
        assertThat(table.deletionProtection()).hasValue(false);
        assertThat(table.replicas()).isEmpty();
    }

    @Test
    void findsNoTable() {
        assertThat(restores().describe(SOURCE)).isEqualTo(new Result.Success<>(new DescribedTable.Gone()));
        assertThat(restores().recovery(SOURCE)).isEqualTo(new RecoveryState.TableGone());
        assertThat(restores().countTables(WHERE)).isEqualTo(new Result.Success<>(0));
    }

    @Test
    void readsTheWindow() {
        create(SOURCE);
        createWithoutRecovery(TARGET);

        assertThat(restores().recovery(SOURCE)).isInstanceOfSatisfying(RecoveryState.Enabled.class, enabled -> {
            assertThat(enabled.earliest())
                    .hasValueSatisfying(at -> assertThat(at).isBefore(now()));
            assertThat(enabled.latest()).hasValueSatisfying(at -> assertThat(at).isBefore(now()));
        });
        assertThat(restores().recovery(TARGET)).isEqualTo(new RecoveryState.Disabled());
        assertThat(restores().countTables(WHERE)).isEqualTo(new Result.Success<>(2));
    }

    @Test
    void restoresToAMoment() {
        create(SOURCE);
        Instant moment = moment();

        String id = accepted(restores().restore(call(moment, true)));

        TableDescription restoring = described(TARGET);
        assertThat(restoring.tableId()).isEqualTo(id);
        assertThat(restoring.status()).isEqualTo(TableStatus.CREATING);
        assertThat(restoring.ready()).isFalse();
        assertThat(restoring.restore())
                .hasValue(new RestoreSummary(Optional.of(SOURCE.arn()), Optional.empty(), moment, true));
        pass(Duration.ofMinutes(30));
        TableDescription restored = described(TARGET);
        assertThat(restored.ready()).isTrue();
        assertThat(restored.shape().indexes()).extracting(TableIndex::name).containsExactly("by-day");
        assertThat(restored.restore().orElseThrow().inProgress()).isFalse();
    }

    @Test
    void restoresWithoutIndexes() {
        create(SOURCE);

        accepted(restores().restore(call(moment(), false)));

        pass(Duration.ofMinutes(30));
        assertThat(described(TARGET).shape().indexes()).isEmpty();
    }

    @Test
    void restoresADeletedTable() {
        create(SOURCE);
        remove(SOURCE);
        pass(Duration.ofMinutes(5));

        List<TableBackup> backups = restores().backups(SOURCE).success().orElseThrow();
        assertThat(backups).singleElement().satisfies(backup -> {
            assertThat(backup.kind()).isEqualTo(TableBackup.Kind.SYSTEM);
            assertThat(backup.status()).isEqualTo(TableBackup.Status.AVAILABLE);
        });
        TableBackup backup = backups.getFirst();
        assertThat(restores().backup(WHERE, backup.arn()).success().orElseThrow())
                .hasValueSatisfying(
                        found -> assertThat(found.facts().billing()).isEqualTo(new TableShape.Billing.OnDemand()));
        accepted(restores()
                .restore(new RestoreCall(SOURCE, new RestorePoint.Backup(backup), SOURCE, true, Optional.empty())));
        pass(Duration.ofMinutes(30));
        assertThat(described(SOURCE).ready()).isTrue();
        assertThat(described(SOURCE).restore().orElseThrow().sourceBackupArn()).hasValue(backup.arn());
    }

    @Test
    void namesEachReasonOfARefusal() {
        assertThat(error(call(moment(), true))).isEqualTo(RestoreError.SOURCE_NOT_FOUND);
        create(SOURCE);
        createWithoutRecovery(WHERE.table("off"));
        createWithoutRecovery(WHERE.table("taken"));
        assertThat(error(call(now(), true))).isEqualTo(RestoreError.TIME_OUTSIDE_WINDOW);
        assertThat(error(call(now().minus(Duration.ofDays(40)), true))).isEqualTo(RestoreError.TIME_OUTSIDE_WINDOW);
        assertThat(error(call(WHERE.table("off"), TARGET))).isEqualTo(RestoreError.RECOVERY_OFF);
        assertThat(error(call(SOURCE, WHERE.table("taken")))).isEqualTo(RestoreError.TARGET_EXISTS);
        remove(WHERE.table("taken"));
        assertThat(error(call(SOURCE, WHERE.table("taken")))).isEqualTo(RestoreError.TARGET_BUSY);
        accepted(restores().restore(call(moment(), true)));
        assertThat(error(call(moment(), true))).isEqualTo(RestoreError.TARGET_BUSY);
        TableBackup none = AnyRestore.backup(SOURCE, now());
        assertThat(error(new RestoreCall(
                        SOURCE, new RestorePoint.Backup(none), WHERE.table("third"), true, Optional.empty())))
                .isEqualTo(RestoreError.BACKUP_NOT_FOUND);
        assertThat(restores().backup(WHERE, none.arn())).isEqualTo(new Result.Success<>(Optional.empty()));
    }

    @Test
    void refusesMoreRestoresThanTheQuota() {
        create(SOURCE);
        atMost(1);
        accepted(restores().restore(call(moment(), true)));

        assertThat(error(call(SOURCE, WHERE.table("second")))).isEqualTo(RestoreError.LIMIT_EXCEEDED);

        pass(Duration.ofMinutes(30));
        accepted(restores().restore(call(SOURCE, WHERE.table("second"))));
    }

    @Test
    void listsUsers() {
        create(SOURCE);
        assertThat(restores().users(SOURCE)).isEqualTo(new Result.Success<>(List.of()));

        use(SOURCE);

        assertThat(restores().users(SOURCE).success().orElseThrow())
                .singleElement()
                .satisfies(user -> assertThat(user.remove()).startsWith("aws "));
    }

    @Test
    void deletesOnlyTheTableOfThatId() {
        createWithoutRecovery(TARGET);
        String id = described(TARGET).tableId();

        assertThat(restores().delete(TARGET, "another")).isEqualTo(new Result.Success<>(new Deletion.OtherTable(id)));
        assertThat(described(TARGET).status()).isEqualTo(TableStatus.ACTIVE);
        assertThat(restores().delete(TARGET, id)).isEqualTo(new Result.Success<>(new Deletion.Started()));
        pass(Duration.ofMinutes(5));
        assertThat(restores().describe(TARGET)).isEqualTo(new Result.Success<>(new DescribedTable.Gone()));
        assertThat(restores().delete(TARGET, id)).isEqualTo(new Result.Success<>(new Deletion.AlreadyGone()));
    }

    @Test
    void turnsDeletionProtectionOffOnlyForTheTableOfThatId() {
        createWithoutRecovery(TARGET);
        protect(TARGET);
        String id = described(TARGET).tableId();

        assertThat(restores().delete(TARGET, id)).isInstanceOf(Result.Failure.class);
        assertThat(restores().unprotect(TARGET, "another")).isEqualTo(new Result.Success<>(false));
        assertThat(described(TARGET).deletionProtection()).contains(true);
        assertThat(restores().unprotect(TARGET, id)).isEqualTo(new Result.Success<>(true));
        pass(Duration.ofMinutes(1));
        assertThat(described(TARGET).deletionProtection()).contains(false);
        assertThat(restores().delete(TARGET, id)).isEqualTo(new Result.Success<>(new Deletion.Started()));
        pass(Duration.ofMinutes(5));
        assertThat(restores().unprotect(TARGET, id)).isEqualTo(new Result.Success<>(false));
    }

    private Instant moment() {
        return now().minus(Duration.ofMinutes(10)).truncatedTo(ChronoUnit.SECONDS);
    }

    private RestoreCall call(Instant moment, boolean indexes) {
        return new RestoreCall(
                SOURCE,
                new RestorePoint.PointInTime(moment.truncatedTo(ChronoUnit.SECONDS)),
                TARGET,
                indexes,
                Optional.empty());
    }

    private RestoreCall call(TableRef source, TableRef target) {
        return new RestoreCall(source, new RestorePoint.PointInTime(moment()), target, true, Optional.empty());
    }

    private TableDescription described(TableRef table) {
        return restores().describe(table).success().orElseThrow() instanceof DescribedTable.Present(var description)
                ? description
                : org.assertj.core.api.Assertions.fail("There is no table " + table.name());
    }

    private static String accepted(RestoreReply reply) {
        assertThat(reply).isInstanceOf(RestoreReply.Accepted.class);
        return ((RestoreReply.Accepted) reply).tableId().orElseThrow();
    }

    private RestoreError error(RestoreCall call) {
        RestoreReply reply = restores().restore(call);
        assertThat(reply).isInstanceOf(RestoreReply.Refused.class);
        return ((RestoreReply.Refused) reply).error();
    }
}

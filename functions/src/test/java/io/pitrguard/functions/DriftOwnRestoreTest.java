package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.aws.DynamoDbRestoreStore;
import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.ledger.TimelineEntry.Kind;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.restore.RestoredTable;
import io.pitrguard.domain.restore.UnderWay;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.Result;
import io.pitrguard.report.DriftView;
import io.pitrguard.report.SweepView;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BackupTypeFilter;

/** Restores of pitr-guard are no news; those of others are judged like any table. */
class DriftOwnRestoreTest {
    private static final String TARGET = "pitr-guard-restore-orders";

    private final DriftTestBed bed = new DriftTestBed();
    private Instant moment = Instant.EPOCH;

    @BeforeEach
    void sourceToRestore() {
        bed.policy = Policy.BUILT_IN;
        bed.create("orders").enabled(35);
        bed.pass(Duration.ofDays(2));
        moment = now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void doesNotAlertAboutItsOwnRestoreUntilItIsComplete() {
        RestoreStore.Stored requested = store(new RestoreState.Requested(now()));
        String id = restore();
        tell();
        bed.deliverFor(Duration.ofMinutes(10), Duration.ofMinutes(1));

        assertThat(verdict()).isEqualTo(VerdictKind.NOT_APPLICABLE);
        assertThat(last().outcome()).hasToString("SETTLED");
        store(requested, new RestoreState.CopyingSettings(new RestoredTable(now(), now(), id)));
        bed.pass(Duration.ofMinutes(30));
        bed.send(bed.call("TagResource").with("resourceArn", bed.table(TARGET).arn()));
        bed.deliverFor(Duration.ofMinutes(10), Duration.ofMinutes(1));
        bed.sweep();

        assertThat(bed.mails()).isEmpty();
        assertThat(bed.timeline(TARGET))
                .extracting(TimelineEntry::text)
                .contains(
                        "Restored by pitr-guard (restore " + UnderWay.ID + ") from table orders as of " + moment + ".");
    }

    @Test
    void alertsAboutTheTableOnceTheRestoreIsComplete() {
        RestoreStore.Stored requested = store(new RestoreState.Requested(now()));
        RestoredTable table = new RestoredTable(now(), now(), restore());
        store(requested, new RestoreState.Completed(table, now(), List.of()));
        bed.pass(Duration.ofMinutes(30));
        tell();
        bed.deliverFor(Duration.ofMinutes(10), Duration.ofMinutes(1));

        assertThat(verdict()).isEqualTo(VerdictKind.NON_COMPLIANT);
        assertThat(bed.alerts(TARGET)).hasSize(1);
    }

    @Test
    void alertsAboutARestoreOfSomebodyElse() {
        store(
                store(new RestoreState.Requested(now())),
                new RestoreState.Restoring(now(), "another-id", Optional.empty()));
        restore();
        tell();
        bed.deliverFor(Duration.ofMinutes(60), Duration.ofMinutes(5));

        assertThat(bed.alerts(TARGET)).hasSize(1);
        assertThat(bed.kinds(TARGET)).contains(Kind.RESTORED, Kind.OPENED);
    }

    @Test
    void restoresThatCannotBeReadSilenceNothing() {
        store(new RestoreState.Requested(now()));
        restore();
        bed.pass(Duration.ofMinutes(30));
        tell();
        bed.aws.sandbox().faults().add(Fault.on("Query", Effect.DENIED));
        bed.deliverFor(Duration.ofMinutes(10), Duration.ofMinutes(1));

        assertThat(verdict()).isEqualTo(VerdictKind.NON_COMPLIANT);
        assertThat(last().ledgerFailure()).startsWith("Tables that pitr-guard is restoring are judged as any other");
        assertThat(bed.alerts(TARGET)).hasSize(1);
    }

    @Test
    void readsNoRestoresForATableThatNoRestoreMade() {
        bed.create("payments");
        bed.aws.sandbox().faults().add(Fault.on("Query", Effect.DENIED));
        bed.send(bed.call("CreateTable").table("payments").at(now().minusSeconds(600)));
        bed.deliver();

        assertThat(verdict()).isEqualTo(VerdictKind.NON_COMPLIANT);
        assertThat(String.valueOf(last())).doesNotContain("Query");
    }

    @Test
    void deletedTableRestoredUnderItsNameHasLostNoHistory() {
        bed.sweep();
        DynamoDbClient client = bed.aws.clients().dynamoDb();
        client.deleteTable(b -> b.tableName("orders"));
        bed.pass(Duration.ofHours(1));
        bed.sweep();
        String backup = client.listBackups(b -> b.tableName("orders").backupType(BackupTypeFilter.SYSTEM))
                .backupSummaries()
                .getFirst()
                .backupArn();
        client.restoreTableFromBackup(b -> b.targetTableName("orders").backupArn(backup));
        bed.pass(Duration.ofHours(1));
        bed.table("orders").enabled(35, now());
        bed.pass(Duration.ofHours(1));
        bed.sweep();
        bed.send(bed.call("TagResource").with("resourceArn", bed.table("orders").arn()));
        bed.deliverFor(Duration.ofMinutes(5), Duration.ofMinutes(1));

        assertThat(bed.kinds("orders")).contains(Kind.DELETED, Kind.RESTORED).doesNotContain(Kind.HISTORY_LOST);
        assertThat(bed.timeline("orders"))
                .filteredOn(entry -> entry.kind() == Kind.RESTORED)
                .singleElement()
                .satisfies(entry -> assertThat(entry.text())
                        .startsWith("Restored from table orders, backup ")
                        .endsWith(" It has the name of an earlier table, whose record no longer counts; no history is"
                                + " lost by that."));
        assertThat(bed.record("orders").history().losses()).isEmpty();
        assertThat(verdict()).isEqualTo(VerdictKind.COMPLIANT);
    }

    private Instant now() {
        return bed.aws.time().instant();
    }

    private RestoreStore restores() {
        return new DynamoDbRestoreStore(bed.aws.clients().dynamoDb(), DriftTestBed.LEDGER);
    }

    private RestoreStore.Stored store(RestoreState state) {
        Result<Optional<RestoreStore.Stored>> created = restores().create(record(state));
        assertThat(created.failure()).isEmpty();
        return created.success().flatMap(stored -> stored).orElseThrow();
    }

    private void store(RestoreStore.Stored before, RestoreState state) {
        assertThat(restores().write(before, record(state)).success().orElseThrow())
                .isPresent();
    }

    private RestoreRecord record(RestoreState state) {
        TableRef orders = bed.aws.where().table("orders");
        return UnderWay.toMoment(orders, bed.aws.where().table(TARGET), moment, state);
    }

    /** Gives the id of the table. */
    private String restore() {
        return bed.aws
                .clients()
                .dynamoDb()
                .restoreTableToPointInTime(
                        b -> b.sourceTableName("orders").targetTableName(TARGET).restoreDateTime(moment))
                .tableDescription()
                .tableId();
    }

    private void tell() {
        bed.send(bed.call("RestoreTableToPointInTime").with("targetTableName", TARGET));
    }

    private DriftView last() {
        return bed.log.getLast();
    }

    private VerdictKind verdict() {
        SweepView.TableView table = last().table();
        assertThat(table).isNotNull();
        return table.verdict();
    }
}

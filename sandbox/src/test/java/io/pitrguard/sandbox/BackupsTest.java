package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertInvalid;
import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BackupDescription;
import software.amazon.awssdk.services.dynamodb.model.BackupDetails;
import software.amazon.awssdk.services.dynamodb.model.BackupStatus;
import software.amazon.awssdk.services.dynamodb.model.BackupSummary;
import software.amazon.awssdk.services.dynamodb.model.BackupType;
import software.amazon.awssdk.services.dynamodb.model.BackupTypeFilter;
import software.amazon.awssdk.services.dynamodb.model.ListBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** On-demand backups, and the system backups of deleted tables. */
class BackupsTest extends SandboxFixture {

    private static final String NOT_FOUND = "BackupNotFoundException";
    private static final String IN_USE = "BackupInUseException";

    @BeforeEach
    void seed() {
        sandbox.tables().create("orders").enabled(35).sizeBytes(4_000);
        sandbox.tables().create("payments");
    }

    @Test
    void aBackupNamesItsTableAndItsFeatures() {
        dynamoDb.updateTable(request -> request.tableName("orders")
                .streamSpecification(stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE)));
        dynamoDb.updateTimeToLive(request -> request.tableName("orders")
                .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName("expires")));
        sandbox.restores().backupsTake(Duration.ofSeconds(10));

        BackupDetails created = backup("orders", "before-migration");

        assertThat(created.backupStatus()).isEqualTo(BackupStatus.CREATING);
        assertThat(created.backupArn())
                .matches("arn:aws:dynamodb:eu-west-1:123456789012:table/orders/backup/\\d{14}-[0-9a-f]{8}");
        clock.advance(Duration.ofSeconds(10));
        BackupDescription described = describe(created.backupArn());
        assertThat(described.backupDetails().backupStatus()).isEqualTo(BackupStatus.AVAILABLE);
        assertThat(described.backupDetails().backupType()).isEqualTo(BackupType.USER);
        assertThat(described.backupDetails().backupExpiryDateTime()).isNull();
        assertThat(described.backupDetails().backupCreationDateTime()).isEqualTo(NOW);
        assertThat(described.sourceTableDetails().tableId())
                .isEqualTo(sandbox.tables().get("orders").tableId());
        assertThat(described.sourceTableDetails().billingModeAsString()).isEqualTo("PAY_PER_REQUEST");
        assertThat(described.sourceTableDetails().tableSizeBytes()).isEqualTo(4_000);
        assertThat(described.sourceTableFeatureDetails().streamDescription().streamViewType())
                .isEqualTo(StreamViewType.NEW_IMAGE);
        assertThat(described.sourceTableFeatureDetails().timeToLiveDescription().attributeName())
                .isEqualTo("expires");
        assertThat(described.sourceTableFeatureDetails().hasGlobalSecondaryIndexes())
                .isFalse();
    }

    @Test
    void aTableInTheMakingOfABackupCannotBeDeletedOrBackedUpAgain() {
        sandbox.restores().backupsTake(Duration.ofSeconds(10));
        String arn = backup("orders", "first").backupArn();

        assertRefused(() -> backup("orders", "second"), IN_USE);
        assertRefused(() -> restore(arn, "early"), IN_USE);
        assertRefused(() -> delete(arn), IN_USE);
        assertRefused(() -> dynamoDb.deleteTable(request -> request.tableName("orders")), "ResourceInUseException");
        clock.advance(Duration.ofSeconds(10));
        dynamoDb.deleteTable(request -> request.tableName("orders"));
    }

    @Test
    void aBackupOutlivesItsTableAndIsGoneOnceDeleted() {
        String arn = backup("payments", "last").backupArn();
        sandbox.tables().delete("payments");

        assertThat(describe(arn).sourceTableDetails().tableName()).isEqualTo("payments");
        assertThat(delete(arn).backupDetails().backupStatus()).isEqualTo(BackupStatus.DELETED);
        assertRefused(() -> describe(arn), NOT_FOUND);
        assertRefused(() -> delete(arn), NOT_FOUND);
        assertRefused(() -> restore(arn, "payments"), NOT_FOUND);
    }

    @Test
    void aBackupThatIsBeingRestoredIsInUse() {
        String arn = backup("payments", "used").backupArn();
        restore(arn, "payments-then");

        assertRefused(() -> delete(arn), IN_USE);
        assertRefused(() -> restore(arn, "payments-again"), IN_USE);
        clock.advance(Duration.ofMinutes(20));

        delete(arn);
        var summary = dynamoDb.describeTable(request -> request.tableName("payments-then"))
                .table()
                .restoreSummary();
        assertThat(summary.sourceBackupArn()).isEqualTo(arn);
        assertThat(summary.sourceTableArn())
                .isEqualTo(sandbox.tables().get("payments").arn());
        assertThat(summary.restoreDateTime()).isEqualTo(NOW);
    }

    @Test
    void refusesWhatCannotBeBackedUp() {
        sandbox.tables().create("young").notYetFor(Duration.ofMinutes(10));
        sandbox.tables().create("arriving").status("CREATING");

        assertRefused(() -> backup("missing", "name"), "TableNotFoundException");
        assertRefused(() -> backup("young", "name"), "ContinuousBackupsUnavailableException");
        assertRefused(() -> backup("arriving", "name"), "TableInUseException");
        assertInvalid(() -> backup("orders", "no"), "'backupName'");
        assertInvalid(() -> backup("orders", "with space"), "'backupName'");
    }

    @Test
    void deletingAProtectedTableLeavesASystemBackupFor35Days() {
        String id = sandbox.tables().get("orders").tableId();
        dynamoDb.deleteTable(request -> request.tableName("orders"));
        dynamoDb.deleteTable(request -> request.tableName("payments"));

        List<BackupSummary> system = list(request -> request.backupType(BackupTypeFilter.SYSTEM));

        assertThat(system).singleElement().satisfies(backup -> {
            assertThat(backup.backupName()).isEqualTo("orders$DeletedTableBackup");
            assertThat(backup.backupType()).isEqualTo(BackupType.SYSTEM);
            assertThat(backup.tableId()).isEqualTo(id);
            assertThat(backup.backupExpiryDateTime()).isEqualTo(NOW.plus(Duration.ofDays(35)));
        });
        String arn = system.getFirst().backupArn();
        assertInvalid(() -> delete(arn), "SYSTEM");
        clock.advance(Duration.ofDays(35));
        assertThat(list(request -> request.backupType(BackupTypeFilter.ALL))).isEmpty();
        assertRefused(() -> describe(arn), NOT_FOUND);
    }

    @Test
    void listsByTypeTableAndTime() {
        backup("payments", "first");
        clock.advance(Duration.ofHours(1));
        backup("orders", "second");
        sandbox.tables().get("orders").backedUpByAwsBackup("awsbackup_job");
        sandbox.tables().delete("orders");

        assertThat(names(request -> {})).containsExactly("second", "first");
        assertThat(names(request -> request.backupType(BackupTypeFilter.ALL)))
                .containsExactly("second", "orders$DeletedTableBackup", "first");
        assertThat(names(request -> request.backupType(BackupTypeFilter.AWS_BACKUP)))
                .containsExactly("awsbackup_job");
        assertThat(names(request -> request.tableName("payments"))).containsExactly("first");
        assertThat(names(request -> request.timeRangeLowerBound(NOW.plus(Duration.ofHours(1)))))
                .containsExactly("second");
        assertThat(names(request -> request.timeRangeUpperBound(NOW.plus(Duration.ofHours(1)))))
                .containsExactly("first");
    }

    @Test
    void listsInPages() {
        List<String> made = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            made.add(backup("orders", "backup-" + number).backupArn());
        }
        List<String> listed = new ArrayList<>();
        String start = null;
        do {
            String after = start;
            ListBackupsResponse page =
                    dynamoDb.listBackups(request -> request.limit(2).exclusiveStartBackupArn(after));
            page.backupSummaries().forEach(backup -> listed.add(backup.backupArn()));
            start = page.lastEvaluatedBackupArn();
        } while (start != null);

        assertThat(listed).isEqualTo(made);
        assertInvalid(() -> list(request -> request.limit(0)), "'limit'");
        assertInvalid(() -> list(request -> request.backupType("OTHER")), "'backupType'");
    }

    private BackupDetails backup(String table, String name) {
        return dynamoDb.createBackup(request -> request.tableName(table).backupName(name))
                .backupDetails();
    }

    private BackupDescription describe(String arn) {
        return dynamoDb.describeBackup(request -> request.backupArn(arn)).backupDescription();
    }

    private BackupDescription delete(String arn) {
        return dynamoDb.deleteBackup(request -> request.backupArn(arn)).backupDescription();
    }

    private void restore(String arn, String target) {
        dynamoDb.restoreTableFromBackup(request -> request.backupArn(arn).targetTableName(target));
    }

    private List<BackupSummary> list(Consumer<ListBackupsRequest.Builder> change) {
        return dynamoDb.listBackups(change).backupSummaries();
    }

    private List<String> names(Consumer<ListBackupsRequest.Builder> change) {
        return list(change).stream().map(BackupSummary::backupName).toList();
    }
}

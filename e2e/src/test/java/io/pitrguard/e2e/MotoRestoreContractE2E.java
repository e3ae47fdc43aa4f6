package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitrguard.sandbox.contract.RestoreContract;
import io.pitrguard.sandbox.contract.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.BackupSummary;
import software.amazon.awssdk.services.dynamodb.model.BackupTypeFilter;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * The expectations of restores that the sandbox fulfils, put to moto; and where moto is laxer than AWS and the sandbox, so that
 * nobody takes a pass on moto for more than it is. One of these fails when moto becomes stricter: then it moves to the contract.
 */
class MotoRestoreContractE2E extends RestoreContract {
    @RegisterExtension
    static final Moto MOTO = Moto.emptyForTheClass();

    @Override
    protected Target target() {
        return new MotoTarget(MOTO.endpoint());
    }

    @Test
    void motoRestoresATableWhosePointInTimeRecoveryIsOff() {
        dynamoDb()
                .restoreTableToPointInTime(request -> request.sourceTableName(source())
                        .targetTableName(restored())
                        .useLatestRestorableTime(true));

        assertThat(describe(restored()).tableStatusAsString()).isEqualTo("ACTIVE");
    }

    @Test
    void motoIgnoresTheTimeAndWhetherThereIsOne() {
        enableRecovery();

        dynamoDb()
                .restoreTableToPointInTime(request -> request.sourceTableName(source())
                        .targetTableName(restored())
                        .restoreDateTime(Instant.now().plus(Duration.ofDays(1))));
        dynamoDb()
                .restoreTableToPointInTime(
                        request -> request.sourceTableName(source()).targetTableName(restored() + "-timeless"));

        assertThat(describe(restored()).restoreSummary().restoreDateTime())
                .isBefore(Instant.now().plusSeconds(60));
        assertThat(describe(restored() + "-timeless").tableStatusAsString()).isEqualTo("ACTIVE");
    }

    @Test
    void motoIgnoresOverridesAndLosesTheBillingMode() {
        enableRecovery();

        dynamoDb()
                .restoreTableToPointInTime(request -> request.sourceTableName(source())
                        .targetTableName(restored())
                        .useLatestRestorableTime(true)
                        .billingModeOverride(BillingMode.PAY_PER_REQUEST)
                        .globalSecondaryIndexOverride(List.of())
                        .sseSpecificationOverride(sse -> sse.enabled(true)));

        TableDescription table = describe(restored());
        assertThat(table.globalSecondaryIndexes())
                .extracting(GlobalSecondaryIndexDescription::indexName)
                .containsExactly("by-status");
        assertThat(table.billingModeSummary().billingMode()).isNull();
        assertThat(table.sseDescription()).isNull();
    }

    @Test
    void motoTablesHaveNoIdThatTellsARestoredTableFromAnother() {
        assertThat(describe(source()).tableId()).isNull();
    }

    @Test
    void motoCallsAMissingSourceByAnotherName() {
        assertThatExceptionOfType(DynamoDbException.class)
                .isThrownBy(() -> dynamoDb()
                        .restoreTableToPointInTime(request -> request.sourceTableName(restored())
                                .targetTableName(restored() + "-again")
                                .useLatestRestorableTime(true)))
                .satisfies(refusal ->
                        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("SourceTableNotFoundException"));
    }

    @Test
    void motoLeavesNoSystemBackupOfADeletedTable() {
        enableRecovery();

        dynamoDb().deleteTable(request -> request.tableName(source()));

        assertThat(dynamoDb()
                        .listBackups(request -> request.tableName(source()).backupType(BackupTypeFilter.ALL))
                        .backupSummaries())
                .isEmpty();
    }

    @Test
    void motoListsBackupsWithoutPagesAndWithoutTheIdsOfTheirTables() {
        for (String name : List.of("first", "second")) {
            dynamoDb().createBackup(request -> request.tableName(source()).backupName(name));
        }

        var page = dynamoDb().listBackups(request -> request.tableName(source()).limit(1));

        assertThat(page.backupSummaries())
                .hasSize(2)
                .extracting(BackupSummary::tableId)
                .containsOnlyNulls();
        assertThat(page.lastEvaluatedBackupArn()).isNull();
    }
}

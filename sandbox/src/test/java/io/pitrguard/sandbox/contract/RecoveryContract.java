package io.pitrguard.sandbox.contract;

import static io.pitrguard.sandbox.contract.Fixture.assertOff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsStatus;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;

/** What the product relies on when it reads and changes point-in-time recovery. */
interface RecoveryContract {

    /** What the contract is checked against. */
    Fixture aws();

    @Test
    default void continuousBackupsSayTableNotFoundOfAMissingTable() {
        String missing = aws().run() + "-missing";

        assertThatExceptionOfType(TableNotFoundException.class)
                .isThrownBy(() -> aws().recovery(missing))
                .withMessageContaining("Table not found: " + missing);
        assertThatExceptionOfType(TableNotFoundException.class).isThrownBy(() -> aws().enable(missing, 35));
    }

    @Test
    default void aNewTableHasContinuousBackupsButNoPointInTimeRecovery() {
        String table = aws().create("new").tableName();

        var backups = aws().dynamoDb()
                .describeContinuousBackups(request -> request.tableName(table))
                .continuousBackupsDescription();

        assertThat(backups.continuousBackupsStatus()).isEqualTo(ContinuousBackupsStatus.ENABLED);
        assertOff(backups.pointInTimeRecoveryDescription());
    }

    @Test
    default void enablingWithoutAPeriodGives35Days() {
        String table = aws().create("enabled").tableName();

        PointInTimeRecoveryDescription answered = aws().enable(table, null);

        assertThat(answered.pointInTimeRecoveryStatus()).isEqualTo(PointInTimeRecoveryStatus.ENABLED);
        assertThat(answered.recoveryPeriodInDays()).isEqualTo(35);
        assertThat(aws().recovery(table).recoveryPeriodInDays()).isEqualTo(35);
        assertThat(aws().recovery(table).earliestRestorableDateTime()).isNotNull();
        assertThat(aws().recovery(table).latestRestorableDateTime()).isNotNull();
    }

    @Test
    default void changingThePeriodOfAnEnabledTableKeepsItsHistory() {
        String table = aws().create("resized").tableName();
        aws().enable(table, 7);
        PointInTimeRecoveryDescription before = aws().recovery(table);

        aws().enable(table, 14);

        assertThat(before.recoveryPeriodInDays()).isEqualTo(7);
        assertThat(aws().recovery(table).recoveryPeriodInDays()).isEqualTo(14);
        assertThat(aws().recovery(table).earliestRestorableDateTime()).isEqualTo(before.earliestRestorableDateTime());
    }

    @Test
    default void disablingClearsPeriodAndTimes() {
        String table = aws().create("disabled").tableName();
        aws().enable(table, 35);

        aws().dynamoDb()
                .updateContinuousBackups(request -> request.tableName(table)
                        .pointInTimeRecoverySpecification(recovery -> recovery.pointInTimeRecoveryEnabled(false)));

        assertOff(aws().recovery(table));
    }

    @Test
    default void acceptsAnArnWhereverATableIsNamed() {
        TableDescription table = aws().create("by-arn");

        aws().enable(table.tableArn(), 9);

        assertThat(aws().recovery(table.tableArn()).recoveryPeriodInDays()).isEqualTo(9);
        assertThat(aws().recovery(table.tableName()).recoveryPeriodInDays()).isEqualTo(9);
        assertThat(aws().describe(table.tableArn()).tableName()).isEqualTo(table.tableName());
    }
}

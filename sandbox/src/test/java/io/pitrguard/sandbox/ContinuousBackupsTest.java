package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertInvalid;
import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pitrguard.sandbox.state.Recovery;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;

/** Days, times and refusals of continuous backups, on a clock that the test moves. */
class ContinuousBackupsTest extends SandboxFixture {

    @ParameterizedTest
    @CsvSource({"0, greater than or equal to 1", "-1, greater than or equal to 1", "36, less than or equal to 35"})
    void refusesAPeriodOutOf1To35Days(int days, String rule) {
        sandbox.tables().create("orders");

        assertInvalid(
                () -> enable("orders", days),
                "1 validation error detected: Value '%d' at 'pointInTimeRecoverySpecification.recoveryPeriodInDays'"
                                .formatted(days)
                        + " failed to satisfy constraint: Member must have value " + rule);
        assertThat(sandbox.tables().get("orders").recovery()).isEqualTo(new Recovery.Disabled());
    }

    @Test
    void leavingThePeriodOutOverwritesAShorterOneWith35() {
        sandbox.tables().create("orders").enabled(7);

        enable("orders", null);

        assertThat(recovery("orders").recoveryPeriodInDays()).isEqualTo(35);
    }

    @Test
    void enablingADisabledTableStartsItsHistoryNow() {
        sandbox.tables().create("orders").enabled(35);
        disable("orders");
        clock.advance(Duration.ofMinutes(1));

        enable("orders", 35);

        assertThat(recovery("orders").earliestRestorableDateTime()).isEqualTo(NOW.plusSeconds(60));
        assertThat(recovery("orders").latestRestorableDateTime()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void theEarliestRestorePointIsAtMostThePeriodAgo() {
        sandbox.tables().create("orders").enabled(7, NOW.minus(Duration.ofDays(6)));

        assertThat(recovery("orders").earliestRestorableDateTime()).isEqualTo(NOW.minus(Duration.ofDays(6)));
        clock.advance(Duration.ofDays(3));
        assertThat(recovery("orders").earliestRestorableDateTime())
                .isEqualTo(clock.instant().minus(Duration.ofDays(7)));
    }

    @Test
    void whatAShorterPeriodGaveUpDoesNotComeBackWithALongerOne() {
        sandbox.tables().create("orders").enabled(35);

        enable("orders", 2);
        enable("orders", 35);

        assertThat(recovery("orders").recoveryPeriodInDays()).isEqualTo(35);
        assertThat(recovery("orders").earliestRestorableDateTime()).isEqualTo(NOW.minus(Duration.ofDays(2)));
    }

    @Test
    void theLatestRestorePointLagsFiveMinutesUnlessSaidOtherwise() {
        sandbox.tables().create("orders").enabled(35);
        sandbox.tables().create("stale").enabled(35).latestLag(Duration.ofHours(3));

        assertThat(recovery("orders").latestRestorableDateTime()).isEqualTo(NOW.minus(Duration.ofMinutes(5)));
        assertThat(recovery("stale").latestRestorableDateTime()).isEqualTo(NOW.minus(Duration.ofHours(3)));
        assertThat(sandbox.tables().get("stale").recovery())
                .isEqualTo(new Recovery.Enabled(35, NOW.minus(Duration.ofDays(35)), NOW.minus(Duration.ofHours(3))));
    }

    @Test
    void aNewTableCanAnswerNotYetForAWhile() {
        sandbox.tables().create("orders").notYetFor(Duration.ofMinutes(10));

        var refusal = assertRefused(() -> enable("orders", 35), "ContinuousBackupsUnavailableException");
        assertThat(refusal).hasMessageContaining("Backups are being enabled for the table: orders");
        assertThat(recovery("orders").pointInTimeRecoveryStatus()).isEqualTo(PointInTimeRecoveryStatus.DISABLED);

        clock.advance(Duration.ofMinutes(10));
        assertThat(enable("orders", 35).pointInTimeRecoveryStatus()).isEqualTo(PointInTimeRecoveryStatus.ENABLED);
    }

    @Test
    void needsTheSpecificationAndItsFlag() {
        sandbox.tables().create("orders");

        assertInvalid(
                () -> dynamoDb.updateContinuousBackups(request -> request.tableName("orders")),
                "Value null at 'pointInTimeRecoverySpecification' failed to satisfy constraint: Member must not be"
                        + " null");
        assertInvalid(
                () -> dynamoDb.updateContinuousBackups(request -> request.tableName("orders")
                        .pointInTimeRecoverySpecification(recovery -> recovery.recoveryPeriodInDays(7))),
                "'pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled'");
    }

    @ParameterizedTest
    @CsvSource({
        "CREATING, ContinuousBackupsUnavailableException",
        "DELETING, TableNotFoundException",
        "ARCHIVING, TableNotFoundException",
        "ARCHIVED, TableNotFoundException",
        "INACCESSIBLE_ENCRYPTION_CREDENTIALS, AccessDeniedException"
    })
    void refusesToChangeATableInAStatusThatDoesNotAllowIt(String status, String code) {
        sandbox.tables().create("orders").status(status);

        assertRefused(() -> enable("orders", 35), code);
        assertThat(sandbox.tables().get("orders").recovery()).isEqualTo(new Recovery.Disabled());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATING", "ACTIVE", "REPLICATION_NOT_AUTHORIZED"})
    void changesATableInAnyOtherStatus(String status) {
        sandbox.tables().create("orders").status(status);

        assertThat(enable("orders", 35).recoveryPeriodInDays()).isEqualTo(35);
    }

    @Test
    void anArchivedTableIsListedAndDescribedButHasNoContinuousBackups() {
        sandbox.tables().create("orders").enabled(35).status("ARCHIVED");

        assertThat(dynamoDb.listTables().tableNames()).containsExactly("orders");
        assertThat(dynamoDb.describeTable(request -> request.tableName("orders"))
                        .table()
                        .tableStatusAsString())
                .isEqualTo("ARCHIVED");
        assertRefused(() -> recovery("orders"), "TableNotFoundException");
    }

    @Test
    void aDisabledTableShowsNeitherPeriodNorTimes() {
        sandbox.tables().create("orders").enabled(35).disabled();

        assertThat(recovery("orders"))
                .isEqualTo(PointInTimeRecoveryDescription.builder()
                        .pointInTimeRecoveryStatus(PointInTimeRecoveryStatus.DISABLED)
                        .build());
    }

    @Test
    void seedsOnlyWhatAwsAllows() {
        SandboxTable table = sandbox.tables().create("orders");

        assertThatIllegalArgumentException().isThrownBy(() -> table.enabled(36));
        assertThatIllegalArgumentException().isThrownBy(() -> table.enabled(0));
        assertThatIllegalArgumentException().isThrownBy(() -> table.sizeBytes(-1));
    }
}

package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertInvalid;
import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.RestoreSummary;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Restores to a point in time: how long they take, how they end, what they refuse and what they do not carry. */
class RestoresTest extends SandboxFixture {

    private static final Duration RESTORE = Duration.ofMinutes(20);
    private static final Duration NOT_OFFERED_YET = Duration.ofMinutes(5);

    @BeforeEach
    void seed() {
        sandbox.tables().create("orders").enabled(35).sizeBytes(4_000);
        sandbox.tables().create("unprotected");
    }

    @Test
    void takesTwentyMinutesAndSaysWhatItRestores() {
        Instant moment = NOW.minusSeconds(3600);

        TableDescription answer = restore("orders-then", request -> request.restoreDateTime(moment));

        assertThat(answer.tableStatusAsString()).isEqualTo("CREATING");
        assertThat(answer.tableId()).isNotEqualTo(describe("orders").tableId());
        assertThat(describe("orders-then").restoreSummary())
                .isEqualTo(RestoreSummary.builder()
                        .sourceTableArn(describe("orders").tableArn())
                        .restoreDateTime(moment)
                        .restoreInProgress(true)
                        .build());
        clock.advance(RESTORE.minusSeconds(1));
        assertThat(describe("orders-then").tableStatusAsString()).isEqualTo("CREATING");
        clock.advance(Duration.ofSeconds(1));
        TableDescription restored = describe("orders-then");
        assertThat(restored.tableStatusAsString()).isEqualTo("ACTIVE");
        assertThat(restored.restoreSummary().restoreInProgress()).isFalse();
        assertThat(restored.tableSizeBytes()).isEqualTo(4_000);
        assertThat(describe("orders").restoreSummary()).isNull();
    }

    @Test
    void restoresToTheLatestMomentOnRequest() {
        restore("latest", request -> request.useLatestRestorableTime(true));

        assertThat(describe("latest").restoreSummary().restoreDateTime()).isEqualTo(NOW.minus(NOT_OFFERED_YET));
    }

    @Test
    void takesAsLongAsItIsGiven() {
        sandbox.restores().take(Duration.ofHours(4));

        restore("slow");

        clock.advance(Duration.ofHours(4).minusMillis(1));
        assertThat(describe("slow").tableStatusAsString()).isEqualTo("CREATING");
        clock.advance(Duration.ofMillis(1));
        assertThat(describe("slow").tableStatusAsString()).isEqualTo("ACTIVE");
    }

    @Test
    void refusesTimesOutsideTheWindow() {
        sandbox.tables().get("orders").enabled(1);
        Instant earliest = NOW.minus(Duration.ofDays(1));
        Instant latest = NOW.minus(NOT_OFFERED_YET);

        assertRefused(
                () -> restore("early", request -> request.restoreDateTime(earliest.minusMillis(1))), INVALID_TIME);
        assertRefused(() -> restore("late", request -> request.restoreDateTime(latest.plusMillis(1))), INVALID_TIME);
        restore("earliest", request -> request.restoreDateTime(earliest));
        restore("latest", request -> request.restoreDateTime(latest));

        assertThat(sandbox.tables().names()).containsExactly("earliest", "latest", "orders", "unprotected");
    }

    private static final String INVALID_TIME = "InvalidRestoreTimeException";

    @Test
    void refusesSourcesThatCannotBeRestored() {
        assertRefused(() -> restore("target", request -> request.sourceTableName("missing")), "TableNotFoundException");
        assertRefused(
                () -> restore("target", request -> request.sourceTableName("unprotected")),
                "PointInTimeRecoveryUnavailableException");
    }

    @Test
    void refusesATargetThatExistsAndOneThatIsInUse() {
        sandbox.restores().deletionsTake(Duration.ofMinutes(1));
        sandbox.tables().create("leaving");
        dynamoDb.deleteTable(request -> request.tableName("leaving"));
        restore("arriving");

        assertRefused(() -> restore("unprotected"), "TableAlreadyExistsException");
        assertRefused(() -> restore("arriving"), "TableInUseException");
        assertRefused(() -> restore("leaving"), "TableInUseException");
        clock.advance(Duration.ofMinutes(1));
        restore("leaving");

        assertThat(describe("leaving").tableStatusAsString()).isEqualTo("CREATING");
    }

    @Test
    void refusesTheFiftyFirstRestoreAtOnceAndNoneWhenOneIsDone() {
        for (int restore = 0; restore < 50; restore++) {
            restore("orders-" + restore);
        }

        assertRefused(() -> restore("orders-50"), "LimitExceededException");
        clock.advance(RESTORE);
        restore("orders-50");
    }

    @Test
    void refusesContradictoryRequests() {
        assertInvalid(() -> restore("no"), "at least 3 characters");
        assertInvalid(() -> restore("target", request -> request.sourceTableName(null)), "Exactly one of");
        assertInvalid(
                () -> restore(
                        "target",
                        request -> request.sourceTableArn(describe("orders").tableArn())),
                "Exactly one of");
        assertInvalid(
                () -> restore(
                        "target",
                        request -> request.useLatestRestorableTime(true).restoreDateTime(NOW)),
                "at the same time");
        assertInvalid(
                () -> restore("target", request -> request.useLatestRestorableTime(false)),
                "Either UseLatestRestorableTime or RestoreDateTime");
        assertInvalid(
                () -> restore(
                        "target",
                        request -> request.sourceTableName(null)
                                .sourceTableArn("arn:aws:dynamodb:eu-west-1:999999999999:table/orders")),
                "Invalid SourceTableArn");
    }

    @Test
    void carriesNothingThatAwsDoesNotCarry() {
        dynamoDb.updateTimeToLive(request -> request.tableName("orders")
                .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName("expires")));
        dynamoDb.updateTable(request -> request.tableName("orders").tableClass(TableClass.STANDARD_INFREQUENT_ACCESS));
        dynamoDb.updateTable(request -> request.tableName("orders")
                .streamSpecification(stream -> stream.streamEnabled(true).streamViewType(StreamViewType.KEYS_ONLY)));
        sandbox.tables().get("orders").tags(Map.of("tier", "critical")).deletionProtection(true);

        restore("bare");
        clock.advance(RESTORE);

        TableDescription bare = describe("bare");
        assertThat(bare.tableClassSummary()).isNull();
        assertThat(bare.streamSpecification()).isNull();
        assertThat(bare.latestStreamArn()).isNull();
        assertThat(bare.deletionProtectionEnabled()).isFalse();
        assertThat(sandbox.tables().get("bare").tags()).isEmpty();
        assertThat(recovery("bare").pointInTimeRecoveryStatus()).isEqualTo(PointInTimeRecoveryStatus.DISABLED);
        assertThat(dynamoDb.describeTimeToLive(request -> request.tableName("bare"))
                        .timeToLiveDescription()
                        .timeToLiveStatusAsString())
                .isEqualTo("DISABLED");
    }

    @Test
    void cannotBeChangedOrDeletedWhileItIsRestored() {
        restore("early");

        assertRefused(() -> dynamoDb.deleteTable(request -> request.tableName("early")), "ResourceInUseException");
        assertRefused(() -> enable("early", 35), "ContinuousBackupsUnavailableException");
    }

    @Test
    void aTargetCanVanishOrNeverBecomeActive() {
        sandbox.restores().vanish("vanishing").neverEnd("endless");
        restore("vanishing");
        restore("endless");

        clock.advance(RESTORE.minusSeconds(1));
        assertThat(sandbox.tables().names()).contains("vanishing", "endless");
        clock.advance(Duration.ofDays(2));

        assertRefused(() -> describe("vanishing"), "ResourceNotFoundException");
        assertThat(describe("endless").tableStatusAsString()).isEqualTo("CREATING");
        assertThat(describe("endless").restoreSummary().restoreInProgress()).isTrue();
        sandbox.restores().succeed("vanishing");
        restore("vanishing");
        clock.advance(RESTORE);
        assertThat(describe("vanishing").tableStatusAsString()).isEqualTo("ACTIVE");
    }

    private TableDescription restore(String target) {
        return restore(target, request -> request.useLatestRestorableTime(true));
    }

    private TableDescription restore(String target, Consumer<RestoreTableToPointInTimeRequest.Builder> change) {
        RestoreTableToPointInTimeRequest.Builder request = RestoreTableToPointInTimeRequest.builder()
                .sourceTableName("orders")
                .targetTableName(target);
        change.accept(request);
        RestoreTableToPointInTimeRequest built = request.build();
        boolean timeless = built.restoreDateTime() == null && built.useLatestRestorableTime() == null;
        return dynamoDb.restoreTableToPointInTime(
                        timeless
                                ? built.toBuilder()
                                        .useLatestRestorableTime(true)
                                        .build()
                                : built)
                .tableDescription();
    }

    private TableDescription describe(String table) {
        return dynamoDb.describeTable(request -> request.tableName(table)).table();
    }
}

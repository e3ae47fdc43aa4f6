package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertInvalid;
import static io.pitrguard.sandbox.Refusals.assertRefused;
import static io.pitrguard.sandbox.contract.TableSettingsContract.indexUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.SSEStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** UpdateTable: one concern in a request, one update at a time, and what AWS counts. */
class UpdateTableTest extends SandboxFixture {

    private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/";

    @BeforeEach
    void seed() {
        sandbox.tables().create("orders");
    }

    @Test
    void aNewTableShowsNoSettingThatHasItsDefault() {
        TableDescription table = describe();

        assertThat(table.tableClassSummary()).isNull();
        assertThat(table.streamSpecification()).isNull();
        assertThat(table.latestStreamArn()).isNull();
        assertThat(table.onDemandThroughput()).isNull();
        assertThat(table.sseDescription()).isNull();
        assertThat(table.warmThroughput().readUnitsPerSecond()).isEqualTo(12_000);
        assertThat(table.warmThroughput().writeUnitsPerSecond()).isEqualTo(4_000);
        assertThat(table.billingModeSummary().lastUpdateToPayPerRequestDateTime())
                .isEqualTo(table.creationDateTime());
    }

    @Test
    void anUpdateNeedsAChange() {
        assertInvalid(() -> update(request -> {}), "At least one of ProvisionedThroughput");
        assertRefused(
                () -> dynamoDb.updateTable(
                        request -> request.tableName("missing").deletionProtectionEnabled(true)),
                "ResourceNotFoundException");
    }

    @Test
    void someChangesMustBeAlone() {
        assertInvalid(
                () -> update(request -> request.sseSpecification(sse -> sse.enabled(true))
                        .tableClass(TableClass.STANDARD_INFREQUENT_ACCESS)),
                "Server-Side Encryption modification must be the only operation in the request");
        assertInvalid(
                () -> update(request -> request.tableClass(TableClass.STANDARD).deletionProtectionEnabled(true)),
                "TableClass modification must be the only operation in the request");
        assertInvalid(
                () -> update(request -> request.deletionProtectionEnabled(true).billingMode(BillingMode.PROVISIONED)),
                "DeletionProtection modification must be the only operation in the request");
        assertInvalid(
                () -> update(request -> request.warmThroughput(warm -> warm.readUnitsPerSecond(20_000L))
                        .onDemandThroughput(maximum -> maximum.maxReadRequestUnits(1L))),
                "WarmThroughput must be the only operation in the request");
        assertInvalid(
                () -> update(request -> request.onDemandThroughput(maximum -> maximum.maxReadRequestUnits(1L))
                        .streamSpecification(stream -> stream.streamEnabled(true))),
                "OnDemandThroughput can only be combined with BillingMode");
        assertInvalid(
                () -> update(request -> request.billingMode(BillingMode.PROVISIONED)
                        .provisionedThroughput(
                                capacity -> capacity.readCapacityUnits(1L).writeCapacityUnits(1L))
                        .streamSpecification(
                                stream -> stream.streamEnabled(true).streamViewType(StreamViewType.KEYS_ONLY))),
                "You cannot modify stream status while updating table IOPS");
        assertThat(describe().deletionProtectionEnabled()).isFalse();
    }

    @Test
    void indexesAreNotCreatedTogetherWithOtherChanges() {
        assertInvalid(
                () -> update(request -> request.globalSecondaryIndexUpdates(
                                indexUpdate(index -> index.delete(delete -> delete.indexName("by-customer"))))
                        .streamSpecification(stream -> stream.streamEnabled(false))),
                "You cannot create or delete index while changing stream status");
        assertInvalid(
                () -> update(request -> request.globalSecondaryIndexUpdates(
                                indexUpdate(index -> index.delete(delete -> delete.indexName("by-customer"))))
                        .billingMode(BillingMode.PAY_PER_REQUEST)),
                "You cannot create or delete index while updating table IOPS");
    }

    @Test
    void theTableClassChangesTwiceInThirtyDays() {
        tableClass(TableClass.STANDARD);
        assertThat(describe().tableClassSummary()).isNull();

        tableClass(TableClass.STANDARD_INFREQUENT_ACCESS);
        assertThat(describe().tableClassSummary().tableClass()).isEqualTo(TableClass.STANDARD_INFREQUENT_ACCESS);
        assertThat(describe().tableClassSummary().lastUpdateDateTime()).isEqualTo(NOW);

        tableClass(TableClass.STANDARD);
        assertThat(describe().tableClassSummary().tableClass()).isEqualTo(TableClass.STANDARD);

        assertRefused(() -> tableClass(TableClass.STANDARD_INFREQUENT_ACCESS), "LimitExceededException");
        assertRefused(() -> tableClass(TableClass.STANDARD), "LimitExceededException");
        clock.advance(Duration.ofDays(30));
        tableClass(TableClass.STANDARD_INFREQUENT_ACCESS);
        assertInvalid(() -> update(request -> request.tableClass("GLACIER")), "Invalid table-class parameter provided");
    }

    @Test
    void deletionProtectionGoesOnTwice() {
        update(request -> request.deletionProtectionEnabled(true));
        update(request -> request.deletionProtectionEnabled(true));

        assertThat(describe().deletionProtectionEnabled()).isTrue();
        assertInvalid(() -> dynamoDb.deleteTable(request -> request.tableName("orders")), "protected");
    }

    @Test
    void aTableIsUpdatingForAsLongAsUpdatesTake() {
        sandbox.tables().updatesTake(Duration.ofSeconds(10), Duration.ZERO);

        TableDescription answer = tableClass(TableClass.STANDARD_INFREQUENT_ACCESS);

        assertThat(answer.tableStatus()).isEqualTo(TableStatus.UPDATING);
        assertThat(describe().tableStatus()).isEqualTo(TableStatus.UPDATING);
        assertRefused(() -> update(request -> request.deletionProtectionEnabled(true)), "ResourceInUseException");
        assertRefused(() -> dynamoDb.deleteTable(request -> request.tableName("orders")), "ResourceInUseException");
        assertThat(sandbox.tables().names()).containsExactly("orders");

        clock.advance(Duration.ofSeconds(10));
        assertThat(describe().tableStatus()).isEqualTo(TableStatus.ACTIVE);
        update(request -> request.deletionProtectionEnabled(true));
        assertThat(describe().tableStatus()).isEqualTo(TableStatus.ACTIVE);
    }

    @Test
    void encryptionChangesWhileTheTableIsActive() {
        sandbox.tables().updatesTake(Duration.ofSeconds(20), Duration.ZERO);

        encrypt(KEY + "one");

        assertThat(describe().tableStatus()).isEqualTo(TableStatus.ACTIVE);
        assertThat(describe().sseDescription().status()).isEqualTo(SSEStatus.UPDATING);
        assertInvalid(() -> encrypt(KEY + "two"), "UPDATING state");
        clock.advance(Duration.ofSeconds(20));
        assertThat(describe().sseDescription().status()).isEqualTo(SSEStatus.ENABLED);
        assertThat(describe().sseDescription().kmsMasterKeyArn()).isEqualTo(KEY + "one");
    }

    @Test
    void keysChangeFourTimesInADayAndThenEverySixHours() {
        assertInvalid(
                () -> update(request -> request.sseSpecification(sse -> sse.enabled(false))),
                "Table is already encrypted by default");
        for (int change = 1; change <= 4; change++) {
            encrypt(KEY + change);
        }

        assertInvalid(() -> encrypt(KEY + 4), "Table is already encrypted with given KMSMasterKeyId");
        assertRefused(() -> encrypt(KEY + 5), "LimitExceededException");
        clock.advance(Duration.ofHours(6));
        encrypt(KEY + 5);
        assertRefused(() -> encrypt(KEY + 6), "LimitExceededException");
        clock.advance(Duration.ofHours(24));
        update(request -> request.sseSpecification(sse -> sse.enabled(false)));
        assertThat(describe().sseDescription()).isNull();
    }

    private void encrypt(String key) {
        update(request ->
                request.sseSpecification(sse -> sse.enabled(true).sseType("KMS").kmsMasterKeyId(key)));
    }

    private TableDescription tableClass(TableClass name) {
        return update(request -> request.tableClass(name));
    }

    private TableDescription update(Consumer<UpdateTableRequest.Builder> change) {
        return dynamoDb.updateTable(request -> change.accept(request.tableName("orders")))
                .tableDescription();
    }

    private TableDescription describe() {
        return dynamoDb.describeTable(request -> request.tableName("orders")).table();
    }
}

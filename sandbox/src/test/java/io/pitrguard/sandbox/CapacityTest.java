package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertInvalid;
import static io.pitrguard.sandbox.Refusals.assertRefused;
import static io.pitrguard.sandbox.contract.TableSettingsContract.indexUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** Billing mode, provisioned capacity, on-demand maxima and warm throughput, of a table and of its index. */
class CapacityTest extends SandboxFixture {

    @BeforeEach
    void seed() {
        sandbox.tables().create("orders").settings().globalIndex("by-customer", "customer");
    }

    @Test
    void provisioningNeedsTheCapacityOfTheTableAndOfEachIndex() {
        assertInvalid(
                () -> update(request -> request.billingMode(BillingMode.PROVISIONED)),
                "ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
        assertInvalid(
                () -> update(
                        request -> request.billingMode(BillingMode.PROVISIONED).provisionedThroughput(units(5, 5))),
                "ProvisionedThroughput must be specified for index: by-customer");
        assertInvalid(
                () -> update(request -> request.provisionedThroughput(units(5, 5))),
                "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified");

        provision(5, 6);

        TableDescription table = describe();
        assertThat(table.billingModeSummary().billingMode()).isEqualTo(BillingMode.PROVISIONED);
        assertThat(table.provisionedThroughput().readCapacityUnits()).isEqualTo(5);
        assertThat(table.provisionedThroughput().writeCapacityUnits()).isEqualTo(6);
        assertThat(index().provisionedThroughput().readCapacityUnits()).isEqualTo(5);
        assertThat(table.warmThroughput().readUnitsPerSecond()).isEqualTo(12_000);
    }

    @Test
    void decreasesAreLimitedToFourADayAndThenOneAnHour() {
        provision(20, 20);
        for (int read = 19; read >= 16; read--) {
            capacity(read, 20);
        }

        assertRefused(() -> capacity(15, 20), "LimitExceededException");
        assertThat(describe().provisionedThroughput().numberOfDecreasesToday()).isEqualTo(4);
        assertThat(describe().provisionedThroughput().lastDecreaseDateTime()).isEqualTo(NOW);

        clock.advance(Duration.ofHours(1));
        capacity(15, 20);
        assertRefused(() -> capacity(14, 20), "LimitExceededException");
        capacity(15, 21);
        assertThat(describe().provisionedThroughput().lastIncreaseDateTime()).isEqualTo(NOW.plus(Duration.ofHours(1)));

        clock.set(Instant.parse("2026-03-02T00:00:00Z"));
        capacity(14, 21);
        assertThat(describe().provisionedThroughput().numberOfDecreasesToday()).isEqualTo(1);
    }

    @Test
    void capacityThatIsSoAlreadyIsRefused() {
        provision(5, 5);

        assertInvalid(() -> capacity(5, 5), "The provisioned throughput for the table will not change");
        assertInvalid(
                () -> indexCapacity(5, 5), "The provisioned throughput for the index by-customer will not change");
        indexCapacity(4, 7);
        assertThat(index().provisionedThroughput().numberOfDecreasesToday()).isEqualTo(1);
        assertThat(index().provisionedThroughput().writeCapacityUnits()).isEqualTo(7);
    }

    @Test
    void switchesToOnDemandAreLimitedToFourADay() {
        for (int change = 0; change < 4; change++) {
            provision(5, 5);
            onDemand();
        }
        onDemand();
        provision(5, 5);

        assertRefused(this::onDemand, "LimitExceededException");
        clock.advance(Duration.ofDays(1));
        onDemand();
        assertThat(describe().billingModeSummary().lastUpdateToPayPerRequestDateTime())
                .isEqualTo(clock.instant());
        assertThat(index().provisionedThroughput().readCapacityUnits()).isZero();
        assertInvalid(() -> indexCapacity(5, 5), "The only Updates for index: by-customer when TableThroughputMode is");
        assertInvalid(
                () -> update(request ->
                        request.billingMode(BillingMode.PAY_PER_REQUEST).provisionedThroughput(units(1, 1))),
                "Neither ReadCapacityUnits nor WriteCapacityUnits");
    }

    @Test
    void onDemandMaximaAreSetMemberByMemberAndRemovedByMinusOne() {
        maximum(100L, null);
        maximum(null, 50L);
        assertThat(describe().onDemandThroughput()).isEqualTo(maxima(100L, 50L));

        maximum(-1L, null);
        assertThat(describe().onDemandThroughput()).isEqualTo(maxima(null, 50L));
        maximum(null, -1L);
        assertThat(describe().onDemandThroughput()).isNull();
        assertInvalid(() -> maximum(0L, null), "outside of valid range");
        assertInvalid(() -> maximum(null, -2L), "outside of valid range");
    }

    @Test
    void anIndexHasMaximaOfItsOwnUntilCapacityIsProvisioned() {
        update(request -> request.globalSecondaryIndexUpdates(indexUpdate(
                index -> index.update(update -> update.indexName("by-customer").onDemandThroughput(maxima(7L, 8L))))));

        assertThat(index().onDemandThroughput()).isEqualTo(maxima(7L, 8L));
        assertThat(describe().onDemandThroughput()).isNull();

        provision(5, 5);
        assertThat(index().onDemandThroughput()).isNull();
        assertInvalid(() -> maximum(1L, null), "cannot be specified when the table BillingMode is PROVISIONED");
        assertInvalid(() -> maximum(null, 1L), "MaxWriteRequestUnits for OnDemandThroughput cannot be specified");
    }

    @Test
    void warmThroughputOnlyGrows() {
        sandbox.tables().updatesTake(Duration.ofMinutes(5), Duration.ZERO);
        warm(20_000);

        assertThat(describe().tableStatusAsString()).isEqualTo("ACTIVE");
        assertThat(describe().warmThroughput().statusAsString()).isEqualTo("UPDATING");
        assertThat(describe().warmThroughput().readUnitsPerSecond()).isEqualTo(20_000);
        assertThat(describe().warmThroughput().writeUnitsPerSecond()).isEqualTo(4_000);
        assertInvalid(() -> warm(19_999), "decreasing WarmThroughput is not supported");
        clock.advance(Duration.ofMinutes(5));
        assertThat(describe().warmThroughput().statusAsString()).isEqualTo("ACTIVE");
        assertThat(index().warmThroughput().readUnitsPerSecond()).isEqualTo(12_000);
    }

    @Test
    void aTableThatWasAlwaysProvisionedShowsNoBillingMode() {
        sandbox.tables().create("payments").settings().provisioned(3, 4);

        TableDescription table =
                dynamoDb.describeTable(request -> request.tableName("payments")).table();

        assertThat(table.billingModeSummary()).isNull();
        assertThat(table.warmThroughput().readUnitsPerSecond()).isEqualTo(3);
        assertThat(table.warmThroughput().writeUnitsPerSecond()).isEqualTo(4);
    }

    private void provision(long read, long write) {
        update(request -> request.billingMode(BillingMode.PROVISIONED)
                .provisionedThroughput(units(read, write))
                .globalSecondaryIndexUpdates(indexUpdate(index -> index.update(
                        update -> update.indexName("by-customer").provisionedThroughput(units(read, write))))));
    }

    private void capacity(long read, long write) {
        update(request -> request.provisionedThroughput(units(read, write)));
    }

    private void indexCapacity(long read, long write) {
        update(request -> request.globalSecondaryIndexUpdates(indexUpdate(index ->
                index.update(update -> update.indexName("by-customer").provisionedThroughput(units(read, write))))));
    }

    private void onDemand() {
        update(request -> request.billingMode(BillingMode.PAY_PER_REQUEST));
    }

    private void maximum(Long read, Long write) {
        update(request -> request.onDemandThroughput(maxima(read, write)));
    }

    private void warm(long read) {
        update(request -> request.warmThroughput(units -> units.readUnitsPerSecond(read)));
    }

    private void update(Consumer<UpdateTableRequest.Builder> change) {
        dynamoDb.updateTable(request -> change.accept(request.tableName("orders")));
    }

    private TableDescription describe() {
        return dynamoDb.describeTable(request -> request.tableName("orders")).table();
    }

    private GlobalSecondaryIndexDescription index() {
        return describe().globalSecondaryIndexes().getFirst();
    }

    private static ProvisionedThroughput units(long read, long write) {
        return ProvisionedThroughput.builder()
                .readCapacityUnits(read)
                .writeCapacityUnits(write)
                .build();
    }

    private static OnDemandThroughput maxima(Long read, Long write) {
        return OnDemandThroughput.builder()
                .maxReadRequestUnits(read)
                .maxWriteRequestUnits(write)
                .build();
    }
}

package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitrguard.sandbox.contract.TableSettingsContract;
import io.pitrguard.sandbox.contract.Target;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/**
 * The expectations of the settings of tables that the sandbox fulfils, put to moto. Where moto is laxer than AWS, or lacks an
 * operation, a test says so: once it fails, what it shows moves into the contract.
 */
class MotoTableSettingsContractE2E extends TableSettingsContract {
    @RegisterExtension
    static final Moto MOTO = Moto.emptyForTheClass();

    @Override
    protected Target target() {
        return new MotoTarget(MOTO.endpoint());
    }

    @Test
    void motoIgnoresTableClassEncryptionAndOnDemandMaxima() {
        TableDescription table = create();

        update(table, request -> request.tableClass(TableClass.STANDARD_INFREQUENT_ACCESS));
        update(table, request -> request.sseSpecification(sse -> sse.enabled(true)));
        update(table, request -> request.onDemandThroughput(maximum -> maximum.maxReadRequestUnits(5L)));

        assertThat(describe(table).tableClassSummary()).isNull();
        assertThat(describe(table).sseDescription()).isNull();
        assertThat(describe(table).onDemandThroughput()).isNull();
    }

    @Test
    void motoMakesSeveralChangesInOneUpdate() {
        TableDescription table = create();

        update(
                table,
                request -> request.deletionProtectionEnabled(true)
                        .billingMode(BillingMode.PROVISIONED)
                        .provisionedThroughput(
                                units -> units.readCapacityUnits(1L).writeCapacityUnits(1L)));

        assertThat(describe(table).deletionProtectionEnabled()).isTrue();
        assertThat(describe(table).billingModeSummary().billingMode()).isEqualTo(BillingMode.PROVISIONED);
    }

    @Test
    void motoCallsASecondStreamInUse() {
        TableDescription table = create();
        stream(table.tableName(), true);

        assertThatExceptionOfType(ResourceInUseException.class).isThrownBy(() -> stream(table.tableName(), true));
    }

    @Test
    void motoChangesTimeToLiveAsOftenAsAsked() {
        TableDescription table = create();

        timeToLive(table.tableName(), false);
        timeToLive(table.tableName(), true);
        timeToLive(table.tableName(), true);
        timeToLive(table.tableName(), false);

        assertThat(client().describeTimeToLive(request -> request.tableName(table.tableName()))
                        .timeToLiveDescription()
                        .timeToLiveStatus())
                .isEqualTo(TimeToLiveStatus.DISABLED);
    }

    @Test
    void motoAcceptsAnyPolicyAndMissesOneThatIsDeletedTwice() {
        TableDescription table = create();

        client().putResourcePolicy(
                        request -> request.resourceArn(table.tableArn()).policy("{".repeat(30_000)));
        client().deleteResourcePolicy(request -> request.resourceArn(table.tableArn()));

        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> client().deleteResourcePolicy(request -> request.resourceArn(table.tableArn())));
    }

    @Test
    void motoHasNeitherTagsNorPoliciesOfStreams() {
        TableDescription table = create();
        stream(table.tableName(), true);
        String stream = describe(table).latestStreamArn();

        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> client().listTagsOfResource(request -> request.resourceArn(stream)));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> client().getResourcePolicy(request -> request.resourceArn(stream)));
    }

    @Test
    void motoHasNoKinesisDestinationsAndNoContributorInsights() {
        String table = create().tableName();

        assertMissing(() -> client().describeKinesisStreamingDestination(request -> request.tableName(table)));
        assertMissing(() -> client().enableKinesisStreamingDestination(request ->
                request.tableName(table).streamArn("arn:aws:kinesis:eu-west-1:123456789012:stream/one")));
        assertMissing(() -> client().describeContributorInsights(request -> request.tableName(table)));
        assertMissing(() -> client().updateContributorInsights(
                        request -> request.tableName(table).contributorInsightsAction("ENABLE")));
        assertMissing(() -> client().listContributorInsights(request -> request.maxResults(1)));
    }

    private static void assertMissing(ThrowingCallable call) {
        assertThatExceptionOfType(DynamoDbException.class)
                .isThrownBy(call)
                .satisfies(refusal -> assertThat(refusal.statusCode()).isEqualTo(500));
    }
}

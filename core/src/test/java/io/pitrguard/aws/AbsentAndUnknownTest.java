package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.FactKind;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.domain.table.Tags;
import io.pitrguard.port.InMemoryTables;
import io.pitrguard.port.Page;
import io.pitrguard.port.Result;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** What adapters make of answers that leave members out, or hold values that this SDK does not know. */
class AbsentAndUnknownTest {
    private static final TableRef ORDERS = InMemoryTables.WHERE.table("orders");

    @Test
    void recoveryWithoutDescriptionIsUnreadable() {
        assertBroken(read(null));
        assertBroken(read(ContinuousBackupsDescription.builder()
                .continuousBackupsStatus("ENABLED")
                .build()));
        assertBroken(read(recovery(PointInTimeRecoveryDescription.builder().build())));
    }

    @Test
    void recoveryStatusThatNobodyKnowsIsUnreadable() {
        RecoveryState state = read(recovery(PointInTimeRecoveryDescription.builder()
                .pointInTimeRecoveryStatus("ENABLING")
                .build()));

        assertBroken(state);
        assertThat(((RecoveryState.Unreadable) state).cause().message()).contains("'ENABLING'");
    }

    @Test
    void recoveryThatIsOnWithoutDaysAndTimesIsOn() {
        assertThat(read(recovery(PointInTimeRecoveryDescription.builder()
                        .pointInTimeRecoveryStatus("ENABLED")
                        .build())))
                .isEqualTo(new RecoveryState.Enabled(OptionalInt.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void answerWithoutDescriptionIsUnreadable() {
        assertThat(describe(null)).isInstanceOf(Fact.Unreadable.class);
    }

    @Test
    void statusThatNobodyKnowsCannotBeChanged() {
        Fact<?> details = describe(TableDescription.builder()
                .tableStatus("HIBERNATING")
                .tableSizeBytes(0L)
                .deletionProtectionEnabled(false)
                .build());

        assertThat(details).isEqualTo(new Fact.Known<>(new TableDetails(TableStatus.UNKNOWN, 0, false)));
        assertThat(TableStatus.UNKNOWN.changeable()).isFalse();
    }

    @Test
    void eachValueOfADescriptionStandsAlone() {
        TableDescription.Builder table = TableDescription.builder();

        assertThat(describe(
                        table.copy().tableStatus("ACTIVE").tableSizeBytes(1L).build()))
                .isEqualTo(new Fact.Known<>(
                        new TableDetails(TableStatus.ACTIVE, OptionalLong.of(1), Optional.empty(), Optional.empty())));
        assertThat(describe(table.copy()
                        .tableStatus("ACTIVE")
                        .deletionProtectionEnabled(true)
                        .build()))
                .isEqualTo(new Fact.Known<>(new TableDetails(
                        TableStatus.ACTIVE, OptionalLong.empty(), Optional.of(true), Optional.empty())));
        assertThat(describe(table.copy().tableSizeBytes(-1L).build()))
                .isEqualTo(new Fact.Known<>(new TableDetails(
                        TableStatus.UNKNOWN, OptionalLong.empty(), Optional.empty(), Optional.empty())));
    }

    @Test
    void countsIndexesOfNoSizeAsNothing() {
        assertThat(describe(TableDescription.builder()
                        .tableStatus("ACTIVE")
                        .tableSizeBytes(10L)
                        .deletionProtectionEnabled(false)
                        .localSecondaryIndexes(
                                LocalSecondaryIndexDescription.builder().build(),
                                LocalSecondaryIndexDescription.builder()
                                        .indexSizeBytes(5L)
                                        .build())
                        .build()))
                .isEqualTo(new Fact.Known<>(new TableDetails(TableStatus.ACTIVE, 15, false)));
    }

    @Test
    void ownTagWithoutValueDoesNotBreakTheReading() {
        Tags tags = new ResourceTags(new StubTagging(), new StubDynamoDb() {
                    @Override
                    public ListTagsOfResourceResponse listTagsOfResource(ListTagsOfResourceRequest request) {
                        return ListTagsOfResourceResponse.builder()
                                .tags(Tag.builder().key("bare").build())
                                .build();
                    }
                })
                .of(ORDERS);

        assertThat(tags).isInstanceOfAny(Tags.Known.class, Tags.Unreadable.class);
    }

    @Test
    void bulkTagWithoutValueDoesNotBreakTheReading() {
        Result<Page<Map<String, Tags.Known>>> answer = bulk(mapping(ORDERS.arn(), "bare", null));

        assertThat(answer).isInstanceOfAny(Result.Success.class, Result.Failure.class);
    }

    @Test
    void bulkEntryWithoutArnLeavesTheOthersOfItsPage() {
        Page<Map<String, Tags.Known>> page = bulk(
                        mapping(null, "tier", "critical"), mapping(ORDERS.arn(), "tier", "low"))
                .success()
                .orElseThrow();

        assertThat(page.content()).containsExactly(Map.entry(ORDERS.arn(), new Tags.Known(Map.of("tier", "low"))));
        assertThat(page.gap())
                .hasValueSatisfying(cause -> assertThat(cause.message()).contains("without an ARN"));
    }

    @Test
    void keepsBulkEntriesUnderTheirWholeArn() {
        Result<Page<Map<String, Tags.Known>>> answer = bulk(
                mapping("arn:aws:dynamodb::123456789012:global-table/orders", "tier", "low"),
                mapping(ORDERS.arn(), "tier", "critical"));

        assertThat(answer.success().orElseThrow().content())
                .hasSize(2)
                .containsEntry(ORDERS.arn(), new Tags.Known(Map.of("tier", "critical")));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, 123456789012",
                "arn:aws:sts::123456789012:assumed-role/x/y, -",
                "-, -",
                "nonsense, 123456789012",
                "arn:aws:sts::1:assumed-role/x/y, 1"
            })
    void callerWithoutArnOrAccountIsNotKnown(@Nullable String arn, @Nullable String account) {
        StsClient client = new StsClient() {
            @Override
            public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request) {
                return GetCallerIdentityResponse.builder()
                        .arn(arn)
                        .account(account)
                        .build();
            }

            @Override
            public String serviceName() {
                return "sts";
            }

            @Override
            public void close() {}
        };

        assertThat(new StsCallerIdentity(client, "eu-west-1").whoAmI()).isInstanceOf(Result.Failure.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws", "aws-cn", "aws-us-gov"})
    void sandboxOfEveryPartitionIsKnown(String partition) {
        try (SandboxAws aws = SandboxAws.start(options -> options.withPartition(partition))) {
            assertThat(new StsCallerIdentity(aws.clients().sts(), aws.sandbox().region())
                            .whoAmI()
                            .success())
                    .hasValueSatisfying(known -> assertThat(known.where()).isEqualTo(aws.where()));
        }
    }

    private static void assertBroken(RecoveryState state) {
        assertThat(state)
                .isInstanceOfSatisfying(
                        RecoveryState.Unreadable.class,
                        unreadable -> assertThat(unreadable.cause().kind()).isEqualTo(Cause.Kind.BROKEN));
    }

    private static ContinuousBackupsDescription recovery(PointInTimeRecoveryDescription description) {
        return ContinuousBackupsDescription.builder()
                .continuousBackupsStatus("ENABLED")
                .pointInTimeRecoveryDescription(description)
                .build();
    }

    private static RecoveryState read(@Nullable ContinuousBackupsDescription description) {
        return new DynamoDbRecovery(new StubDynamoDb() {
                    @Override
                    public DescribeContinuousBackupsResponse describeContinuousBackups(
                            DescribeContinuousBackupsRequest request) {
                        return DescribeContinuousBackupsResponse.builder()
                                .continuousBackupsDescription(description)
                                .build();
                    }
                })
                .read(ORDERS);
    }

    private static Fact<?> describe(@Nullable TableDescription description) {
        return new DynamoDbTableCatalog(
                        new StubDynamoDb() {
                            @Override
                            public DescribeTableResponse describeTable(DescribeTableRequest request) {
                                return DescribeTableResponse.builder()
                                        .table(description)
                                        .build();
                            }
                        },
                        "here")
                .fact(ORDERS, FactKind.DETAILS);
    }

    private static ResourceTagMapping mapping(@Nullable String arn, String key, @Nullable String value) {
        return ResourceTagMapping.builder()
                .resourceARN(arn)
                .tags(software.amazon.awssdk.services.resourcegroupstaggingapi.model.Tag.builder()
                        .key(key)
                        .value(value)
                        .build())
                .build();
    }

    private static Result<Page<Map<String, Tags.Known>>> bulk(ResourceTagMapping... mappings) {
        return new ResourceTags(new StubTagging(mappings), new StubDynamoDb()).bulk(Optional.empty());
    }
}

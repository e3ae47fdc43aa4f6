package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.pitrguard.domain.restore.RestoreCall;
import io.pitrguard.domain.restore.RestoreError;
import io.pitrguard.domain.restore.RestorePoint;
import io.pitrguard.domain.restore.RestoreReply;
import io.pitrguard.domain.restore.TableUser;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.AnyRestore;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableRestores;
import io.pitrguard.port.TableRestoresContract;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.wiring.RestoreWiring;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;
import software.amazon.awssdk.services.pipes.PipesClient;

/** DynamoDB's restores behind the port, on the sandbox. */
class DynamoDbTableRestoresTest extends TableRestoresContract {
    private final SandboxAws aws = SandboxAws.start(options -> options.withStaleReads(0));
    private final DynamoDbClient dynamoDb = aws.clients().dynamoDb();
    private final TableRestores restores = RestoreWiring.tableRestores(aws.clients());

    @Override
    protected TableRestores restores() {
        return restores;
    }

    @Override
    protected void create(TableRef table) {
        createWithoutRecovery(table);
        aws.sandbox().tables().get(table.name()).enabled(35);
    }

    @Override
    protected void createWithoutRecovery(TableRef table) {
        dynamoDb.createTable(b -> b.tableName(table.name())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("pk"), text("day"))
                .keySchema(hash("pk"))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("by-day")
                        .keySchema(hash("day"))
                        .projection(p -> p.projectionType(ProjectionType.ALL))
                        .build()));
        pass(Duration.ofMinutes(1));
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement hash(String name) {
        return KeySchemaElement.builder()
                .attributeName(name)
                .keyType(KeyType.HASH)
                .build();
    }

    @Override
    protected void remove(TableRef table) {
        aws.sandbox().restores().deletionsTake(Duration.ofMinutes(1));
        dynamoDb.deleteTable(b -> b.tableName(table.name()));
    }

    @Override
    protected void use(TableRef table) {
        String stream = stream(table);
        LambdaClient lambda = aws.clients().client(LambdaClient.builder());
        lambda.createEventSourceMapping(b -> b.eventSourceArn(stream)
                .functionName("arn:aws:lambda:eu-west-1:123456789012:function:ship")
                .startingPosition(EventSourcePosition.LATEST));
    }

    private String stream(TableRef table) {
        dynamoDb.updateTable(b -> b.tableName(table.name())
                .streamSpecification(s -> s.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE)));
        pass(Duration.ofMinutes(1));
        return dynamoDb.describeTable(b -> b.tableName(table.name())).table().latestStreamArn();
    }

    @Override
    protected void protect(TableRef table) {
        aws.sandbox().tables().get(table.name()).deletionProtection(true);
    }

    @Override
    protected void atMost(int running) {
        aws.sandbox().restores().atMost(running);
    }

    private Instant moment() {
        return now().minus(Duration.ofMinutes(10)).truncatedTo(ChronoUnit.SECONDS);
    }

    private RestoreCall call() {
        return new RestoreCall(
                WHERE.table("orders"),
                new RestorePoint.PointInTime(moment()),
                WHERE.table("orders-back"),
                true,
                Optional.empty());
    }

    @Override
    protected void pass(Duration duration) {
        aws.time().advance(duration);
    }

    @Override
    protected Instant now() {
        return aws.time().instant();
    }

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void restoresToAnotherRegionWithItsKey() {
        create(WHERE.table("orders"));
        String key = "arn:aws:kms:eu-central-1:123456789012:key/k-1";
        AccountRegion there = new AccountRegion("aws", WHERE.account(), "eu-central-1");
        RestoreCall call = new RestoreCall(
                WHERE.table("orders"),
                new RestorePoint.PointInTime(moment()),
                there.table("orders"),
                true,
                Optional.of(key));

        assertThat(restores.restore(call)).isInstanceOf(RestoreReply.Accepted.class);

        assertThat(aws.sandbox().tables(WHERE.account(), "eu-central-1").names())
                .containsExactly("orders");
        assertThat(restores.countTables(there)).isEqualTo(new Result.Success<>(1));
    }

    @ParameterizedTest
    @CsvSource({
        "DENIED, DENIED",
        "DENIED_BY_CONTROL_POLICY, DENIED",
        "EXPIRED_TOKEN, DENIED",
        "THROTTLED, THROTTLED",
        "REQUEST_LIMIT, THROTTLED",
        "VALIDATION, INVALID",
        "SERVER_ERROR, INTERNAL"
    })
    void namesTheReasonOfARefusal(Effect effect, RestoreError error) {
        create(WHERE.table("orders"));
        aws.sandbox().faults().add(Fault.on("RestoreTableToPointInTime", effect));

        assertThat(restores.restore(call()))
                .isInstanceOfSatisfying(
                        RestoreReply.Refused.class,
                        refused -> assertThat(refused.error()).isEqualTo(error));
    }

    @ParameterizedTest
    @EnumSource(names = {"CONNECTION_DROPPED", "NOT_HTTP", "UNAVAILABLE", "MALFORMED"})
    void doesNotKnowWhatNoAnswerMeans(Effect effect) {
        create(WHERE.table("orders"));
        aws.sandbox().faults().add(Fault.on("RestoreTableToPointInTime", effect));

        assertThat(restores.restore(call())).isInstanceOf(RestoreReply.Unknown.class);
    }

    @Test
    void asksForARestoreOnce() {
        create(WHERE.table("orders"));
        aws.sandbox().faults().add(Fault.on("RestoreTableToPointInTime", Effect.SERVER_ERROR));

        restores.restore(call());

        assertThat(aws.sandbox().calls().count("RestoreTableToPointInTime")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DescribeTable",
                "ListBackups",
                "DescribeBackup",
                "ListTables",
                "ListEventSourceMappings",
                "ListPipes",
                "DescribeKinesisStreamingDestination"
            })
    void takesNoDenialForAnAnswer(String operation) {
        create(WHERE.table("orders"));
        aws.sandbox().faults().add(Fault.on(operation, Effect.DENIED));

        assertThat(reading(operation).failure()).hasValueSatisfying(cause -> {
            assertThat(cause.kind()).isEqualTo(Cause.Kind.DENIED);
            assertThat(cause.message()).contains(operation);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DescribeTable",
                "ListBackups",
                "DescribeBackup",
                "ListTables",
                "ListEventSourceMappings",
                "ListPipes"
            })
    void takesNoEmptyAnswerForAnAnswer(String operation) {
        create(WHERE.table("orders"));
        aws.sandbox().faults().add(Fault.on(operation, Effect.EMPTY));

        assertThat(reading(operation).failure()).map(Cause::kind).hasValue(Cause.Kind.BROKEN);
    }

    private Result<?> reading(String operation) {
        TableRef table = WHERE.table("orders");
        return switch (operation) {
            case "DescribeTable" -> restores.describe(table);
            case "ListBackups" -> restores.backups(table);
            case "DescribeBackup" ->
                restores.backup(WHERE, AnyRestore.backup(table, now()).arn());
            case "ListTables" -> restores.countTables(WHERE);
            default -> restores.users(table);
        };
    }

    @Test
    void cannotReadARecoveryStateThatIsDenied() {
        create(WHERE.table("orders"));
        aws.sandbox().faults().add(Fault.on("DescribeContinuousBackups", Effect.DENIED));

        assertThat(restores.recovery(WHERE.table("orders"))).isInstanceOf(RecoveryState.Unreadable.class);
    }

    @Test
    void deletesNothingThatItCannotRead() {
        createWithoutRecovery(WHERE.table("orders"));
        aws.sandbox().faults().add(Fault.on("DescribeTable", Effect.DENIED));

        assertThat(restores.delete(WHERE.table("orders"), "any").failure())
                .map(Cause::kind)
                .hasValue(Cause.Kind.DENIED);
        assertThat(aws.sandbox().calls().count("DeleteTable")).isZero();
    }

    @Test
    void reportsThatATableIsProtected() {
        createWithoutRecovery(WHERE.table("orders"));
        aws.sandbox().tables().get("orders").deletionProtection(true);
        String id = aws.sandbox().tables().get("orders").tableId();

        assertThat(restores.delete(WHERE.table("orders"), id).failure())
                .map(Cause::kind)
                .hasValue(Cause.Kind.REFUSED);
        assertThat(aws.sandbox().tables().names()).containsExactly("orders");
    }

    @Test
    void listsPipesAndKinesisStreamsWithTheCommandsThatRemoveThem() {
        create(WHERE.table("orders"));
        String stream = stream(WHERE.table("orders"));
        PipesClient pipes = aws.clients().client(PipesClient.builder());
        pipes.createPipe(b -> b.name("to-search")
                .source(stream)
                .target("arn:aws:sqs:eu-west-1:123456789012:q")
                .roleArn("arn:aws:iam::123456789012:role/pipe"));
        pipes.createPipe(b -> b.name("other")
                .source("arn:aws:dynamodb:eu-west-1:123456789012:table/orders-2/stream/1")
                .target("arn:aws:sqs:eu-west-1:123456789012:q")
                .roleArn("arn:aws:iam::123456789012:role/pipe"));
        dynamoDb.enableKinesisStreamingDestination(
                b -> b.tableName("orders").streamArn("arn:aws:kinesis:eu-west-1:123456789012:stream/changes"));
        pass(Duration.ofMinutes(1));

        assertThat(restores.users(WHERE.table("orders")).success().orElseThrow())
                .extracting(TableUser::kind, TableUser::remove)
                .containsExactly(
                        tuple("EventBridge pipe", "aws pipes delete-pipe --name to-search --region eu-west-1"),
                        tuple(
                                "Kinesis data stream",
                                "aws dynamodb disable-kinesis-streaming-destination --table-name orders --stream-arn"
                                        + " arn:aws:kinesis:eu-west-1:123456789012:stream/changes --region eu-west-1"));
    }

    @Test
    void listsTheUsersOfATableThatIsGone() {
        create(WHERE.table("orders"));
        use(WHERE.table("orders"));
        remove(WHERE.table("orders"));
        pass(Duration.ofMinutes(5));

        List<TableUser> users = restores.users(WHERE.table("orders")).success().orElseThrow();

        assertThat(users).singleElement().satisfies(user -> {
            assertThat(user.kind()).isEqualTo("Lambda event source mapping");
            assertThat(user.remove()).startsWith("aws lambda delete-event-source-mapping --uuid ");
        });
    }
}

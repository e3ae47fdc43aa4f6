package io.pitrguard.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.aws.SandboxAws;
import io.pitrguard.domain.drill.CheckKind;
import io.pitrguard.domain.drill.CheckResult;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.drill.DrillTarget;
import io.pitrguard.domain.drill.DrillVerdict;
import io.pitrguard.domain.policy.DrillBudget;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.restore.RestoreMoment;
import io.pitrguard.domain.restore.RestoreTimes;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.AnyDrill;
import io.pitrguard.port.InMemoryDrillStore;
import io.pitrguard.port.InMemoryLedger;
import io.pitrguard.wiring.DrillWiring;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A drill finds what is wrong with a restored table, by the calls that it makes of AWS. */
class DrillOnSandboxTest {
    private static final DrillRequirement EVERYTHING = new DrillRequirement(
            Duration.ofDays(30),
            Optional.of(Duration.ofHours(6)),
            Optional.empty(),
            1_000,
            true,
            Optional.of(new DrillRequirement.TimeAttribute("written", Duration.ofHours(1))),
            Optional.empty(),
            List.of(
                    new DrillRequirement.Assertion(
                            "SELECT * FROM {table} WHERE pk = 'item-1'", OptionalLong.of(1), OptionalLong.of(1)),
                    new DrillRequirement.Assertion(
                            "SELECT * FROM {table} WHERE total < 0", OptionalLong.empty(), OptionalLong.of(0))));

    private final SandboxAws aws = SandboxAws.start(options -> options.withStaleReads(0));
    private final DynamoDbClient dynamoDb = aws.clients().dynamoDb();
    private final TableRef orders = aws.where().table("orders");
    private final InMemoryDrillStore store = new InMemoryDrillStore();

    @BeforeEach
    void createTable() {
        dynamoDb.createTable(b -> b.tableName(orders.name())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("pk"), text("day"))
                .keySchema(hash("pk"))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("by-day")
                        .keySchema(hash("day"))
                        .projection(p -> p.projectionType(ProjectionType.ALL))
                        .build()));
        aws.time().advance(Duration.ofMinutes(1));
        aws.sandbox().tables().get(orders.name()).enabled(35);
        put(0, 30);
        aws.time().advance(Duration.ofHours(1));
        put(30, 60);
        aws.time().advance(Duration.ofMinutes(20));
    }

    @AfterEach
    void close() {
        aws.close();
    }

    private void put(int from, int to) {
        for (int i = from; i < to; i++) {
            Map<String, AttributeValue> item = Map.of(
                    "pk", AttributeValue.fromS("item-" + i),
                    "day", AttributeValue.fromS("day-" + i % 7),
                    "total", AttributeValue.fromN(Integer.toString(i)),
                    "written", AttributeValue.fromS(aws.time().instant().toString()));
            dynamoDb.putItem(b -> b.tableName(orders.name()).item(item));
        }
    }

    @Test
    void provesARestore() {
        DrillRecord end = drill();

        assertThat(end.verdict()).as(end.checks().toString()).contains(DrillVerdict.PASSED);
        assertThat(result(end, CheckKind.COUNT).seen()).isEqualTo("60 items");
        assertThat(end.state()).isEqualTo(new DrillState.Ended(Optional.empty()));
        assertThat(dynamoDb.listTables().tableNames()).containsExactly(orders.name());
    }

    @Test
    void restoresOnDemandUnderANameOfItsOwn() {
        drill();

        assertThat(store.list(aws.where()).success().orElseThrow().drills())
                .singleElement()
                .satisfies(drill -> assertThat(drill.plan().target().name()).startsWith(DrillTarget.PREFIX));
        assertThat(aws.sandbox().calls().count("DeleteTable")).isEqualTo(1);
        assertThat(aws.sandbox().calls().count("UpdateTable")).isZero();
    }

    @Test
    void findsATableOfAnotherMoment() {
        aws.sandbox().restores().wrong(orders.name()).earlier(Duration.ofMinutes(40));

        assertFailed(CheckKind.SAMPLE, "last written before the moment");
    }

    @Test
    void findsThatATenthOfTheItemsIsMissing() {
        aws.sandbox().restores().wrong(orders.name()).losingOneIn(10);

        assertFailed(CheckKind.SAMPLE, "missing or different");
    }

    @Test
    void findsThatAnIndexIsMissing() {
        aws.sandbox().restores().wrong(orders.name()).withoutIndex("by-day");

        assertFailed(CheckKind.INDEXES, "by-day");
    }

    @Test
    void findsKeysOfAnotherType() {
        aws.sandbox().restores().wrong(orders.name()).keyType("pk", "N");

        assertFailed(CheckKind.SCHEMA, "pk (HASH, N)");
    }

    private void assertFailed(CheckKind kind, String reason) {
        DrillRecord end = drill();

        assertThat(end.verdict()).as(end.checks().toString()).contains(DrillVerdict.FAILED);
        assertThat(result(end, kind).verdict()).isEqualTo(DrillVerdict.FAILED);
        assertThat(result(end, kind).reason()).contains(reason);
        assertThat(dynamoDb.listTables().tableNames()).containsExactly(orders.name());
    }

    private DrillRecord drill() {
        DrillRequest request = new DrillRequest(
                orders,
                new RestoreMoment.Latest(),
                EVERYTHING,
                AnyDrill.order(),
                500,
                new RestoreTimes(ZoneOffset.UTC));
        BeginDrill.Outcome begun =
                DrillWiring.begin(aws.clients(), store, aws.time()).begin(request);
        assertThat(begun).isInstanceOf(BeginDrill.Outcome.Begun.class);
        DrillRecord drill = ((BeginDrill.Outcome.Begun) begun).record();
        DrillEngine engine = DrillWiring.engine(
                aws.clients(),
                store,
                DrillBudget.STANDARD,
                new AfterDrill(new InMemoryLedger(), DrillRecorder.NONE),
                aws.time());
        for (int step = 0; step < 1_000; step++) {
            switch (engine.advance(aws.where(), drill.id()).success().orElseThrow()) {
                case DrillStep.Again _ -> {}
                case DrillStep.Wait(DrillRecord _, Duration pause) -> aws.time().advance(pause);
                case DrillStep.Done(DrillRecord record) -> {
                    return record;
                }
            }
        }
        throw new AssertionError("The drill does not end.");
    }

    private static CheckResult result(DrillRecord drill, CheckKind kind) {
        return drill.checks().stream()
                .filter(check -> check.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " in " + drill));
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
}

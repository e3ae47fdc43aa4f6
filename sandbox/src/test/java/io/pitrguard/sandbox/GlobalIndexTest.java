package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertInvalid;
import static io.pitrguard.sandbox.Refusals.assertRefused;
import static io.pitrguard.sandbox.contract.TableSettingsContract.attribute;
import static io.pitrguard.sandbox.contract.TableSettingsContract.hash;
import static io.pitrguard.sandbox.contract.TableSettingsContract.indexUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** Global secondary indexes that come and go by UpdateTable. */
class GlobalIndexTest extends SandboxFixture {

    @BeforeEach
    void seed() {
        sandbox.tables().create("orders");
    }

    @Test
    void anIndexIsCreatingWhileTheTableIsActiveAgain() {
        sandbox.tables().updatesTake(Duration.ofSeconds(5), Duration.ofMinutes(5));

        create("by-customer", "customer");

        assertThat(describe().tableStatus()).isEqualTo(TableStatus.UPDATING);
        clock.advance(Duration.ofSeconds(5));
        assertThat(describe().tableStatus()).isEqualTo(TableStatus.ACTIVE);
        assertThat(index().indexStatus()).isEqualTo(IndexStatus.CREATING);
        assertThat(index().backfilling()).isTrue();
        assertRefused(() -> create("by-day", "day"), "LimitExceededException");
        assertInvalid(
                () -> dynamoDb.updateContributorInsights(request ->
                        request.tableName("orders").indexName("by-customer").contributorInsightsAction("ENABLE")),
                "not in a valid state");
        dynamoDb.updateTable(request -> request.tableName("orders").deletionProtectionEnabled(true));

        clock.advance(Duration.ofMinutes(5));
        assertThat(index().indexStatus()).isEqualTo(IndexStatus.ACTIVE);
        assertThat(index().backfilling()).isNull();
        assertThat(describe().attributeDefinitions())
                .extracting(AttributeDefinition::attributeName)
                .containsExactly("pk", "customer");
    }

    @Test
    void aDeletedIndexTakesItsSettingsAlong() {
        SandboxTable orders = sandbox.tables().get("orders");
        orders.settings()
                .globalIndex("by-customer", "customer")
                .onDemandMaximum("by-customer", 5, 5)
                .insights("by-customer", "THROTTLED_KEYS");

        delete("by-customer");

        assertThat(describe().globalSecondaryIndexes()).isEmpty();
        assertThat(describe().attributeDefinitions())
                .extracting(AttributeDefinition::attributeName)
                .containsExactly("pk");
        assertThat(orders.settings().state().maxima().all()).isEmpty();
        assertThat(orders.settings().state().insights().all()).isEmpty();
        assertRefused(() -> delete("by-customer"), "ResourceNotFoundException");
    }

    @Test
    void refusesIndexesThatDoNotFitTheTable() {
        create("by-customer", "customer");

        assertInvalid(() -> create("by-customer", "customer"), "already exists");
        assertInvalid(
                () -> update(request -> request.attributeDefinitions(attribute("other"))
                        .globalSecondaryIndexUpdates(indexUpdate(index -> index.create(action("by-day", "day"))))),
                "Some index key attributes are not defined");
        assertInvalid(
                () -> update(request -> request.attributeDefinitions(attribute("day"))
                        .globalSecondaryIndexUpdates(indexUpdate(
                                index -> index.create(action("by-day", "day").toBuilder()
                                        .provisionedThroughput(units ->
                                                units.readCapacityUnits(1L).writeCapacityUnits(1L))
                                        .build())))),
                "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: by-day");
        assertInvalid(
                () -> update(request -> request.globalSecondaryIndexUpdates(List.of())),
                "List of GlobalSecondaryIndexUpdates is empty");
        assertInvalid(
                () -> update(request -> request.globalSecondaryIndexUpdates(indexUpdate(
                        index -> index.create(action("by-day", "day")).delete(d -> d.indexName("by-customer"))))),
                "Only one global secondary index action is allowed");
        assertRefused(
                () -> update(request -> request.attributeDefinitions(attribute("day"))
                        .globalSecondaryIndexUpdates(
                                indexUpdate(index -> index.create(action("by-day", "day"))),
                                indexUpdate(index -> index.delete(d -> d.indexName("by-customer"))))),
                "LimitExceededException");
    }

    @Test
    void aProvisionedTableNeedsTheCapacityOfANewIndex() {
        sandbox.tables().get("orders").settings().provisioned(1, 1);

        assertInvalid(
                () -> create("by-customer", "customer"),
                "ProvisionedThroughput must be specified for index: by-customer");
    }

    @Test
    void aTableHasTwentyIndexesAtMost() {
        for (int index = 0; index < 20; index++) {
            create("index-" + index, "attribute-" + index);
        }

        assertRefused(() -> create("one-more", "another"), "LimitExceededException");
    }

    private void create(String name, String key) {
        update(request -> request.attributeDefinitions(attribute(key))
                .globalSecondaryIndexUpdates(indexUpdate(index -> index.create(action(name, key)))));
    }

    private void delete(String name) {
        update(request -> request.globalSecondaryIndexUpdates(
                indexUpdate(index -> index.delete(delete -> delete.indexName(name)))));
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

    private static CreateGlobalSecondaryIndexAction action(String name, String key) {
        return CreateGlobalSecondaryIndexAction.builder()
                .indexName(name)
                .keySchema(hash(key))
                .projection(projection -> projection.projectionType(ProjectionType.ALL))
                .build();
    }
}

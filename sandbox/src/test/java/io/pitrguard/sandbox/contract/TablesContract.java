package io.pitrguard.sandbox.contract;

import static io.pitrguard.sandbox.contract.Fixture.assertCode;
import static io.pitrguard.sandbox.contract.Fixture.attribute;
import static io.pitrguard.sandbox.contract.Fixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** What the product relies on when it lists, describes, creates and deletes tables. */
interface TablesContract {

    /** What the contract is checked against. */
    Fixture aws();

    @Test
    default void listsEveryTableOnceOverAllPages() {
        List<String> created = IntStream.range(0, 5)
                .mapToObj(index -> aws().create("list-" + index).tableName())
                .toList();

        List<String> listed = aws().dynamoDb().listTablesPaginator(request -> request.limit(2)).tableNames().stream()
                .toList();

        assertThat(listed).doesNotHaveDuplicates().containsAll(created);
    }

    @Test
    default void fillsAPageAndNamesWhereItEnds() {
        aws().create("page-1");
        aws().create("page-2");

        ListTablesResponse page = aws().dynamoDb().listTables(request -> request.limit(1));

        assertThat(page.tableNames()).hasSize(1);
        assertThat(page.lastEvaluatedTableName()).isEqualTo(page.tableNames().getLast());
    }

    @Test
    default void describesATable() {
        TableDescription created = aws().create("described");

        TableDescription table = aws().describe(created.tableName());

        assertThat(table.tableStatus()).isEqualTo(TableStatus.ACTIVE);
        assertThat(table.tableArn())
                .matches("arn:aws:dynamodb:%s:\\d{12}:table/%s"
                        .formatted(aws().target().region(), created.tableName()));
        assertThat(table.creationDateTime()).isNotNull();
        assertThat(table.tableSizeBytes()).isZero();
        assertThat(table.itemCount()).isZero();
        assertThat(table.deletionProtectionEnabled()).isFalse();
        assertThat(table.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
        assertThat(table.keySchema()).containsExactly(key("pk", KeyType.HASH));
        assertThat(table.attributeDefinitions())
                .extracting(AttributeDefinition::attributeName)
                .containsExactly("pk");
    }

    @Test
    default void describeTableSaysResourceNotFoundOfAMissingTable() {
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> aws().describe(aws().run() + "-missing"))
                .withMessageContaining("Requested resource not found: Table: " + aws().run() + "-missing not found");
    }

    @Test
    default void refusesASecondTableOfTheSameName() {
        aws().create("twice");

        assertThatExceptionOfType(ResourceInUseException.class).isThrownBy(() -> aws().create("twice"));
    }

    @Test
    default void refusesATableWhoseKeyHasNoDefinition() {
        CreateTableRequest request = aws().request("undefined")
                .attributeDefinitions(attribute("other"), attribute("another"))
                .build();

        assertThatExceptionOfType(DynamoDbException.class)
                .isThrownBy(() -> aws().dynamoDb().createTable(request))
                .satisfies(refusal -> assertCode(refusal, "ValidationException"));
    }

    @Test
    default void aDeletedTableIsGone() {
        String table = aws().create("deleted").tableName();

        aws().dynamoDb().deleteTable(request -> request.tableName(table));

        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> aws().describe(table));
        assertThatExceptionOfType(TableNotFoundException.class).isThrownBy(() -> aws().recovery(table));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> aws().dynamoDb().deleteTable(request -> request.tableName(table)));
    }

    @Test
    default void deletionProtectionKeepsATable() {
        String table = aws().dynamoDb()
                .createTable(aws().request("protected")
                        .deletionProtectionEnabled(true)
                        .build())
                .tableDescription()
                .tableName();

        assertThatExceptionOfType(DynamoDbException.class)
                .isThrownBy(() -> aws().dynamoDb().deleteTable(request -> request.tableName(table)))
                .satisfies(refusal -> assertCode(refusal, "ValidationException"));
    }

    @Test
    default void anotherRegionHasTablesOfItsOwn() {
        String here = aws().create("here").tableName();
        String otherRegion = aws().target().region().equals("eu-central-1") ? "eu-west-1" : "eu-central-1";

        try (DynamoDbClient there = aws().target().dynamoDb(otherRegion)) {
            assertThat(there.listTablesPaginator().tableNames()).doesNotContain(here);
        }
    }
}

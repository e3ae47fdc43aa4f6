package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertInvalid;
import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Names, pages and the refusals of what changes and deletes tables. */
class TablesTest extends SandboxFixture {

    @Test
    void listsNamesInOrder() {
        List.of("payments", "orders", "Zebra", "audit").forEach(sandbox.tables()::create);

        assertThat(dynamoDb.listTables().tableNames()).containsExactly("Zebra", "audit", "orders", "payments");
        assertThat(sandbox.tables().names()).containsExactly("Zebra", "audit", "orders", "payments");
    }

    @Test
    void listsFromAStartThatNeedNotExist() {
        List.of("aaa", "ccc", "eee").forEach(sandbox.tables()::create);

        var page = dynamoDb.listTables(
                request -> request.exclusiveStartTableName("bbb").limit(2));

        assertThat(page.tableNames()).containsExactly("ccc", "eee");
        assertThat(page.lastEvaluatedTableName()).isNull();
    }

    @Test
    void listsAHundredNamesAPage() {
        SampleFleet.seedCompliant(sandbox, 101);

        var page = dynamoDb.listTables();

        assertThat(page.tableNames()).hasSize(100);
        assertThat(page.lastEvaluatedTableName()).isEqualTo(page.tableNames().getLast());
    }

    @ParameterizedTest
    @CsvSource({"0, greater than or equal to 1", "101, less than or equal to 100"})
    void refusesAPageOutOf1To100(int limit, String rule) {
        assertInvalid(() -> dynamoDb.listTables(request -> request.limit(limit)), rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "x"})
    void refusesANameThatIsTooShort(String name) {
        assertInvalid(() -> recovery(name), "TableName must be at least 3 characters long");
    }

    @Test
    void refusesANameThatIsTooLong() {
        assertInvalid(() -> recovery("a".repeat(256)), "at most 255 characters long");
        assertInvalid(() -> recovery("a".repeat(1025)), "Member must have length less than or equal to 1024");
        assertInvalid(() -> recovery(""), "Member must have length greater than or equal to 1");
        assertInvalid(() -> recovery(null), "Value null at 'tableName'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders!", "or ders", "órders", "orders/2"})
    void refusesANameWithOtherCharacters(String name) {
        assertInvalid(() -> recovery(name), "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:dynamodb:eu-west-1:999999999999:table/orders",
                "arn:aws:dynamodb:us-east-1:123456789012:table/orders",
                "arn:aws-cn:dynamodb:eu-west-1:123456789012:table/orders",
                "arn:aws:dynamodb:eu-west-1:123456789012:table/x",
                "arn:aws:dynamodb:eu-west-1:123456789012:index/orders",
                "arn:orders"
            })
    void refusesAnArnOfAnotherAccountRegionOrKind(String arn) {
        sandbox.tables().create("orders");

        assertInvalid(() -> recovery(arn), "Invalid ResourceArn provided as input " + arn);
    }

    @Test
    void describesSizesAndALocalIndexToHoldThem() {
        SandboxTable seeded = sandbox.tables()
                .create("orders")
                .sizeBytes(4_000)
                .localIndexSizeBytes(500)
                .deletionProtection(true)
                .status("UPDATING");

        TableDescription table = describe("orders");

        assertThat(table.tableSizeBytes()).isEqualTo(4_000);
        assertThat(table.itemCount()).isEqualTo(10);
        assertThat(table.localSecondaryIndexes()).singleElement().satisfies(index -> {
            assertThat(index.indexSizeBytes()).isEqualTo(500);
            assertThat(index.indexArn()).isEqualTo(seeded.arn() + "/index/local-index");
        });
        assertThat(table.deletionProtectionEnabled()).isTrue();
        assertThat(table.tableStatusAsString()).isEqualTo("UPDATING");
        assertThat(table.creationDateTime()).isEqualTo(NOW);
        assertThat(table.tableId()).isEqualTo(seeded.tableId());
        assertThat(table.tableArn()).isEqualTo(seeded.arn());
    }

    @Test
    void aTableCreatedAnewUnderTheSameNameHasAnotherId() {
        String first = sandbox.tables().create("orders").tableId();
        sandbox.tables().delete("orders");

        assertThat(sandbox.tables().create("orders").tableId()).isNotEqualTo(first);
    }

    @Test
    void usesTheArnsOfItsPartition() {
        try (Sandbox china = Sandbox.start(options()
                        .withPartition("aws-cn")
                        .withRegion("cn-north-1")
                        .withAccount("111122223333"));
                var client = new SandboxTarget(china).dynamoDb()) {
            String arn = china.tables().create("orders").arn();

            assertThat(arn).isEqualTo("arn:aws-cn:dynamodb:cn-north-1:111122223333:table/orders");
            assertThat(client.describeTable(request -> request.tableName(arn))
                            .table()
                            .tableArn())
                    .isEqualTo(arn);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATING", "UPDATING", "DELETING"})
    void refusesToDeleteATableInUse(String status) {
        sandbox.tables().create("orders").status(status);

        assertRefused(() -> dynamoDb.deleteTable(request -> request.tableName("orders")), "ResourceInUseException");
    }

    @Test
    void seedsOnlyNamesThatAwsAllowsAndOnlyOnce() {
        SandboxTables tables = sandbox.tables();
        SandboxTable orders = tables.create("orders");

        assertThatIllegalArgumentException().isThrownBy(() -> tables.create("orders"));
        assertThatIllegalArgumentException().isThrownBy(() -> tables.create("no!"));
        assertThatIllegalArgumentException().isThrownBy(() -> tables.get("payments"));
        assertThat(tables.delete("orders")).isTrue();
        assertThat(tables.delete("orders")).isFalse();
        assertThatIllegalStateException().isThrownBy(orders::recovery);
        assertThatIllegalStateException().isThrownBy(orders::disabled);
    }

    private TableDescription describe(String name) {
        return dynamoDb.describeTable(request -> request.tableName(name)).table();
    }
}

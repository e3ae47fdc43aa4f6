package io.pitrguard.sandbox.items;

import static io.pitrguard.sandbox.Refusals.assertInvalid;
import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.SandboxFixture;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.traffic.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** Statements in PartiQL that select items. */
class StatementsTest extends SandboxFixture {

    @BeforeEach
    void seed() {
        sandbox.tables().create("orders");
        put("1", Map.of("total", number("10"), "status", text("paid"), "open", AttributeValue.fromBool(true)));
        put("2", Map.of("total", number("20"), "status", text("it's")));
        put("3", Map.of("total", number("30"), "nothing", AttributeValue.fromNul(true)));
        put("4", Map.of("address", AttributeValue.fromM(Map.of("lines", AttributeValue.fromL(List.of(text("here")))))));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "SELECT * FROM orders                                                | 1234",
                "select * from \"orders\" where pk = '2'                             | 2",
                "SELECT * FROM orders WHERE total > 10                               | 23",
                "SELECT * FROM orders WHERE total >= 10 AND total <> 20              | 13",
                "SELECT * FROM orders WHERE total != 20 AND total < 3e1              | 1",
                "SELECT * FROM orders WHERE total BETWEEN 10 AND 20 AND pk <> '1'    | 2",
                "SELECT * FROM orders WHERE total IN [10, 30]                        | 13",
                "SELECT * FROM orders WHERE total IN (10, 30)                        | 13",
                "SELECT * FROM orders WHERE total <= 10 OR total = 30                | 13",
                "SELECT * FROM orders WHERE (total = 10 OR total = 20) AND pk = '2'  | 2",
                "SELECT * FROM orders WHERE NOT total = 10 AND total IS NOT MISSING  | 23",
                "SELECT * FROM orders WHERE total IS MISSING                         | 4",
                "SELECT * FROM orders WHERE nothing IS NULL                          | 3",
                "SELECT * FROM orders WHERE nothing IS NOT NULL AND total < 15       | 1",
                "SELECT * FROM orders WHERE status = 'it''s'                         | 2",
                "SELECT * FROM orders WHERE open = TRUE                              | 1",
                "SELECT * FROM orders WHERE open = false                             | ``",
                "SELECT * FROM orders WHERE begins_with(\"status\", 'pa')            | 1",
                "SELECT * FROM orders WHERE contains(status, 's')                    | 2",
                "SELECT * FROM orders WHERE attribute_type(total, 'N') AND pk = '3'  | 3",
                "SELECT * FROM orders WHERE size(status) = 4 AND total = 10          | 1",
                "SELECT * FROM orders WHERE address.\"lines\"[0] = 'here'            | 4",
                "SELECT * FROM orders WHERE address = {'lines': ['here']}            | 4",
                "SELECT * FROM orders WHERE address = {} OR address = {'lines': []}  | ``"
            })
    void selects(String statement, String keys) {
        assertThat(keys(execute(statement))).isEqualTo(keys);
    }

    @Test
    void selectsSomeAttributes() {
        assertThat(execute("SELECT pk, total FROM orders WHERE pk = '1'").items())
                .containsExactly(Map.of("pk", text("1"), "total", number("10")));
    }

    @Test
    void takesParameters() {
        assertThat(keys(execute("SELECT * FROM orders WHERE total = ? AND pk = ?", number("20"), text("2"))))
                .isEqualTo("2");
        assertInvalid(
                () -> execute("SELECT * FROM orders WHERE total = ?"),
                "Number of parameters in request and statement don't match");
        assertInvalid(
                () -> execute("SELECT * FROM orders", number("1")),
                "Number of parameters in request and statement don't match");
    }

    @Test
    void givesPages() {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        String token = null;
        int pages = 0;
        do {
            String after = token;
            ExecuteStatementResponse page =
                    dynamoDb.executeStatement(request -> request.statement("SELECT * FROM orders WHERE total > 10")
                            .limit(1)
                            .nextToken(after)
                            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
            items.addAll(page.items());
            assertThat(page.consumedCapacity().capacityUnits()).isNotNegative();
            token = page.nextToken();
            pages++;
        } while (token != null);

        assertThat(items).hasSize(2);
        assertThat(pages).isGreaterThanOrEqualTo(4);
        assertInvalid(
                () -> dynamoDb.executeStatement(
                        request -> request.statement("SELECT * FROM orders").nextToken("another")),
                "NextToken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SELECT",
                "SELECT * orders",
                "SELECT * FROM 'orders'",
                "SELECT * FROM orders WHERE",
                "SELECT * FROM orders WHERE total",
                "SELECT * FROM orders WHERE total ~ 1",
                "SELECT * FROM orders WHERE total = ",
                "SELECT * FROM orders WHERE total LIKE 'a'",
                "SELECT * FROM orders WHERE (total = 1",
                "SELECT * FROM orders WHERE total = 1 pk = 2",
                "SELECT COUNT(*) FROM orders",
                "DROP TABLE orders"
            })
    void refusesNonsense(String statement) {
        assertInvalid(() -> execute(statement), "Statement wasn't well formed, can't be processed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM orders WHERE pk = '1'",
                "UPDATE orders SET total = 1 WHERE pk = '1'",
                "INSERT INTO orders VALUE {'pk': '5'}",
                "SELECT * FROM orders WHERE pk = '1' ORDER BY total"
            })
    void refusesWhateverItDoesNotHave(String statement) {
        assertInvalid(() -> execute(statement), "the sandbox does not support");
        assertThat(dynamoDb.scan(request -> request.tableName("orders")).count())
                .isEqualTo(4);
    }

    @Test
    void readsOnlyTablesThatThereAre() {
        assertRefused(() -> execute("SELECT * FROM none"), "ResourceNotFoundException");
        assertRefused(() -> execute("SELECT * FROM orders.none"), "ValidationException");
    }

    @Test
    void faultsAndCallsNameTheTable() {
        sandbox.faults()
                .add(Fault.on("ExecuteStatement", "orders", Effect.THROTTLED_PROVISIONED)
                        .times(1));

        assertRefused(() -> execute("SELECT * FROM orders"), "ProvisionedThroughputExceededException");
        execute("SELECT * FROM orders");

        assertThat(sandbox.calls().of("ExecuteStatement"))
                .extracting(Call::table)
                .containsOnly("orders");
        assertThat(sandbox.trailEvents()).isEmpty();
    }

    private ExecuteStatementResponse execute(String statement, AttributeValue... parameters) {
        return dynamoDb.executeStatement(request -> {
            request.statement(statement);
            if (parameters.length > 0) {
                request.parameters(List.of(parameters));
            }
        });
    }

    private static String keys(ExecuteStatementResponse answer) {
        return answer.items().stream().map(item -> item.get("pk").s()).sorted().reduce("", String::concat);
    }

    private void put(String pk, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(attributes);
        item.put("pk", text(pk));
        dynamoDb.putItem(request -> request.tableName("orders").item(item));
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue number(String number) {
        return AttributeValue.fromN(number);
    }
}

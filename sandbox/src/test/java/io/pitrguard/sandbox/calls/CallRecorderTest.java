package io.pitrguard.sandbox.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.sandbox.calls.RecordedCall.Deployment;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/** What is recorded of a call. */
class CallRecorderTest {
    @Test
    void namesWhatTheRequestNames() {
        assertThat(NamedResource.of(
                        "GetItem", GetItemRequest.builder().tableName("ledger").build()))
                .containsExactly(new NamedResource("GetItem", "ledger"));
        assertThat(NamedResource.of(
                        "Publish", PublishRequest.builder().topicArn("arn:x").build()))
                .containsExactly(new NamedResource("Publish", "arn:x"));
        assertThat(NamedResource.of("ListTables", ListTablesRequest.builder().build()))
                .containsExactly(new NamedResource("ListTables", ""));
    }

    @Test
    void namesWhatATransactionDoesWithItsItems() {
        TransactWriteItemsRequest request = TransactWriteItemsRequest.builder()
                .transactItems(List.of(
                        item(item -> item.conditionCheck(check -> check.tableName("ledger"))),
                        item(item -> item.put(put -> put.tableName("ledger"))),
                        item(item -> item.put(put -> put.tableName("ledger"))),
                        item(item -> item.delete(delete -> delete.tableName("orders")))))
                .build();

        assertThat(NamedResource.of("TransactWriteItems", request))
                .containsExactly(
                        new NamedResource("TransactWriteItems.ConditionCheck", "ledger"),
                        new NamedResource("TransactWriteItems.Put", "ledger"),
                        new NamedResource("TransactWriteItems.Delete", "orders"));
    }

    @Test
    void readsTheLinesThatItWrites() {
        RecordedCall call = new RecordedCall(
                new ClientOwner(ClientOwner.Kind.FUNCTION, "io.pitrguard.functions.SweepFunction"),
                Deployment.ALERTS,
                "eu-west-1",
                "DynamoDb",
                "ListTables",
                "");

        assertThat(RecordedCall.parse(call.line())).isEqualTo(call);
        assertThatThrownBy(() -> RecordedCall.parse("half a li")).hasMessageContaining("half a li");
    }

    private static TransactWriteItem item(Consumer<TransactWriteItem.Builder> content) {
        return TransactWriteItem.builder().applyMutation(content).build();
    }
}

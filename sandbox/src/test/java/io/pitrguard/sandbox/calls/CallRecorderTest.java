package io.pitrguard.sandbox.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.sandbox.calls.RecordedCall.Access;
import io.pitrguard.sandbox.calls.RecordedCall.Deployment;
import java.net.URI;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableFromBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
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
        assertThat(NamedResource.of(
                        "PutObject",
                        PutObjectRequest.builder()
                                .key("sweeps/1/plan.json")
                                .bucket("parts")
                                .build()))
                .containsExactly(new NamedResource("PutObject", "parts/sweeps/1/plan.json"));
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
    void namesWhatARestoreReadsAndWhatItMakes() {
        assertThat(NamedResource.of(
                        "RestoreTableToPointInTime",
                        RestoreTableToPointInTimeRequest.builder()
                                .sourceTableName("orders")
                                .targetTableName("orders-then")
                                .build()))
                .containsExactly(
                        new NamedResource("RestoreTableToPointInTime", "orders"),
                        new NamedResource("RestoreTableToPointInTime.Target", "orders-then"));
        assertThat(NamedResource.of(
                        "RestoreTableFromBackup",
                        RestoreTableFromBackupRequest.builder()
                                .backupArn("arn:aws:dynamodb:eu-west-1:123456789012:table/orders/backup/1-a")
                                .targetTableName("orders")
                                .build()))
                .containsExactly(
                        new NamedResource(
                                "RestoreTableFromBackup",
                                "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/backup/1-a"),
                        new NamedResource("RestoreTableFromBackup.Target", "orders"));
    }

    @Test
    void readsTheLinesThatItWrites() {
        RecordedCall call = new RecordedCall(
                new ClientOwner(ClientOwner.Kind.FUNCTION, "io.pitrguard.functions.SweepFunction"),
                Deployment.ALERTS,
                Access.MEMBER,
                "eu-west-1",
                "DynamoDb",
                "ListTables",
                "");

        assertThat(RecordedCall.parse(call.line())).isEqualTo(call);
        assertThatThrownBy(() -> RecordedCall.parse("half a li")).hasMessageContaining("half a li");
    }

    @Test
    void tellsTheKeyOfAnAssumedRoleFromOthers() {
        assertThat(CallRecorder.access(signed("ASIA0123456789ABCDEF"))).isEqualTo(Access.MEMBER);
        assertThat(CallRecorder.access(signed("sandbox"))).isEqualTo(Access.OWN);
        assertThat(CallRecorder.access(signed("test"))).isEqualTo(Access.OWN);
        assertThat(CallRecorder.access(request().build())).as("not signed").isEqualTo(Access.OWN);
    }

    @Test
    void aClientThatAWorkerBuildsIsThatOfWhoStartedTheWorker() throws Exception {
        ClientOwner function = new ClientOwner(ClientOwner.Kind.FUNCTION, "PlanFunction");
        CallRecorder.Origin here = CallRecorder.deployed(true, () -> CallRecorder.origin(function));
        FutureTask<CallRecorder.Origin> task =
                new FutureTask<>(() -> CallRecorder.origin(new ClientOwner(ClientOwner.Kind.UNKNOWN, "Workers")));
        Thread worker = new Thread(task);
        worker.start();

        assertThat(here).isEqualTo(new CallRecorder.Origin(function, Deployment.REMEDIATES));
        assertThat(task.get()).isEqualTo(here);
        worker.join();
    }

    private static SdkHttpRequest signed(String key) {
        return request()
                .putHeader(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + key + "/20261130/eu-west-1/dynamodb/aws4_request, Signature=0")
                .build();
    }

    private static SdkHttpRequest.Builder request() {
        return SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(URI.create("http://localhost"));
    }

    private static TransactWriteItem item(Consumer<TransactWriteItem.Builder> content) {
        return TransactWriteItem.builder().applyMutation(content).build();
    }
}

package io.pitrguard.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitrguard.sandbox.contract.Target;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What the function that reacts to calls is deployed with, made through AWS's interfaces. */
final class DriftWorld implements AutoCloseable {
    static final String ACCOUNT = "123456789012";
    static final String LEDGER = "pitr-guard-ledger";
    static final String TOPIC = "arn:aws:sns:%s:%s:alerts".formatted(Moto.REGION, ACCOUNT);
    static final String QUEUE = "/" + ACCOUNT + "/pitr-guard-drift";

    private final DynamoDbClient dynamoDb;
    private final SqsClient sqs;
    private final String queue;
    private final String listener;

    /** Creates the ledger, the queue with its dead-letter queue, and the topic. */
    DriftWorld(Target target) {
        this(target, QUEUE);
        create(LEDGER, "pk", "sk");
        String dead =
                arn(sqs.createQueue(b -> b.queueName("pitr-guard-drift-dlq")).queueUrl());
        sqs.createQueue(b -> b.queueName("pitr-guard-drift")
                .attributes(Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        "360",
                        QueueAttributeName.REDRIVE_POLICY,
                        Json.write(Map.of("deadLetterTargetArn", dead, "maxReceiveCount", 5)))));
        try (SnsClient sns = target.sns()) {
            sns.createTopic(b -> b.name("alerts"));
        }
        listen(target, TOPIC);
    }

    private DriftWorld(Target target, String queuePath) {
        dynamoDb = target.dynamoDb();
        sqs = target.configure(SqsClient.builder(), target.region())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        queue = target.endpoint() + queuePath;
        listener = sqs.createQueue(b -> b.queueName("listener")).queueUrl();
    }

    /** Returns the one that is deployed already; from now on it listens to its topic. */
    static DriftWorld deployed(Target target, String topic) {
        DriftWorld world = new DriftWorld(target, QUEUE);
        world.listen(target, topic);
        return world;
    }

    private void listen(Target target, String topic) {
        try (SnsClient sns = target.sns()) {
            sns.subscribe(b -> b.topicArn(topic).protocol("sqs").endpoint(arn(listener)));
        }
    }

    private String arn(String url) {
        return sqs.getQueueAttributes(b -> b.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
    }

    private void create(String table, String... keys) {
        dynamoDb.createTable(b -> b.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(List.of(keys).stream()
                        .map(key -> AttributeDefinition.builder()
                                .attributeName(key)
                                .attributeType(ScalarAttributeType.S)
                                .build())
                        .toList())
                .keySchema(List.of(keys).stream()
                        .map(key -> KeySchemaElement.builder()
                                .attributeName(key)
                                .keyType(key.equals(keys[0]) ? KeyType.HASH : KeyType.RANGE)
                                .build())
                        .toList()));
    }

    /** Creates the tables that the events are about; {@code orders} is on, off or gone, the others are off. */
    void tables(String orders) {
        for (String table : List.of(
                "payments", "orders-restored", "orders-from-backup", "orders-from-aws-backup", "orders-imported")) {
            create(table, "pk");
        }
        if (!orders.equals("gone")) {
            create("orders", "pk");
        }
        if (orders.equals("on")) {
            enable("orders", 35);
        }
    }

    /** Creates a table with this recovery period; off where it is 0. */
    void table(String name, int days) {
        create(name, "pk");
        if (days > 0) {
            enable(name, days);
        }
    }

    /** Enables recovery of a table. */
    void enable(String name, int days) {
        dynamoDb.updateContinuousBackups(b -> b.tableName(name)
                .pointInTimeRecoverySpecification(
                        on -> on.pointInTimeRecoveryEnabled(true).recoveryPeriodInDays(days)));
    }

    /** Deletes all tables but the ledger, which it empties, and takes what the topic sent. */
    void clear() {
        dynamoDb.listTables().tableNames().stream()
                .filter(name -> !name.equals(LEDGER))
                .forEach(name -> dynamoDb.deleteTable(b -> b.tableName(name)));
        ledger().forEach(item ->
                dynamoDb.deleteItem(b -> b.tableName(LEDGER).key(Map.of("pk", item.get("pk"), "sk", item.get("sk")))));
        while (!alerts().isEmpty()) {
            // There may be more than one call gives.
        }
    }

    /** Returns the names of the tables in the ledger, in order. */
    List<String> recordedNames() {
        return ledger().stream()
                .filter(item -> item.get("pk").s().startsWith("FLEET#"))
                .map(item -> item.get("sk").s().replaceFirst("^TABLE#", ""))
                .sorted()
                .toList();
    }

    private List<Map<String, AttributeValue>> ledger() {
        return dynamoDb.scan(b -> b.tableName(LEDGER).consistentRead(true)).items();
    }

    /** Returns a table's recovery period; 0 when recovery is off. */
    int daysOf(String table) {
        PointInTimeRecoveryDescription recovery = dynamoDb.describeContinuousBackups(b -> b.tableName(table))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription();
        return recovery.pointInTimeRecoveryStatusAsString().equals("ENABLED") ? recovery.recoveryPeriodInDays() : 0;
    }

    /** Takes what the topic sent, oldest first, as machines see it. */
    List<JsonNode> alerts() {
        List<Message> messages = sqs.receiveMessage(b -> b.queueUrl(listener).maxNumberOfMessages(10))
                .messages();
        // Otherwise they come again after half a minute, in another test.
        messages.forEach(
                message -> sqs.deleteMessage(b -> b.queueUrl(listener).receiptHandle(message.receiptHandle())));
        return messages.stream()
                .map(message ->
                        Json.read(Json.read(message.body()).path("Message").asText()))
                .toList();
    }

    /** Waits for a message that was requeued, and delivers it as Lambda would. */
    JsonNode receive(Duration atMost) {
        Message message = sqs.receiveMessage(b -> b.queueUrl(queue)
                        .waitTimeSeconds((int) atMost.toSeconds())
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages()
                .getFirst();
        Map<String, Object> attributes = new HashMap<>();
        message.messageAttributes()
                .forEach((name, value) ->
                        attributes.put(name, Map.of("stringValue", value.stringValue(), "dataType", value.dataType())));
        return Json.read(Json.write(Map.of(
                "messageId", message.messageId(),
                "body", message.body(),
                "attributes", message.attributesAsStrings(),
                "messageAttributes", attributes)));
    }

    @Override
    public void close() {
        dynamoDb.close();
        sqs.close();
    }
}

package io.pitrguard.sandbox;

import io.pitrguard.sandbox.state.QueueSettings;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** A sandbox with one queue and its dead-letter queue, and a client of SQS, which checks every digest. */
abstract class QueueFixture extends SandboxFixture {

    static final int MOST_DELIVERIES = 3;

    SqsClient sqs;
    SandboxQueue dead;
    SandboxQueue queue;

    @BeforeEach
    void connect() {
        sqs = target.configure(SqsClient.builder(), target.region())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        dead = sandbox.queues().create("drift-dead");
        queue = sandbox.queues().create("drift", settings());
    }

    @AfterEach
    void disconnect() {
        sqs.close();
    }

    QueueSettings settings() {
        return QueueSettings.defaults().withRedrive(new QueueSettings.Redrive(dead.arn(), MOST_DELIVERIES));
    }

    SendMessageResponse send(Consumer<SendMessageRequest.Builder> change) {
        SendMessageRequest.Builder request =
                SendMessageRequest.builder().queueUrl(queue.url()).messageBody("text");
        change.accept(request);
        return sqs.sendMessage(request.build());
    }

    Message receiveOne() {
        return receive(request -> {}).getFirst();
    }

    List<Message> receive(Consumer<ReceiveMessageRequest.Builder> change) {
        ReceiveMessageRequest.Builder request = ReceiveMessageRequest.builder()
                .queueUrl(queue.url())
                .maxNumberOfMessages(10)
                .messageAttributeNames("All")
                .messageSystemAttributeNames(MessageSystemAttributeName.ALL);
        change.accept(request);
        return sqs.receiveMessage(request.build()).messages();
    }

    static MessageAttributeValue attribute(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }
}

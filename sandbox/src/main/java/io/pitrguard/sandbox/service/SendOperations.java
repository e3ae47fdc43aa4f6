package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.Queue;
import io.pitrguard.sandbox.state.QueueMessage;
import io.pitrguard.sandbox.state.QueueSettings;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.List;

/** SendMessage and SendMessageBatch. */
final class SendOperations {

    private SendOperations() {}

    static ObjectNode send(Input input, Account account) {
        return keep(input, QueueUrls.require(input, account), account);
    }

    static ObjectNode sendBatch(Input input, Account account) {
        Queue queue = QueueUrls.require(input, account);
        List<Input> entries = BatchEntries.require(input, "SendMessageBatchRequestEntry");
        long bytes = entries.stream().mapToLong(QueueInput::bytes).sum();
        if (bytes > QueueSettings.LARGEST) {
            throw ServiceError.client(
                    "BatchRequestTooLong",
                    "Batch requests cannot be longer than %d bytes. You have sent %d bytes."
                            .formatted(QueueSettings.LARGEST, bytes));
        }
        return BatchEntries.each(entries, entry -> keep(entry, queue, account));
    }

    private static ObjectNode keep(Input input, Queue queue, Account account) {
        QueueMessage message = QueueInput.accept(input, queue, account);
        queue.add(message);
        ObjectNode answer = Json.object().put("MessageId", message.id()).put("MD5OfMessageBody", message.md5OfBody());
        message.md5OfAttributes().ifPresent(md5 -> answer.put("MD5OfMessageAttributes", md5));
        return answer;
    }
}

package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.Queue;
import io.pitrguard.sandbox.state.QueueMessage;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;

/** SendMessage. */
final class SendOperations {

    private SendOperations() {}

    static ObjectNode send(Input input, Account account) {
        Queue queue = QueueUrls.require(input, account);
        QueueMessage message = QueueInput.accept(input, queue, account);
        queue.add(message);
        ObjectNode answer = Json.object().put("MessageId", message.id()).put("MD5OfMessageBody", message.md5OfBody());
        message.md5OfAttributes().ifPresent(md5 -> answer.put("MD5OfMessageAttributes", md5));
        return answer;
    }
}

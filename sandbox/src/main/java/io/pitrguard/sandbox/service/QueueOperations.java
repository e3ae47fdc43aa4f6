package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.Queue;
import io.pitrguard.sandbox.state.QueueSettings;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** CreateQueue, GetQueueUrl and GetQueueAttributes. */
final class QueueOperations {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    private QueueOperations() {}

    static ObjectNode create(Input input, Account account) {
        String name = input.text("QueueName").orElseThrow(() -> SqsErrors.missing("QueueName"));
        if (!NAME.matcher(name).matches()) {
            throw SqsErrors.invalidValue(
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }
        if (input.has("tags")) {
            throw SqsErrors.unsupported("tags");
        }
        Optional<Input> given = input.structure("Attributes");
        QueueSettings settings = given.map(attributes -> QueueAttributes.settings(attributes, account))
                .orElseGet(QueueSettings::defaults);
        Queue queue = account.queues().create(name, settings, account.now());
        given.ifPresent(attributes -> requireSame(attributes, settings, queue));
        return Json.object().put("QueueUrl", queue.url());
    }

    static ObjectNode url(Input input, Account account) {
        String name = input.text("QueueName").orElseThrow(() -> SqsErrors.missing("QueueName"));
        String own = account.location().account();
        if (!input.text("QueueOwnerAWSAccountId").orElse(own).equals(own)) {
            throw SqsErrors.noQueue();
        }
        Queue queue = account.queues().find(name).orElseThrow(SqsErrors::noQueue);
        return Json.object().put("QueueUrl", queue.url());
    }

    static ObjectNode attributes(Input input, Account account) {
        Map<String, String> all = QueueAttributes.of(QueueUrls.require(input, account), account);
        List<String> names = input.texts("AttributeNames");
        ObjectNode shown = Json.object();
        for (String name : names) {
            if (name.equals("All")) {
                all.forEach(shown::put);
            } else if (all.containsKey(name)) {
                shown.put(name, all.get(name));
            } else if (!QueueAttributes.OPTIONAL.contains(name)) {
                throw SqsErrors.unknownAttribute(name);
            }
        }
        ObjectNode answer = Json.object();
        return shown.isEmpty() ? answer : answer.set("Attributes", shown);
    }

    /** A name that is taken leads to its queue, unless an attribute that is given differs. */
    private static void requireSame(Input attributes, QueueSettings settings, Queue queue) {
        Map<String, String> asked = QueueAttributes.of(settings);
        Map<String, String> there = QueueAttributes.of(queue.settings());
        for (String name : attributes.names()) {
            if (!Objects.equals(asked.get(name), there.get(name))) {
                throw SqsErrors.queueExists(name);
            }
        }
    }
}

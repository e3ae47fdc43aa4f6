package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
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

/** CreateQueue, ListQueues, GetQueueUrl, GetQueueAttributes, PurgeQueue and DeleteQueue. */
final class QueueOperations {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    private static final int LONGEST_LIST = 1_000;

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
        if (account.queues().deletedRecently(name, account.now())) {
            throw SqsErrors.deletedRecently();
        }
        Optional<Input> given = input.structure("Attributes");
        QueueSettings settings = given.map(attributes -> QueueAttributes.settings(attributes, account))
                .orElseGet(QueueSettings::defaults);
        Queue queue = account.queues().create(name, settings, account.now());
        given.ifPresent(attributes -> requireSame(attributes, settings, queue));
        return Json.object().put("QueueUrl", queue.url());
    }

    /** In the order of names; in pages only for who says how long they may be. */
    static ObjectNode list(Input input, Account account) {
        String prefix = input.text("QueueNamePrefix").orElse("");
        long most = input.number("MaxResults").orElse((long) LONGEST_LIST);
        if (most < 1 || most > LONGEST_LIST) {
            throw SqsErrors.invalidValue(most, "MaxResults", "Must be between 1 and 1000, if provided.");
        }
        String after = input.text("NextToken").orElse("");
        List<Queue> rest = account.queues().all().stream()
                .filter(queue -> queue.name().startsWith(prefix) && queue.name().compareTo(after) > 0)
                .toList();
        List<Queue> page = rest.stream().limit(most).toList();
        ObjectNode answer = Json.object();
        if (!page.isEmpty()) {
            ArrayNode urls = answer.putArray("QueueUrls");
            page.forEach(queue -> urls.add(queue.url()));
        }
        if (input.has("MaxResults") && page.size() < rest.size()) {
            answer.put("NextToken", page.getLast().name());
        }
        return answer;
    }

    static ObjectNode url(Input input, Account account) {
        String name = input.text("QueueName").orElseThrow(() -> SqsErrors.missing("QueueName"));
        String own = account.place().account();
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

    static ObjectNode purge(Input input, Account account) {
        Queue queue = QueueUrls.require(input, account);
        if (!queue.purge(account.now())) {
            throw SqsErrors.purging(queue.name());
        }
        return Json.object();
    }

    static ObjectNode delete(Input input, Account account) {
        account.queues().delete(QueueUrls.require(input, account), account.now());
        return Json.object();
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

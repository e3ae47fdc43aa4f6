package io.pitrguard.sandbox.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.state.TableStreams;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** ListTagsOfResource, TagResource and UntagResource (developer guide, Tagging restrictions in DynamoDB). */
final class TagOperations {

    // AWS does not document its page; a small one makes callers follow NextToken.
    private static final int PAGE = 10;
    private static final int MOST_TAGS = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private TagOperations() {}

    static ObjectNode list(Input input, Account account) {
        ResourceArn arn = ResourceArn.of(input, account);
        TableState table = arn.read(account, read -> read.withTags(read.tags().afterRead()));
        TreeMap<String, String> rest = new TreeMap<>(
                arn.isStream()
                        ? table.settings().streams().tags().getOrDefault(arn.stream(), Map.of())
                        : table.tags().visibleAt(account.now()).tags());
        input.text("NextToken")
                .ifPresent(token -> rest.headMap(decode(token), true).clear());
        Map<String, String> page = new LinkedHashMap<>();
        while (page.size() < PAGE && !rest.isEmpty()) {
            Map.Entry<String, String> tag = rest.pollFirstEntry();
            page.put(tag.getKey(), tag.getValue());
        }
        ObjectNode answer = Json.object();
        TableViews.tags(page, answer);
        return rest.isEmpty()
                ? answer
                : answer.put("NextToken", encode(List.copyOf(page.keySet()).getLast()));
    }

    static ObjectNode tag(Input input, Account account) {
        if (!input.has("Tags")) {
            throw Errors.missing("tags");
        }
        Map<String, String> added = tags(input);
        change(input, account, tags -> {
            tags.putAll(added);
            if (tags.size() > MOST_TAGS) {
                throw Errors.validation("One or more parameter values were invalid: too many tags");
            }
            return tags;
        });
        return Json.object();
    }

    static ObjectNode untag(Input input, Account account) {
        if (!input.has("TagKeys")) {
            throw Errors.missing("tagKeys");
        }
        List<String> keys = input.texts("TagKeys");
        change(input, account, tags -> {
            tags.keySet().removeAll(keys);
            return tags;
        });
        return Json.object();
    }

    /** Returns the validated tags of a request; empty when it has none. */
    static Map<String, String> tags(Input input) {
        Map<String, String> tags = new TreeMap<>();
        for (Input tag : input.structures("Tags")) {
            String key = tag.text("Key").orElseThrow(() -> Errors.missing("tags.key"));
            String value = tag.text("Value").orElseThrow(() -> Errors.missing("tags.value"));
            requireAllowed(key, value);
            if (tags.put(key, value) != null) {
                throw Errors.validation("One or more parameter values were invalid: Duplicate tag key: " + key);
            }
        }
        return tags;
    }

    private static void requireAllowed(String key, String value) {
        if (key.isEmpty() || key.length() > LONGEST_KEY) {
            throw Errors.constraint(key, "tags.1.member.key", "Member must have length between 1 and " + LONGEST_KEY);
        }
        if (value.length() > LONGEST_VALUE) {
            throw Errors.constraint(
                    value, "tags.1.member.value", "Member must have length less than or equal to " + LONGEST_VALUE);
        }
        if (key.startsWith("aws:")) {
            throw Errors.validation("One or more parameter values were invalid: Tag keys can not begin with 'aws:'");
        }
    }

    private static void change(Input input, Account account, UnaryOperator<Map<String, String>> change) {
        ResourceArn arn = ResourceArn.of(input, account);
        arn.update(account, table -> {
            SettingErrors.requireIdle(table, account.now());
            return arn.isStream() ? streamTagged(table, arn.stream(), change) : changed(table, change, account);
        });
    }

    private static TableState changed(TableState table, UnaryOperator<Map<String, String>> change, Account account) {
        Map<String, String> tags =
                change.apply(new TreeMap<>(table.tags().current().tags()));
        return table.withTags(
                table.tags().write(tags, account.now(), account.timing().readLag()));
    }

    // A stream does not inherit the tags of its table (developer guide, Using ABAC with DynamoDB Streams).
    private static TableState streamTagged(TableState table, String stream, UnaryOperator<Map<String, String>> change) {
        TableStreams streams = table.settings().streams();
        Map<String, String> tags = change.apply(new TreeMap<>(streams.tags().getOrDefault(stream, Map.of())));
        return table.withSettings(table.settings().with(streams.tagged(stream, tags)));
    }

    private static String encode(String key) {
        return Base64.getUrlEncoder().encodeToString(key.getBytes(UTF_8));
    }

    private static String decode(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), UTF_8);
        } catch (IllegalArgumentException e) {
            throw Errors.validation("Invalid NextToken: " + token);
        }
    }
}

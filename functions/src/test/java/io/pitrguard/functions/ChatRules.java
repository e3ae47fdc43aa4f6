package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What Amazon Q Developer in chat applications takes as a custom notification.
 * https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
 */
final class ChatRules {
    private static final Set<String> TOP = Set.of("version", "source", "content", "metadata");
    private static final Set<String> CONTENT = Set.of("textType", "title", "description", "nextSteps", "keywords");
    private static final Set<String> METADATA =
            Set.of("threadId", "summary", "eventType", "relatedResources", "additionalContext");

    private ChatRules() {}

    static void check(JsonNode notification) {
        assertThat(names(notification)).containsExactlyInAnyOrderElementsOf(TOP);
        assertThat(notification.get("version").asText()).isEqualTo("1.0");
        assertThat(notification.get("source").asText()).isEqualTo("custom");
        JsonNode content = notification.get("content");
        assertThat(names(content)).containsExactlyInAnyOrderElementsOf(CONTENT);
        assertThat(content.get("textType").asText()).isEqualTo("client-markdown");
        assertThat(content.get("title").asText()).isNotBlank().hasSizeLessThanOrEqualTo(150);
        assertThat(content.get("description").asText()).isNotBlank().hasSizeLessThanOrEqualTo(3_000);
        assertThat(content.get("nextSteps")).allMatch(JsonNode::isTextual).hasSizeLessThanOrEqualTo(5);
        assertThat(content.get("keywords")).allMatch(JsonNode::isTextual);
        JsonNode metadata = notification.get("metadata");
        assertThat(METADATA).containsAll(names(metadata));
        assertThat(metadata.get("summary").asText()).hasSizeBetween(1, 99);
        assertThat(metadata.get("eventType").asText()).matches("[a-zA-Z0-9-]{1,100}");
        assertThat(metadata.get("additionalContext")).allMatch(JsonNode::isTextual);
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}

package io.pitrguard.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Parts of the SDK's answers as JSON in the shape of the AWS CLI, and such JSON as requests. It goes through all members
 * that the SDK knows, so that a copy drops none of them.
 */
final class SdkDocuments {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SdkDocuments() {}

    /** Returns the members of an answer that the input of a call has too; absent and empty ones are left out. */
    static ObjectNode shared(SdkPojo answer, SdkPojo input) {
        Set<String> names = input.sdkFields().stream().map(SdkField::memberName).collect(Collectors.toSet());
        ObjectNode document = of(answer);
        document.retain(names);
        return document;
    }

    /**
     * Fills a request.
     *
     * @throws IllegalArgumentException when the document has a member that the SDK does not know, with its name
     */
    static <B extends SdkPojo> B fill(B request, JsonNode document) {
        Map<String, SdkField<?>> fields = new HashMap<>();
        request.sdkFields().forEach(field -> fields.put(field.memberName(), field));
        for (Map.Entry<String, JsonNode> member : document.properties()) {
            SdkField<?> field = fields.get(member.getKey());
            if (field == null) {
                throw new IllegalArgumentException("This version does not know " + member.getKey() + ".");
            }
            field.set(request, value(member.getValue(), field));
        }
        return request;
    }

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException when the text is not a JSON object
     */
    static ObjectNode parse(String json) {
        try {
            if (MAPPER.readTree(json) instanceof ObjectNode document) {
                return document;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The stored setting is not JSON.", e);
        }
        throw new IllegalArgumentException("The stored setting is not a JSON object.");
    }

    private static ObjectNode of(SdkPojo part) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        for (SdkField<?> field : part.sdkFields()) {
            JsonNode value = node(field.getValueOrDefault(part));
            if (value != null) {
                document.set(field.memberName(), value);
            }
        }
        return document;
    }

    private static @Nullable JsonNode node(@Nullable Object value) {
        JsonNode node = switch (value) {
            case null -> null;
            case SdkPojo part -> of(part);
            case List<?> list ->
                MAPPER.valueToTree(list.stream().map(SdkDocuments::node).toList());
            case Map<?, ?> map -> {
                Map<String, @Nullable JsonNode> members = new LinkedHashMap<>();
                map.forEach((key, member) -> members.put(String.valueOf(key), node(member)));
                yield MAPPER.valueToTree(members);
            }
            case Instant instant -> MAPPER.valueToTree(instant.toString());
            default -> MAPPER.valueToTree(value);
        };
        return node == null || (node.isContainerNode() && node.isEmpty()) ? null : node;
    }

    private static Object value(JsonNode node, SdkField<?> field) {
        if (field.constructor() != null && node.isObject()) {
            SdkPojo part = fill(field.constructor().get(), node);
            return ((Buildable) part).build();
        }
        if (field.containsTrait(ListTrait.class)) {
            SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
            List<Object> list = new ArrayList<>();
            node.forEach(each -> list.add(value(each, element)));
            return list;
        }
        if (field.containsTrait(MapTrait.class)) {
            SdkField<?> element = field.getTrait(MapTrait.class).valueFieldInfo();
            Map<String, Object> map = new LinkedHashMap<>();
            node.properties().forEach(member -> map.put(member.getKey(), value(member.getValue(), element)));
            return map;
        }
        return field.marshallingType() == MarshallingType.INSTANT
                ? Instant.parse(node.asText())
                : MAPPER.convertValue(node, field.marshallingType().getTargetClass());
    }
}

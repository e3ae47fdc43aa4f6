package io.pitrguard.sandbox.items;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.wire.Json;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Translates between JSON and the classes of the SDK, by the fields that these declare. */
final class SdkJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private SdkJson() {}

    /** Returns what the builder makes of the members; like AWS, it ignores those that it does not know. */
    static <T, B extends SdkPojo & SdkBuilder<B, T>> T read(ObjectNode members, B builder) {
        fill(builder, members);
        return builder.build();
    }

    /** Returns the members that are set. */
    static ObjectNode write(SdkPojo pojo) {
        ObjectNode members = Json.object();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                members.set(field.locationName(), node(value));
            }
        }
        return members;
    }

    private static void fill(SdkPojo builder, JsonNode members) {
        for (SdkField<?> field : builder.sdkFields()) {
            JsonNode node = members.path(field.locationName());
            if (!node.isMissingNode() && !node.isNull()) {
                field.set(builder, value(field, node));
            }
        }
    }

    private static Object value(SdkField<?> field, JsonNode node) {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> require(node.isTextual(), field, node).textValue();
            case INTEGER -> require(node.canConvertToInt(), field, node).intValue();
            case BOOLEAN -> require(node.isBoolean(), field, node).booleanValue();
            case SDK_BYTES -> bytes(field, require(node.isTextual(), field, node));
            case LIST -> list(field, require(node.isArray(), field, node));
            case MAP -> map(field, require(node.isObject(), field, node));
            case SDK_POJO -> structure(field, require(node.isObject(), field, node));
            case null, default ->
                throw new IllegalArgumentException(field.locationName() + " has a type that no request on items has");
        };
    }

    private static SdkBytes bytes(SdkField<?> field, JsonNode node) {
        try {
            return SdkBytes.fromByteArray(Base64.getDecoder().decode(node.textValue()));
        } catch (IllegalArgumentException e) {
            throw unreadable(field, node);
        }
    }

    private static List<Object> list(SdkField<?> field, JsonNode node) {
        SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
        List<Object> list = new ArrayList<>();
        node.forEach(element -> list.add(value(member, element)));
        return list;
    }

    private static Map<String, Object> map(SdkField<?> field, JsonNode node) {
        SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
        Map<String, Object> map = new LinkedHashMap<>();
        node.properties().forEach(entry -> map.put(entry.getKey(), value(member, entry.getValue())));
        return map;
    }

    private static Object structure(SdkField<?> field, JsonNode node) {
        SdkPojo builder = field.constructor().get();
        fill(builder, node);
        return ((Buildable) builder).build();
    }

    private static JsonNode node(Object value) {
        return switch (value) {
            case String text -> NODES.textNode(text);
            case Integer number -> NODES.numberNode(number);
            case Double number -> NODES.numberNode(number);
            case Boolean flag -> NODES.booleanNode(flag);
            case SdkBytes bytes -> NODES.textNode(Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
            case List<?> list -> {
                ArrayNode array = NODES.arrayNode();
                list.forEach(element -> array.add(node(element)));
                yield array;
            }
            case Map<?, ?> map -> {
                ObjectNode object = Json.object();
                map.forEach((key, member) -> object.set(key.toString(), node(member)));
                yield object;
            }
            case SdkPojo pojo -> write(pojo);
            default -> throw new IllegalArgumentException(value.getClass() + " is a type that no answer on items has");
        };
    }

    private static JsonNode require(boolean right, SdkField<?> field, JsonNode node) {
        if (!right) {
            throw unreadable(field, node);
        }
        return node;
    }

    private static ServiceError unreadable(SdkField<?> field, JsonNode node) {
        return ServiceError.client(
                "SerializationException",
                "%s: %s can not be converted to %s"
                        .formatted(
                                field.locationName(),
                                node.getNodeType(),
                                field.marshallingType().getTargetClass().getSimpleName()));
    }
}

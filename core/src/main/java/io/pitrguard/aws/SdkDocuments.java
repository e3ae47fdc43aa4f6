package io.pitrguard.aws;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Parts of the SDK's answers as JSON in the shape of the AWS CLI, and such JSON as requests. It goes through all members
 * that the SDK knows, so that a copy drops none of them.
 */
final class SdkDocuments {
    private SdkDocuments() {}

    /** Returns the members of an answer that the input of a call has too; absent and empty ones are left out. */
    static SettingDocument shared(SdkPojo answer, SdkPojo input) {
        return new SettingDocument(members(answer)).only(names(input));
    }

    /** Returns the names of the members of an input. */
    static Set<String> names(SdkPojo input) {
        return input.sdkFields().stream().map(SdkField::memberName).collect(Collectors.toSet());
    }

    /**
     * Fills a request.
     *
     * @throws IllegalArgumentException when the document has a member that the SDK does not know, or of another type, with
     *     its name
     */
    static <B extends SdkPojo> B fill(B request, SettingDocument document) {
        return fill(request, document.members());
    }

    private static <B extends SdkPojo> B fill(B request, Map<?, ? extends @Nullable Object> members) {
        Map<String, SdkField<?>> fields = new HashMap<>();
        request.sdkFields().forEach(field -> fields.put(field.memberName(), field));
        members.forEach((name, value) -> {
            SdkField<?> field = fields.get(String.valueOf(name));
            if (field == null) {
                throw new IllegalArgumentException("This version does not know " + name + ".");
            }
            field.set(request, value(value, field));
        });
        return request;
    }

    private static Map<String, @Nullable Object> members(SdkPojo part) {
        Map<String, @Nullable Object> members = new TreeMap<>();
        for (SdkField<?> field : part.sdkFields()) {
            Object value = plain(field.getValueOrDefault(part));
            if (value != null) {
                members.put(field.memberName(), value);
            }
        }
        return members;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case SdkPojo part -> filled(members(part));
            case List<?> list -> {
                List<@Nullable Object> entries = new ArrayList<>();
                list.forEach(entry -> entries.add(plain(entry)));
                yield entries.isEmpty() ? null : entries;
            }
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> entries = new TreeMap<>();
                map.forEach((name, entry) -> entries.put(String.valueOf(name), plain(entry)));
                yield filled(entries);
            }
            case Number number -> new BigDecimal(number.toString());
            case Boolean flag -> flag;
            default -> value.toString();
        };
    }

    private static @Nullable Object filled(Map<String, @Nullable Object> members) {
        return members.isEmpty() ? null : members;
    }

    private static Object value(@Nullable Object plain, SdkField<?> field) {
        Class<?> type = field.marshallingType().getTargetClass();
        return switch (plain) {
            case Map<?, ?> map
            when field.constructor() != null ->
                ((Buildable) fill(field.constructor().get(), map)).build();
            case Map<?, ?> map
            when field.containsTrait(MapTrait.class) -> {
                SdkField<?> entry = field.getTrait(MapTrait.class).valueFieldInfo();
                Map<String, Object> values = new TreeMap<>();
                map.forEach((name, each) -> values.put(String.valueOf(name), value(each, entry)));
                yield values;
            }
            case List<?> list
            when field.containsTrait(ListTrait.class) -> {
                SdkField<?> entry = field.getTrait(ListTrait.class).memberFieldInfo();
                yield list.stream().map(each -> value(each, entry)).toList();
            }
            case BigDecimal number when type == Integer.class -> number.intValueExact();
            case BigDecimal number when type == Long.class -> number.longValueExact();
            case BigDecimal number when type == Double.class -> number.doubleValue();
            case Boolean flag when type == Boolean.class -> flag;
            case String text when type == String.class -> text;
            case String text when type == Instant.class -> Instant.parse(text);
            case null, default ->
                throw new IllegalArgumentException("This version does not know such a " + field.memberName() + ".");
        };
    }
}

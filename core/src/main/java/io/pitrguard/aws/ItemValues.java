package io.pitrguard.aws;

import io.pitrguard.domain.item.Item;
import io.pitrguard.domain.item.ItemValue;
import io.pitrguard.domain.table.Cause;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Translates items between the SDK and the domain. */
final class ItemValues {
    private ItemValues() {}

    /**
     * Returns an item.
     *
     * @throws NotUnderstoodException for a type that this version does not know, and for a number that is not one
     */
    static Item item(Map<String, AttributeValue> attributes) {
        SortedMap<String, ItemValue> values = new TreeMap<>();
        attributes.forEach((name, value) -> values.put(name, value(value)));
        return new Item(values);
    }

    /** Returns an item as the SDK has it. */
    static Map<String, AttributeValue> attributes(Item item) {
        return attributes(item.attributes());
    }

    /** Returns a value as the SDK has it. */
    static AttributeValue attribute(ItemValue value) {
        return switch (value) {
            case ItemValue.Text(String text) -> AttributeValue.fromS(text);
            case ItemValue.Numeric number -> AttributeValue.fromN(text(number));
            case ItemValue.Binary(String base64) -> AttributeValue.fromB(bytes(base64));
            case ItemValue.Flag(boolean flag) -> AttributeValue.fromBool(flag);
            case ItemValue.Nothing _ -> AttributeValue.fromNul(true);
            case ItemValue.TextSet(var texts) -> AttributeValue.fromSs(List.copyOf(texts));
            case ItemValue.NumericSet(var numbers) ->
                AttributeValue.fromNs(numbers.stream().map(ItemValues::text).toList());
            case ItemValue.BinarySet(var all) ->
                AttributeValue.fromBs(all.stream().map(ItemValues::bytes).toList());
            case ItemValue.Many(var values) ->
                AttributeValue.fromL(values.stream().map(ItemValues::attribute).toList());
            case ItemValue.Fields(var fields) -> AttributeValue.fromM(attributes(fields));
        };
    }

    private static Map<String, AttributeValue> attributes(Map<String, ItemValue> values) {
        return values.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> attribute(each.getValue())));
    }

    private static ItemValue value(@Nullable AttributeValue given) {
        AttributeValue value = known(given);
        return switch (value.type()) {
            case S -> new ItemValue.Text(value.s());
            case N -> number(value.n());
            case B -> new ItemValue.Binary(base64(value.b()));
            case BOOL -> new ItemValue.Flag(value.bool());
            case NUL -> new ItemValue.Nothing();
            case SS ->
                ItemValue.TextSet.of(value.ss().stream().map(ItemValues::known).toList());
            case NS ->
                new ItemValue.NumericSet(
                        value.ns().stream().map(ItemValues::number).collect(Collectors.toSet()));
            case BS ->
                new ItemValue.BinarySet(
                        value.bs().stream().map(ItemValues::base64).collect(Collectors.toSet()));
            case L ->
                new ItemValue.Many(value.l().stream().map(ItemValues::value).toList());
            case M -> new ItemValue.Fields(item(value.m()).attributes());
            case UNKNOWN_TO_SDK_VERSION ->
                throw broken("AWS answered an attribute of a type that pitr-guard does not know.");
        };
    }

    private static ItemValue.Numeric number(@Nullable String text) {
        try {
            return ItemValue.Numeric.of(known(text));
        } catch (NumberFormatException e) {
            throw broken("AWS answered an attribute of the type number that is not one.");
        }
    }

    private static String text(ItemValue.Numeric number) {
        return number.value().toString();
    }

    private static SdkBytes bytes(String base64) {
        return SdkBytes.fromByteArray(Base64.getDecoder().decode(base64));
    }

    private static String base64(@Nullable SdkBytes bytes) {
        return Base64.getEncoder().encodeToString(known(bytes).asByteArray());
    }

    private static <T> T known(@Nullable T value) {
        if (value == null) {
            throw broken("AWS answered an attribute without a value.");
        }
        return value;
    }

    private static NotUnderstoodException broken(String what) {
        return new NotUnderstoodException(new Cause(Cause.Kind.BROKEN, what));
    }
}

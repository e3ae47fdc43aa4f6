package io.pitrguard.domain.item;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;

/**
 * How large items are, as DynamoDB counts.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
public final class ItemSize {
    /** What a strongly consistent read of one unit covers. */
    public static final int UNIT_BYTES = 4096;

    private static final int DOCUMENT = 3;
    private static final int ELEMENT = 1;

    private ItemSize() {}

    /** Returns the size of an item in bytes; that of its numbers is approximate. */
    public static long bytes(Item item) {
        return item.attributes().entrySet().stream()
                .mapToLong(attribute -> text(attribute.getKey()) + bytes(attribute.getValue()))
                .sum();
    }

    /** Returns how many units a strongly consistent read of an item by its key takes. */
    public static long units(Item item) {
        return Math.max(1, Math.ceilDiv(bytes(item), UNIT_BYTES));
    }

    private static long bytes(ItemValue value) {
        return switch (value) {
            case ItemValue.Text(String text) -> text(text);
            case ItemValue.Numeric number -> number(number);
            case ItemValue.Binary(String base64) -> binary(base64);
            case ItemValue.Flag _ -> ELEMENT;
            case ItemValue.Nothing _ -> ELEMENT;
            case ItemValue.TextSet set ->
                set.values().stream().mapToLong(ItemSize::text).sum();
            case ItemValue.NumericSet set ->
                set.values().stream().mapToLong(ItemSize::number).sum();
            case ItemValue.BinarySet set ->
                set.base64().stream().mapToLong(ItemSize::binary).sum();
            case ItemValue.Many many -> DOCUMENT + elements(many.values());
            case ItemValue.Fields fields ->
                DOCUMENT
                        + elements(fields.values().values())
                        + fields.values().keySet().stream()
                                .mapToLong(ItemSize::text)
                                .sum();
        };
    }

    private static long elements(Collection<ItemValue> values) {
        return values.stream().mapToLong(value -> ELEMENT + bytes(value)).sum();
    }

    /** Two digits take a byte. */
    private static long number(ItemValue.Numeric number) {
        return Math.ceilDiv(number.value().precision(), 2) + 2L;
    }

    private static long text(String text) {
        return text.getBytes(UTF_8).length;
    }

    private static long binary(String base64) {
        return base64.length() / 4L * 3;
    }
}

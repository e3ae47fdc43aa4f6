package io.pitrguard.domain.item;

import io.pitrguard.domain.evidence.Sha256;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Short digests of items, the same for items that are equal for DynamoDB, on every machine. */
public final class ItemDigest {
    private static final int DIGITS = 16;
    private static final int RADIX = 16;

    private ItemDigest() {}

    /** Returns the first 64 bits of a SHA-256. */
    public static long of(Item item) {
        return Long.parseUnsignedLong(Sha256.of(fields(item.attributes())).substring(0, DIGITS), RADIX);
    }

    /** Each value tells its type and its length, so that no two values have the same text. */
    private static String text(ItemValue value) {
        String content = switch (value) {
            case ItemValue.Text(String text) -> text;
            case ItemValue.Numeric number -> number.value().toString();
            case ItemValue.Binary(String base64) -> base64;
            case ItemValue.Flag flag -> String.valueOf(flag.value());
            case ItemValue.Nothing _ -> "";
            case ItemValue.TextSet set -> sorted(set.values());
            case ItemValue.NumericSet set ->
                sorted(set.values().stream()
                        .map(number -> number.value().toString())
                        .toList());
            case ItemValue.BinarySet set -> sorted(set.base64());
            case ItemValue.Many list ->
                list.values().stream().map(ItemDigest::text).collect(Collectors.joining());
            case ItemValue.Fields map -> fields(map.values());
        };
        return value.type() + sized(content);
    }

    private static String fields(Map<String, ItemValue> sorted) {
        return sorted.entrySet().stream()
                .map(each -> sized(each.getKey()) + text(each.getValue()))
                .collect(Collectors.joining());
    }

    private static String sorted(Collection<String> set) {
        return set.stream().sorted().map(ItemDigest::sized).collect(Collectors.joining());
    }

    private static String sized(String text) {
        return text.length() + ":" + text;
    }
}

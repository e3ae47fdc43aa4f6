package io.pitrguard.aws;

import io.pitrguard.domain.table.Cause;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads the attributes of a stored item, or of a map in one. Every reading throws {@link NotUnderstoodException} where
 * the attribute is missing, or is of another type; one that gives an {@code Optional} only for the latter.
 *
 * @param item the item, as people find it
 * @param path where the map is in the item; empty for the item itself
 */
record Fields(Map<String, AttributeValue> values, String item, String path) {
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    /** Reads an item. */
    static Fields of(Map<String, AttributeValue> item) {
        return new Fields(item, key(item, LedgerKeys.PK) + " / " + key(item, LedgerKeys.SK), "");
    }

    /** Whether any of these attributes is there. */
    boolean hasAny(Collection<String> names) {
        return names.stream().anyMatch(values::containsKey);
    }

    String text(String name) {
        return required(name, optionalText(name));
    }

    Optional<String> optionalText(String name) {
        return read(name, "a string", AttributeValue::s);
    }

    Instant instant(String name) {
        return required(name, optionalInstant(name));
    }

    Optional<Instant> optionalInstant(String name) {
        return read(name, "a time", value -> value.s() == null ? null : inReach(Instant.parse(value.s())));
    }

    long number(String name) {
        return required(name, read(name, "a whole number", value -> exact(value, BigDecimal::longValueExact)));
    }

    OptionalInt optionalInt(String name) {
        return read(name, "a whole number", value -> exact(value, BigDecimal::intValueExact))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    OptionalLong optionalLong(String name) {
        return read(name, "a whole number", value -> exact(value, BigDecimal::longValueExact))
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    boolean flag(String name) {
        return required(name, read(name, "a boolean", AttributeValue::bool));
    }

    <E extends Enum<E>> E choice(String name, Class<E> of) {
        List<E> known = Arrays.asList(of.getEnumConstants());
        return required(
                name,
                read(
                        name,
                        "one of " + known,
                        value -> known.stream()
                                .filter(each -> each.name().equals(value.s()))
                                .findFirst()
                                .orElse(null)));
    }

    Optional<Fields> optionalMap(String name) {
        return read(name, "a map", value -> value.hasM() ? value.m() : null).map(map -> inside(name, map));
    }

    List<Fields> maps(String name) {
        List<Fields> maps = new ArrayList<>();
        for (AttributeValue each : list(name)) {
            String place = name + "[" + maps.size() + "]";
            if (!each.hasM()) {
                throw problem(place, "is not a map");
            }
            maps.add(inside(place, each.m()));
        }
        return maps;
    }

    /** Returns the maps of a list that earlier versions did not write. */
    List<Fields> optionalMaps(String name) {
        return hasAny(List.of(name)) ? maps(name) : List.of();
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (AttributeValue each : list(name)) {
            if (each.s() == null) {
                throw problem(name + "[" + texts.size() + "]", "is not a string");
            }
            texts.add(each.s());
        }
        return texts;
    }

    SortedMap<String, String> textsByName(String name) {
        Fields map = required(name, optionalMap(name));
        SortedMap<String, String> texts = new TreeMap<>();
        map.values.keySet().forEach(each -> texts.put(each, map.text(each)));
        return texts;
    }

    /** Returns the exception that names the problem with an attribute. */
    NotUnderstoodException problem(String name, String how) {
        return new NotUnderstoodException(new Cause(
                Cause.Kind.REFUSED,
                "The ledger's item %s cannot be understood: its attribute '%s' %s. Repair or delete that item: pitr-guard does not write over it."
                        .formatted(item, path + name, how)));
    }

    private List<AttributeValue> list(String name) {
        return required(name, read(name, "a list", value -> value.hasL() ? value.l() : null));
    }

    private Fields inside(String name, Map<String, AttributeValue> map) {
        return new Fields(map, item, path + name + ".");
    }

    private <T> T required(String name, Optional<T> value) {
        return value.orElseThrow(() -> problem(name, "is missing"));
    }

    private <T> Optional<T> read(String name, String what, Function<AttributeValue, @Nullable T> as) {
        AttributeValue value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        try {
            T read = as.apply(value);
            if (read != null) {
                return Optional.of(read);
            }
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            // Said below, as for a value of another type.
        }
        throw problem(name, "is not " + what);
    }

    /** A time that is further away cannot be calculated with. */
    private static @Nullable Instant inReach(Instant time) {
        return time.isBefore(Instant.EPOCH) || time.isAfter(LAST) ? null : time;
    }

    private static <T extends Number> @Nullable T exact(AttributeValue value, Function<BigDecimal, T> as) {
        return value.n() == null ? null : as.apply(new BigDecimal(value.n()));
    }

    private static String key(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null || value.s() == null ? "without " + name : value.s();
    }
}

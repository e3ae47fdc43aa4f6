package io.pitrguard.domain.item;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The value of an attribute. Two are equal if they are so for DynamoDB: numbers by value, sets in any order. */
public sealed interface ItemValue {
    /** A string. */
    record Text(String value) implements ItemValue {}

    /** A number, of up to 38 digits; how it was written is lost, as in DynamoDB. */
    record Numeric(BigDecimal value) implements ItemValue {
        public Numeric {
            value = value.stripTrailingZeros();
        }

        /**
         * Returns the number in a text.
         *
         * @throws NumberFormatException if there is none
         */
        public static Numeric of(String text) {
            return new Numeric(new BigDecimal(text));
        }
    }

    /** Bytes, in the canonical form of Base64. */
    record Binary(String base64) implements ItemValue {}

    /** True or false. */
    record Flag(boolean value) implements ItemValue {}

    /** DynamoDB's null. */
    record Nothing() implements ItemValue {}

    /** A set of strings. */
    record TextSet(SortedSet<String> values) implements ItemValue {
        public TextSet {
            values = Collections.unmodifiableSortedSet(new TreeSet<>(values));
        }

        /** Creates one of these strings. */
        public static TextSet of(Iterable<String> values) {
            NavigableSet<String> sorted = new TreeSet<>();
            values.forEach(sorted::add);
            return new TextSet(sorted);
        }
    }

    /** A set of numbers. */
    record NumericSet(Set<Numeric> values) implements ItemValue {
        public NumericSet {
            values = Set.copyOf(values);
        }
    }

    /** A set of bytes, each in the canonical form of Base64. */
    record BinarySet(Set<String> base64) implements ItemValue {
        public BinarySet {
            base64 = Set.copyOf(base64);
        }
    }

    /** A list. */
    record Many(List<ItemValue> values) implements ItemValue {
        public Many {
            values = List.copyOf(values);
        }
    }

    /** A map. */
    record Fields(Map<String, ItemValue> values) implements ItemValue {
        public Fields {
            values = Collections.unmodifiableMap(new TreeMap<>(values));
        }
    }

    /** Returns the type as DynamoDB calls it, such as {@code S} or {@code N}. */
    default String type() {
        return switch (this) {
            case Text _ -> "S";
            case Numeric _ -> "N";
            case Binary _ -> "B";
            case Flag _ -> "BOOL";
            case Nothing _ -> "NULL";
            case TextSet _ -> "SS";
            case NumericSet _ -> "NS";
            case BinarySet _ -> "BS";
            case Many _ -> "L";
            case Fields _ -> "M";
        };
    }
}

package io.pitrguard.domain.rotation;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * One of the equal parts that all tables fall into by their names. A table's share never changes.
 *
 * @param number 0 to 63
 */
public record Share(int number) implements Comparable<Share> {
    /** All shares, in order. */
    public static final List<Share> ALL =
            IntStream.range(0, 64).mapToObj(Share::new).toList();

    /** Returns the share of the table of that name. */
    public static Share of(String table) {
        UUID hash = UUID.nameUUIDFromBytes(table.getBytes(StandardCharsets.UTF_8));
        return ALL.get((int) Long.remainderUnsigned(hash.getLeastSignificantBits(), ALL.size()));
    }

    @Override
    public int compareTo(Share other) {
        return Integer.compare(number, other.number);
    }
}

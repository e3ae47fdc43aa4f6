package io.pitrguard.domain.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShareTest {
    /** A table that moved to another share would lose its proof, or keep one that is not its own. */
    @Test
    void sharesNeverChange() {
        assertThat(List.of("orders", "Orders", "customers", "a.b-c_d").stream()
                        .map(Share::of)
                        .map(Share::number)
                        .toList())
                .containsExactly(7, 60, 56, 38);
    }

    /** However names are formed: each share gets about as many tables. */
    @ParameterizedTest
    @ValueSource(strings = {"table-%05d", "%d", "svc-%1$d-prod-%1$d", "%x", "tenant_%08d.orders", "%5$s%1$d"})
    void sharesAreEven(String form) {
        int tables = 64 * 400;
        Map<Share, Integer> sizes = new HashMap<>();
        IntStream.range(0, tables)
                .mapToObj(i -> form.formatted(i, "", "", "", "x".repeat(200)))
                .forEach(name -> sizes.merge(Share.of(name), 1, Integer::sum));

        assertThat(sizes).hasSize(64).allSatisfy((_, size) -> assertThat(size).isBetween(300, 500));
    }

    @Test
    void sharesAreInOrder() {
        assertThat(Share.ALL).hasSize(64).isSorted();
        assertThat(Share.ALL.getLast()).isEqualTo(new Share(63));
    }
}

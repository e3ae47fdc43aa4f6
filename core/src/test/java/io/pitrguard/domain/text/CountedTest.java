package io.pitrguard.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountedTest {
    @ParameterizedTest
    @CsvSource({"0, table, 0 tables", "1, table, 1 table", "2, more error, 2 more errors", "11, day, 11 days"})
    void onlyOneIsSingular(long count, String noun, String text) {
        assertThat(Counted.of(count, noun)).isEqualTo(text);
    }
}

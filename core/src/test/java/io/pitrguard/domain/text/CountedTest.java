package io.pitrguard.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountedTest {
    @ParameterizedTest
    @CsvSource({"0, 0 tables", "1, 1 table", "2, 2 tables", "1000, '1,000 tables'"})
    void countsTables(long count, String expected) {
        assertThat(Counted.tables(count)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, were", "1, was", "2, were"})
    void knowsTheWordForANumber(long count, String expected) {
        assertThat(Counted.word(count, "was", "were")).isEqualTo(expected);
    }
}

package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link Wrap}: where lines end. */
class WrapTest {
    @ParameterizedTest
    @CsvSource({
        "'', 5, ''",
        "'   ', 5, ''",
        "one, 5, one",
        "one two, 7, one two",
        "one two, 6, one|two",
        "'  one   two ', 7, one two",
        "abcdefgh ij, 3, abc|def|gh|ij",
        "a abcdef, 3, a|abc|def",
        "👩👩👩, 2, 👩👩|👩"
    })
    void breaksAtSpacesElseWhereItMust(String text, int width, String lines) {
        assertThat(String.join("|", Wrap.lines(text, width))).isEqualTo(lines);
    }
}

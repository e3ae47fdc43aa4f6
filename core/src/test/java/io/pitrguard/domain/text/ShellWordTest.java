package io.pitrguard.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellWordTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "orders | orders",
                "a.b_c-9 | a.b_c-9",
                "ops@example.com | ops@example.com",
                "$(reboot) | '$(reboot)'",
                "it's; rm | 'it'\\''s; rm'",
                "*  | '*'"
            })
    void isInQuotesWhereAShellWouldReadMoreThanAWord(String word, String quoted) {
        assertThat(ShellWord.quoted(word)).isEqualTo(quoted);
    }

    @Test
    void nothingIsAWordToo() {
        assertThat(ShellWord.quoted("")).isEqualTo("''");
    }

    @Test
    void hasNoLineBreaks() {
        assertThat(ShellWord.quoted("a\nb")).isEqualTo("'a b'");
    }

    @Test
    void aValueThatLooksLikeAnOptionIsNone() {
        assertThat(ShellWord.option("--table-name", "-x")).isEqualTo("--table-name=-x");
        assertThat(ShellWord.option("--table-name", "x")).isEqualTo("--table-name x");
    }
}

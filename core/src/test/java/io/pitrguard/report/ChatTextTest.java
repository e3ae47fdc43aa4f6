package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "orders => orders",
                "my_table_v2 => my_table_v2",
                "ops@example.com => ops@example.com",
                "arn:aws:dynamodb:eu-west-1:123456789012:table/a.b-c => arn:aws:dynamodb:eu-west-1:123456789012:table/a.b-c",
                "a & b => a &amp; b",
                "<!channel> => &lt;!channel&gt;",
                "<https://evil.example/|docs> => &lt;https:\u2215\u2215evil.example/\uff5cdocs&gt;",
                "*bold* => \u2217bold\u2217",
                "_it_ => \uff3fit\uff3f",
                "~no~ => \u223cno\u223c",
                "`code` => \u2032code\u2032",
                "[x](http://evil.example) => \uff3bx\uff3d(http:\u2215\u2215evil.example)",
                "![x](y) => !\uff3bx\uff3d(y)",
                "@here look => \uff20here look",
                "<at>all</at> => &lt;at&gt;all&lt;/at&gt;"
            })
    void showsOutsideTextAsItIs(String text, String shown) {
        assertThat(ChatText.escaped(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a`b`c", "<!here>", "``"})
    void codeEndsWhereItShould(String text) {
        String code = ChatText.code(text);

        assertThat(code).startsWith("`").endsWith("`");
        assertThat(code.substring(1, code.length() - 1)).doesNotContain("`", "<", ">");
    }

    @Test
    void cutsNoCharacterInTwo() {
        assertThat(ChatText.cut("ab🚀cd", 4)).isEqualTo("ab…");
        assertThat(ChatText.cut("abcd", 4)).isEqualTo("abcd");
    }
}

package io.pitrguard.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagPatternTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tier         | gold     | true
            tier         | ''       | true
            tier=gold    | gold     | true
            tier=gold    | Gold     | false
            tier=gold    | golden   | false
            tier=gold    | ''       | false
            tier=gold*   | golden   | true
            tier=*       | ''       | true
            tier=?*      | ''       | false
            tier=        | ''       | true
            tier=        | gold     | false
            tier=a=b     | a=b      | true
            Tier         | gold     | false
            tie*         | gold     | false
            """)
    void fitsTheTagByKeyAndValue(String pattern, String value, boolean fits) {
        assertThat(TagPattern.parse(pattern).matches(Map.of("tier", value, "other", "gold")))
                .isEqualTo(fits);
    }

    @Test
    void doesNotFitTableWithoutTheTag() {
        assertThat(TagPattern.parse("tier").matches(Map.of())).isFalse();
        assertThat(TagPattern.parse("tier=").matches(Map.of("other", ""))).isFalse();
        assertThat(TagPattern.parse("tier=*").matches(Map.of("other", "x"))).isFalse();
    }

    @Test
    void splitsAtTheFirstEqualsSign() {
        assertThat(TagPattern.parse("tier")).isEqualTo(new TagPattern("tier", Optional.empty()));
        assertThat(TagPattern.parse("tier=")).isEqualTo(new TagPattern("tier", Optional.of(new Glob(""))));
        assertThat(TagPattern.parse("k=a=b")).isEqualTo(new TagPattern("k", Optional.of(new Glob("a=b"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tier", "tier=", "tier=gold*", "k=a=b", "aws:cloudformation:stack-name=x"})
    void readsAsItWasWritten(String text) {
        assertThat(TagPattern.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=", "=gold"})
    void needsKey(String text) {
        assertThatThrownBy(() -> TagPattern.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a tag pattern needs a key");
    }
}

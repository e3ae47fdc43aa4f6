package io.pitrguard.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            orders      | orders       | true
            orders      | order        | false
            orders      | orders2      | false
            orders      | Orders       | false
            orders-*    | orders-1     | true
            orders-*    | orders-      | true
            orders-*    | orders       | false
            orders-*    | my-orders-1  | false
            *-orders    | my-orders    | true
            *-orders    | my-orders-   | false
            *           | anything     | true
            *           | ''           | true
            ''          | ''           | true
            ''          | a            | false
            ?           | ''           | false
            ?           | a            | true
            ?           | ab           | false
            *?          | ''           | false
            *?          | abc          | true
            ?*?         | a            | false
            ?*?         | ab           | true
            a*b*c       | aXbYc        | true
            a*b*c       | abc          | true
            a*b*c       | acb          | false
            a*b*c       | abcd         | false
            a*bc        | abbc         | true
            *ab         | aab          | true
            *aab        | aaab         | true
            a*a         | a            | false
            **          | x            | true
            a**b        | ab           | true
            a.c         | abc          | false
            a.c         | a.c          | true
            [ab]        | a            | false
            [ab]        | [ab]         | true
            a\\*        | a*           | false
            a+          | aa           | false
            prod?*      | prod         | false
            prod?*      | prod-1       | true
            x*          | y            | false
            """)
    void fitsWholeNames(String pattern, String name, boolean fits) {
        assertThat(new Glob(pattern).matches(name)).isEqualTo(fits);
    }

    @Test
    @Timeout(5)
    void staysFastOnPatternsThatMakeNaiveMatchersExplode() {
        String name = "a".repeat(255);
        assertThat(new Glob("*a".repeat(100) + "b").matches(name)).isFalse();
        assertThat(new Glob("*a".repeat(100)).matches(name)).isTrue();
        assertThat(new Glob("a*".repeat(255)).matches(name)).isTrue();
        assertThat(new Glob("a*".repeat(256)).matches(name)).isFalse();
        assertThat(new Glob("*".repeat(10_000)).matches(name)).isTrue();
        assertThat(new Glob("*".repeat(10_000) + "b").matches(name)).isFalse();
    }

    @Property
    void agreesWithTheRegularExpressionOfTheSameMeaning(
            @ForAll("patterns") String pattern, @ForAll("names") String name) {
        String regex = pattern.replace(".", "\\.").replace("?", ".").replace("*", ".*");
        assertThat(new Glob(pattern).matches(name)).isEqualTo(name.matches(regex));
    }

    @Property
    void coversOnlyPatternsWhoseNamesAllFitIt(
            @ForAll("patterns") String pattern, @ForAll("patterns") String other, @ForAll("names") String name) {
        if (new Glob(pattern).covers(new Glob(other)) && new Glob(other).matches(name)) {
            assertThat(new Glob(pattern).matches(name)).isTrue();
        }
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars('a', 'b', '.', '*', '?').ofMaxLength(7);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars('a', 'b', '.').ofMaxLength(6);
    }

    @Test
    void readsAsItWasWritten() {
        assertThat(new Glob("orders-*")).hasToString("orders-*");
    }
}

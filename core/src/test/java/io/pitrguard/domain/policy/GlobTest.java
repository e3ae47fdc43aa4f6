package io.pitrguard.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
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

    @ParameterizedTest
    @CsvSource({
        "*a, 100, b, false",
        "*a, 100, '', true",
        "a*, 255, '', true",
        "a*, 256, '', false",
        "*, 10000, '', true",
        "*, 10000, b, false",
        "*aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab*, 1, '', false",
        "*a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?b*, 1, '', false"
    })
    void readsEachCharacterOnceWhereNaiveMatchersExplode(String repeated, int times, String end, boolean fits) {
        Reads name = new Reads("a".repeat(255));

        assertThat(new Glob(repeated.repeat(times) + end).matches(name)).isEqualTo(fits);

        assertThat(name.reads).isLessThanOrEqualTo(name.length());
    }

    @Test
    void isEqualToTheSamePattern() {
        assertThat(new Glob("orders-*")).isEqualTo(new Glob("orders-*")).hasSameHashCodeAs(new Glob("orders-*"));
        assertThat(new Glob("orders-*")).isNotEqualTo(new Glob("users-*")).isNotEqualTo("orders-*");
        assertThat(new Glob("orders-*")).hasToString("orders-*");
    }

    @Property
    void readsEachCharacterOnceAtMost(@ForAll("patterns") String pattern, @ForAll("names") String text) {
        Reads name = new Reads(text);

        new Glob(pattern).matches(name);

        assertThat(name.reads).isLessThanOrEqualTo(name.length());
    }

    /** Parts that are as long as several words of bits. */
    @Property(tries = 200)
    void findsPartsOfAnyLength(
            @ForAll @IntRange(min = 2, max = 200) int length, @ForAll @IntRange(max = 55) int before) {
        String part = "a".repeat(length - 1) + "b";

        assertThat(new Glob("*" + part + "*").matches("a".repeat(before) + part + "c"))
                .isTrue();
        assertThat(new Glob("*" + part + "*").matches("a".repeat(before) + part.substring(1) + "c"))
                .isEqualTo(before > 0);
        assertThat(new Glob("*c" + part + "*").matches("a".repeat(before) + part))
                .isFalse();
        assertThat(new Glob("*?" + part + "*").matches("a".repeat(before) + part))
                .isEqualTo(before > 0);
    }

    /** A name that counts how often a character of it is read. */
    private static final class Reads implements CharSequence {
        private final String text;
        private int reads;

        Reads(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            reads++;
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            throw new UnsupportedOperationException("would read without being counted");
        }
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

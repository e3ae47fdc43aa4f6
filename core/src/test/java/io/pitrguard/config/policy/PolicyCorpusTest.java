package io.pitrguard.config.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every policy of the corpus is read as its folder says. */
class PolicyCorpusTest {
    static List<Path> validPolicies() {
        return Corpus.valid();
    }

    static List<Path> invalidPolicies() {
        return Corpus.invalid();
    }

    @ParameterizedTest
    @MethodSource("validPolicies")
    void readsEachValidPolicy(Path file) {
        assertThat(PolicyReader.read(file)).isInstanceOf(PolicyReading.Valid.class);
    }

    @ParameterizedTest
    @MethodSource("invalidPolicies")
    void reportsEveryErrorWithLineColumnPathAndRemedy(Path file) {
        String name = file.getFileName().toString();
        PolicyReading reading = PolicyReader.read(name, Corpus.text(file));
        assertThat(reading).isInstanceOf(PolicyReading.Invalid.class);
        assertThat(((PolicyReading.Invalid) reading).description() + "\n")
                .isEqualTo(Corpus.text(Corpus.expectation(file)));
    }

    @Test
    void expectationsBelongToPolicies() {
        assertThat(Corpus.invalid()).hasSizeGreaterThan(20);
        assertThat(Corpus.expectations())
                .containsExactlyInAnyOrderElementsOf(
                        Corpus.invalid().stream().map(Corpus::expectation).toList());
    }
}

package io.pitrguard.config.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.policy.Policy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people read and copy is true. */
class PolicyDocsTest {
    private static final Path ROOT = Path.of("..");
    private static final String DOCS = Corpus.text(ROOT.resolve("docs/policy.md"));
    private static final String SHIPPED = Corpus.text(ROOT.resolve("policy.yaml"));

    static List<String> examples() {
        return blocks("yaml");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void examplesAreValid(String yaml) {
        assertThat(read(yaml)).isInstanceOf(PolicyReading.Valid.class);
        assertThat(PolicySchema.accepts(PolicySchema.json(yaml))).isTrue();
    }

    @Test
    void invalidExamplesGiveTheErrorsShownBelowThem() {
        List<String> invalid = blocks("yaml invalid");
        List<String> errors = blocks("text errors");
        assertThat(invalid).isNotEmpty().hasSameSizeAs(errors);
        for (int i = 0; i < invalid.size(); i++) {
            assertThat(((PolicyReading.Invalid) read(invalid.get(i))).description() + "\n")
                    .isEqualTo(errors.get(i));
        }
    }

    @Test
    void everyFieldIsExplained() {
        assertThat(PolicySchema.fields())
                .hasSizeGreaterThan(20)
                .allSatisfy((field, _) -> assertThat(DOCS).contains("`" + lastKey(field) + "`"));
    }

    @Test
    void shippedPolicyOnlyAlerts() {
        Policy policy = ((PolicyReading.Valid) read(SHIPPED)).policy();
        assertThat(policy.remediates()).isFalse();
        assertThat(policy.rules()).isEmpty();
    }

    @Test
    void shippedPolicyIsValidWithItsExamplesTakenIn() {
        // "# text" is prose; "#key:" and "#  - item" are YAML that waits to be taken in.
        String takenIn = SHIPPED.replaceAll("(?m)^#(?=  |\\S)", "");
        PolicyReading reading = read(takenIn);
        assertThat(reading).isInstanceOf(PolicyReading.Valid.class);
        Policy policy = ((PolicyReading.Valid) reading).policy();
        assertThat(policy.rules()).hasSize(4);
        assertThat(policy.remediates()).isTrue();
    }

    @Test
    void schemaLineOfTheShippedPolicyNamesTheSchema() {
        String path = SHIPPED.lines().findFirst().orElseThrow().replace("# yaml-language-server: $schema=", "");
        assertThat(Files.exists(ROOT.resolve(path))).isTrue();
    }

    private static String lastKey(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static PolicyReading read(String yaml) {
        return PolicyReader.read("my.yaml", yaml);
    }

    private static List<String> blocks(String kind) {
        return Pattern.compile("(?ms)^```" + kind + "\\n(.*?)^```$")
                .matcher(DOCS)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }
}

package io.pitrguard.config.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import io.pitrguard.domain.evaluation.Checks;
import io.pitrguard.domain.policy.RequirementKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What editors accept and what the reader accepts is the same. */
class PolicySchemaTest {
    /** What only the reader can say, because it compares rules with each other. Nothing else may differ. */
    private static final List<String> BEYOND_THE_SCHEMA = List.of("is already called", "unreachable: rule");

    /** Texts of the corpus that are not one plain YAML document, so that no editor gets as far as the schema. */
    private static final Set<String> NOT_ONE_DOCUMENT = Set.of(
            "at-sign.yaml",
            "backtick.yaml",
            "colon-in-value.yaml",
            "control-character.yaml",
            "directive.yaml",
            "duplicate-keys.yaml",
            "indentation.yaml",
            "lone-star.yaml",
            "merge-key.yaml",
            "self-alias.yaml",
            "several-documents.yaml",
            "star.yaml",
            "tab.yaml",
            "template.yaml",
            "unclosed-bracket.yaml",
            "unclosed-quote.yaml",
            "yaml-tag.yaml",
            "yaml-tag-on-mapping.yaml");

    static List<Path> corpus() {
        List<Path> files = new ArrayList<>(Corpus.valid());
        files.addAll(Corpus.invalid());
        files.removeIf(file -> NOT_ONE_DOCUMENT.contains(file.getFileName().toString()));
        return files;
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void agreesWithTheReaderOnTheCorpus(Path file) {
        String yaml = Corpus.text(file);
        assertThat(PolicySchema.accepts(PolicySchema.json(yaml))).isEqualTo(readerAccepts(yaml));
    }

    @Test
    void agreesWithTheReaderWhateverOneFieldHolds() {
        JsonNode everything = PolicySchema.json(Corpus.text(Corpus.valid("everything.yaml")));
        List<JsonNode> mutants = parts(everything).stream()
                .flatMap(part -> Mutation.each(part).stream())
                .toList();
        assertThat(mutants).hasSizeGreaterThan(10_000);
        mutants.forEach(PolicySchemaTest::assertAgreement);
    }

    /** Mutants of two halves have less to read than those of the whole. */
    private static List<JsonNode> parts(JsonNode whole) {
        List<String> scheduled = List.of("backup", "drill");
        ObjectNode without = whole.deepCopy();
        without.remove("drills");
        without.get("rules").forEach(rule -> ((ObjectNode) rule).remove(scheduled));
        ObjectNode only = whole.deepCopy();
        only.retain("version", "drills", "rules");
        ArrayNode rules = (ArrayNode) only.get("rules");
        while (rules.size() > 1) {
            rules.remove(rules.size() - 1);
        }
        ObjectNode rule = (ObjectNode) rules.get(0);
        assertThat(rule.fieldNames()).toIterable().containsAll(scheduled);
        rule.retain("name", "match", "backup", "drill");
        return List.of(without, only);
    }

    @Test
    void agreesWithTheReaderOnRandomMutationsOfValidPolicies() {
        List<JsonNode> seeds = Corpus.valid().stream()
                .map(Corpus::text)
                .map(PolicySchema::json)
                .toList();
        Random random = new Random(20261122);
        int accepted = 0;
        int documents = 5_000;
        for (int i = 0; i < documents; i++) {
            JsonNode seed = seeds.get(random.nextInt(seeds.size()));
            accepted += assertAgreement(new Mutation(random).of(seed, 1 + random.nextInt(3))) ? 1 : 0;
        }
        // Neither side can agree by always saying the same.
        assertThat(accepted).isBetween(documents / 10, documents * 9 / 10);
    }

    @Test
    void isItselfAValidSchema() {
        JsonNode metaSchema = PolicySchema.DOCUMENT.get("$schema");
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(SchemaLocation.of(metaSchema.textValue()))
                        .validate(PolicySchema.DOCUMENT))
                .isEmpty();
    }

    @Test
    void describesEveryField() {
        assertThat(PolicySchema.fields()).hasSizeGreaterThan(20).allSatisfy((_, field) -> {
            assertThat(field.path("title").asText()).isNotBlank();
            assertThat(field.path("description").asText()).endsWith(".");
            assertThat(field.path("examples")).isNotEmpty();
        });
    }

    @Test
    void spellsEachRequirementAsItsCheckDoes() {
        JsonNode fields = PolicySchema.DOCUMENT.at("/$defs/rule/properties/require/properties");
        List<String> names = new ArrayList<>();
        fields.fieldNames().forEachRemaining(names::add);

        assertThat(names)
                .containsExactlyElementsOf(Checks.KEYS.stream()
                        .filter(key -> !(key instanceof RequirementKey.Drill))
                        .map(RequirementKey::name)
                        .toList());
        for (RequirementKey<?> key : Checks.KEYS) {
            JsonNode field = key instanceof RequirementKey.Drill
                    ? PolicySchema.DOCUMENT.at("/$defs/rule/properties/" + key.name())
                    : fields.get(key.name());
            switch (key) {
                case RequirementKey.AtLeast number -> {
                    assertThat(field.get("type").asText()).isEqualTo("integer");
                    assertThat(field.get("minimum").asInt()).isEqualTo(number.least());
                    assertThat(field.get("maximum").asInt()).isEqualTo(number.most());
                }
                case RequirementKey.AtMost _ ->
                    assertThat(field.get("type").asText()).isEqualTo("string");
                case RequirementKey.Drill _ ->
                    assertThat(field.get("type").asText()).isEqualTo("object");
                case RequirementKey.Flag _ ->
                    assertThat(field.get("default").asBoolean(true)).isFalse();
            }
        }
    }

    @Test
    void acceptsItsOwnExamplesAndDefaults() {
        JsonNode rule = PolicySchema.DOCUMENT.at("/$defs/rule/examples/0");
        JsonNode rules = PolicySchema.DOCUMENT.at("/properties/rules/examples/0");
        JsonNode limits = PolicySchema.DOCUMENT.at("/properties/limits/examples/0");
        assertThat(readerAccepts("{version: 1, limits: %s, rules: %s}".formatted(limits, rules)))
                .isTrue();
        assertThat(readerAccepts("{version: 1, rules: [%s]}".formatted(rule))).isTrue();
        PolicySchema.DOCUMENT
                .at("/$defs/rule/properties/match/properties")
                .properties()
                .forEach(field -> field.getValue()
                        .get("examples")
                        .forEach(example -> assertThat(readerAccepts("{version: 1, rules: [{name: a, match: {%s: %s}}]}"
                                        .formatted(field.getKey(), example)))
                                .isTrue()));
    }

    private static boolean assertAgreement(JsonNode policy) {
        boolean bySchema = PolicySchema.accepts(policy);
        // JSON is YAML: the very same document goes to both.
        boolean byReader = readerAccepts(policy.toString());
        if (bySchema != byReader) {
            fail("schema accepts: %s, reader accepts: %s%n%s%n%s"
                    .formatted(bySchema, byReader, policy, read(policy.toString())));
        }
        return bySchema;
    }

    private static boolean readerAccepts(String yaml) {
        return switch (read(yaml)) {
            case PolicyReading.Valid _ -> true;
            case PolicyReading.Invalid invalid ->
                invalid.errors().stream()
                        .allMatch(error -> BEYOND_THE_SCHEMA.stream().anyMatch(error.message()::contains));
        };
    }

    private static PolicyReading read(String yaml) {
        return PolicyReader.read("policy.yaml", yaml);
    }
}

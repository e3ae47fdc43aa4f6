package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is deployed, for reviews: the whole template of the standard deployment, and of each variant what is different
 * there. A release's changes to an account are the diff of these files. {@code -Dpitrguard.snapshots=write} rewrites them.
 *
 * <p>The whole templates of all variants go to {@code target/templates}, where CI lints them.
 */
class SnapshotTest {
    private static final Path FOLDER = Path.of("src", "test", "snapshots");
    private static final Path TEMPLATES = Path.of("target", "templates");
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    enum Variant {
        STANDARD(Deployed.ALERTING, Map.of("alertEmail", "ops@example.com")),
        REMEDIATING(Deployed.REMEDIATING, Map.of("alertEmail", "ops@example.com,lead@example.com=high")),
        EVERYTHING(
                Deployed.REMEDIATING,
                Map.of(
                        "createRecorder", "true",
                        "createTrail", "true",
                        "managedRule", "true",
                        "conformancePack", "true",
                        "removalPolicy", "destroy",
                        "healthEmail", "owner@example.com",
                        "tags", "team=data",
                        "permissionsBoundary", "bound")),
        YOURS(
                Deployed.ALERTING,
                Map.of(
                        "configRule", "false",
                        "reservedConcurrency", "false",
                        "topicArn", "arn:aws:sns:eu-west-1:123456789012:ops",
                        "keyArn", "arn:aws:kms:eu-west-1:123456789012:key/1234abcd",
                        "chatTopicArn", "arn:aws:sns:eu-west-1:123456789012:chat"));

        private final String policy;
        private final Map<String, String> context;

        Variant(String policy, Map<String, String> context) {
            this.policy = policy;
            this.context = Map.copyOf(context);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isAsItWasReviewed(Variant variant) throws IOException {
        Map<?, ?> template = template(variant);
        String name = variant.name().toLowerCase(Locale.ROOT);
        Files.createDirectories(TEMPLATES);
        Files.writeString(TEMPLATES.resolve(name + ".json"), json(template));
        boolean whole = variant == Variant.STANDARD;
        String now = whole ? json(template) : diff(TemplateDiff.between(template(Variant.STANDARD), template));
        Path file = FOLDER.resolve(name + (whole ? ".json" : ".diff.json"));
        if ("write".equals(System.getProperty("pitrguard.snapshots"))) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, now);
        }

        assertThat(now)
                .as("%s: review what changed, then write it: -Dpitrguard.snapshots=write", file)
                .isEqualTo(Files.readString(file));
    }

    /** Returns the template without hashes of the code, which change with every build. */
    private static Map<?, ?> template(Variant variant) throws JsonProcessingException {
        String text = JSON.writeValueAsString(
                        Deployed.with(variant.context, variant.policy).toJSON())
                .replaceAll("[0-9a-f]{64}\\.zip", "ASSET.zip")
                .replaceAll("(CurrentVersion[0-9A-F]{8})[0-9a-f]{32,40}", "$1VERSION");
        return JSON.readValue(text, Map.class);
    }

    private static String json(Object value) throws JsonProcessingException {
        return JSON.writeValueAsString(value) + "\n";
    }

    /** A path a line, so that a line stands for one difference when the file itself is compared. */
    private static String diff(TemplateDiff diff) throws JsonProcessingException {
        return JSON.writer(new DefaultPrettyPrinter().withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE))
                        .writeValueAsString(diff)
                + "\n";
    }
}

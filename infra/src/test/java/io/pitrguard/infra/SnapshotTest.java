package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
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
 * The whole template of each variant, for reviews: what a release changes in an account stands in the diff of these
 * files. {@code -Dpitrguard.snapshots=write} writes them anew.
 */
class SnapshotTest {
    private static final Path FOLDER = Path.of("src", "test", "snapshots");
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
        Path file = FOLDER.resolve(variant.name().toLowerCase(Locale.ROOT) + ".json");
        String now = normal(Deployed.with(variant.context, variant.policy).toJSON());
        if ("write".equals(System.getProperty("pitrguard.snapshots"))) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, now);
        }

        assertThat(now)
                .as("%s: review what changed, then write it: -Dpitrguard.snapshots=write", file)
                .isEqualTo(Files.readString(file));
    }

    /** What hangs on the code's content is no change of the deployment. */
    private static String normal(Map<String, Object> template) throws JsonProcessingException {
        return JSON.writeValueAsString(template)
                        .replaceAll("[0-9a-f]{64}\\.zip", "ASSET.zip")
                        .replaceAll("(CurrentVersion[0-9A-F]{8})[0-9a-f]{32,40}", "$1VERSION")
                + "\n";
    }
}

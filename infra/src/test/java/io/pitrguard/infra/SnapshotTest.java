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
 * What is deployed, for reviews: the whole template of the standard deployment and of restores, and of each other variant what is different
 * there. A release's changes to an account are the diff of these files. {@code -Dpitrguard.snapshots=write} rewrites them.
 */
class SnapshotTest {
    private static final Path FOLDER = Path.of("src", "test", "snapshots");
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    @ParameterizedTest
    @EnumSource
    void isAsItWasReviewed(Variant variant) throws IOException {
        Map<?, ?> template = template(variant);
        String name = variant.name().toLowerCase(Locale.ROOT);
        boolean whole = variant == Variant.STANDARD || !variant.watches();
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
        String text = JSON.writeValueAsString(Deployed.with(variant.context("eu-west-1"), variant.policy())
                        .toJSON())
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

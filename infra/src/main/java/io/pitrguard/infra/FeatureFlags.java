package io.pitrguard.infra;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/**
 * The feature flags of the CDK, each with a value: the CDK CLI warns of those without one after every synth. They are not
 * in {@code cdk.json}, which lists the options of a deployment. Each has the value that the CDK recommends, but for two:
 * minimized policies would merge the statements that are documented one by one, and literal partitions would make the
 * template differ between a region that is known and one that is not.
 * https://docs.aws.amazon.com/cdk/v2/guide/featureflags.html
 */
final class FeatureFlags {
    private static final String FILE = "feature-flags.json";

    private FeatureFlags() {}

    /** Returns an app with all flags set; the context of the CDK CLI, such as that of {@code cdk.json}, comes before them. */
    static App app() {
        return new App(AppProps.builder().context(values()).build());
    }

    /** Returns the value of each flag. */
    static Map<String, Object> values() {
        try (InputStream file = FeatureFlags.class.getResourceAsStream(FILE)) {
            return new ObjectMapper().readValue(Objects.requireNonNull(file, FILE), new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.pitrguard.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.config.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

class ConfiguredRegionTest {
    private final Properties before = (Properties) System.getProperties().clone();

    @TempDir
    private Path folder;

    @BeforeEach
    void noRegionFromThisMachine() {
        System.setProperty("aws.configFile", folder.resolve("config").toString());
        System.setProperty("aws.sharedCredentialsFile", "/no/such/file");
        System.setProperty("aws.disableEc2Metadata", "true");
        System.clearProperty("aws.region");
        System.setProperty(ProfileFileSystemSetting.AWS_PROFILE.property(), "default");
    }

    @AfterEach
    void restore() {
        System.setProperties(before);
    }

    /** AWS_DEFAULT_REGION comes before the profile, as in the AWS CLI: else --fix changes a region that nobody named. */
    @ParameterizedTest
    @CsvSource({
        "ap-south-1, eu-west-1, us-east-1, ap-south-1",
        "ap-south-1, ,          us-east-1, ap-south-1",
        ",           eu-west-1, us-east-1, eu-west-1",
        "'',         eu-west-1, us-east-1, eu-west-1",
        "' ',        '',        us-east-1, us-east-1",
        ",           eu-west-1, ,          eu-west-1",
        ",           ,          us-east-1, us-east-1",
        "ap-south-1, ,          ,          ap-south-1"
    })
    void takesTheRegionThatTheAwsCliTakes(
            @Nullable String region, @Nullable String defaultRegion, @Nullable String profile, String expected)
            throws IOException {
        if (profile != null) {
            Files.writeString(folder.resolve("config"), "[default]\nregion = " + profile + "\n");
        }

        assertThat(ConfiguredRegion.of(environment(region, defaultRegion)).id()).isEqualTo(expected);
    }

    @Test
    void takesTheRegionOfTheProfileThatIsNamed() throws IOException {
        Files.writeString(
                folder.resolve("config"), "[default]\nregion = us-east-1\n[profile prod]\nregion = eu-central-1\n");
        System.setProperty(ProfileFileSystemSetting.AWS_PROFILE.property(), "prod");

        assertThat(ConfiguredRegion.of(Map.of()).id()).isEqualTo("eu-central-1");
    }

    @Test
    void propertyOfTheProcessComesFirst() {
        System.setProperty("aws.region", "sa-east-1");

        assertThat(ConfiguredRegion.of(environment("ap-south-1", "eu-west-1")).id())
                .isEqualTo("sa-east-1");
    }

    @Test
    void saysWhatToSetWhereThereIsNone() {
        assertThatThrownBy(() -> ConfiguredRegion.of(Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("--region")
                .hasMessageContaining("AWS_REGION");
    }

    private static Map<String, String> environment(@Nullable String region, @Nullable String defaultRegion) {
        Map<String, String> environment = new HashMap<>();
        if (region != null) {
            environment.put("AWS_REGION", region);
        }
        if (defaultRegion != null) {
            environment.put("AWS_DEFAULT_REGION", defaultRegion);
        }
        return environment;
    }
}

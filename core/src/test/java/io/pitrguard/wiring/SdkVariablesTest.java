package io.pitrguard.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.config.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class SdkVariablesTest {
    static final List<String> NAMES = List.of(
            "AWS_MAX_ATTEMPTS",
            "AWS_METADATA_SERVICE_TIMEOUT",
            "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES",
            "AWS_RETRY_MODE",
            "AWS_DEFAULTS_MODE",
            "AWS_USE_FIPS_ENDPOINT",
            "AWS_USE_DUALSTACK_ENDPOINT",
            "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
            "AWS_ENDPOINT_DISCOVERY_ENABLED",
            "AWS_DISABLE_REQUEST_COMPRESSION",
            "AWS_EC2_METADATA_DISABLED",
            "AWS_EC2_METADATA_V1_DISABLED",
            "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE",
            "AWS_STS_REGIONAL_ENDPOINTS",
            "AWS_ACCOUNT_ID_ENDPOINT_MODE",
            "AWS_REQUEST_CHECKSUM_CALCULATION",
            "AWS_RESPONSE_CHECKSUM_VALIDATION",
            "AWS_ENDPOINT_URL",
            "AWS_ENDPOINT_URL_DYNAMODB");

    private final Properties before = (Properties) System.getProperties().clone();

    @TempDir
    private Path folder;

    @BeforeEach
    void noProfiles() {
        System.setProperty("aws.configFile", folder.resolve("config").toString());
        System.setProperty("aws.sharedCredentialsFile", "/no/such/file");
        System.setProperty("aws.profile", "prod");
    }

    @AfterEach
    void restore() {
        System.setProperties(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AWS_MAX_ATTEMPTS      | zzz   | AWS_MAX_ATTEMPTS is 'zzz', no whole number. Set it to 1 or more, or unset it.",
                "AWS_MAX_ATTEMPTS      | 0     | AWS_MAX_ATTEMPTS is '0', no whole number. Set it to 1 or more, or unset it.",
                "AWS_USE_FIPS_ENDPOINT | yes   | AWS_USE_FIPS_ENDPOINT is 'yes'. Set it to true or false, or unset it.",
                "AWS_DEFAULTS_MODE     | bogus | AWS_DEFAULTS_MODE is 'bogus'. Set it to legacy, standard, in-region, cross-region, mobile or auto, or unset it.",
                "AWS_ENDPOINT_URL      | localhost:8000 | AWS_ENDPOINT_URL is 'localhost:8000', not a URL. Set it to http://host:port, or unset it."
            })
    void namesTheVariableItsValueAndWhatIsAllowed(String name, String value, String message) {
        assertThatThrownBy(() -> SdkVariables.check(Map.of(name, value)))
                .isInstanceOf(SettingsException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void refusesWrongValuesOfEachAndTakesEmptyOnesForNotSet(String name) {
        assertThatThrownBy(() -> SdkVariables.check(Map.of(name, "~")))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(name + " is '~'");
        assertThatNoException().isThrownBy(() -> SdkVariables.check(Map.of(name, "")));
        assertThatNoException().isThrownBy(() -> SdkVariables.check(Map.of(name, " ")));
    }

    @Test
    void namesAllWrongOnesAtOnce() {
        Map<String, String> environment = new HashMap<>();
        NAMES.forEach(name -> environment.put(name, "~"));

        assertThatThrownBy(() -> SdkVariables.check(environment))
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(NAMES.size()));
    }

    @ParameterizedTest
    @CsvSource({
        "AWS_MAX_ATTEMPTS, 3",
        "AWS_RETRY_MODE, Adaptive",
        "AWS_USE_FIPS_ENDPOINT, TRUE",
        "AWS_DEFAULTS_MODE, in-region",
        "AWS_ENDPOINT_URL, http://127.0.0.1:8000",
        "AWS_ENDPOINT_URL, http://[::1]:8000/",
        "AWS_ENDPOINT_URL_STS, https://sts.example.com/path",
        "AWS_METADATA_SERVICE_TIMEOUT, 1.5"
    })
    void takesWhatTheSdkTakes(String name, String value) {
        assertThatNoException().isThrownBy(() -> SdkVariables.check(Map.of(name, value)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:99999",
                "http://127.0.0.1:65536",
                "http://a_b:9",
                "http://",
                "ftp://a:1",
                "http://a:b",
                "127.0.0.1"
            })
    void refusesEndpointsThatTheSdkFailsAt(String url) {
        assertThatThrownBy(() -> SdkVariables.check(Map.of("AWS_ENDPOINT_URL", url)))
                .hasMessageStartingWith("AWS_ENDPOINT_URL is '" + url + "', not a URL.");
    }

    /** The JDK's own message would show it. */
    @ParameterizedTest
    @ValueSource(strings = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"})
    void namesKeysThatNoHeaderCarriesWithoutShowingThem(String name) {
        assertThatThrownBy(() -> SdkVariables.check(Map.of(name, "AKIA\nsecret")))
                .hasMessage(name + " has a space or a line break in it. Set it again.");
        assertThatThrownBy(() -> SdkVariables.check(Map.of(name, "AKIA\u0001"))).hasMessageStartingWith(name + " has");
        assertThatNoException().isThrownBy(() -> SdkVariables.check(Map.of(name, "AKIA/+=\n")));
    }

    @Test
    void checksTheProfileToo() throws IOException {
        Files.writeString(
                folder.resolve("config"),
                "[profile prod]\nmax_attempts = many\nuse_fips_endpoint = yes\nendpoint_url = there\n"
                        + "[profile other]\nretry_mode = none\n");

        assertThatThrownBy(() -> SdkVariables.check(Map.of()))
                .hasMessageContaining("max_attempts of the profile 'prod' is 'many', no whole number.")
                .hasMessageContaining("use_fips_endpoint of the profile 'prod' is 'yes'.")
                .hasMessageContaining("endpoint_url of the profile 'prod' is 'there', not a URL.")
                .hasMessageNotContaining("retry_mode");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[profile prod\nregion = x\n",
                "region = x\n",
                "[profile prod]\nnonsense\n",
                "[profile prod]\n= x\n"
            })
    void saysWhichFilesCannotBeRead(String config) throws IOException {
        Files.writeString(folder.resolve("config"), config);

        assertThatThrownBy(() -> SdkVariables.check(Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("The AWS configuration cannot be read: ")
                .hasMessageContaining("~/.aws/config");
    }
}

package io.pitrguard.wiring;

import io.pitrguard.config.SettingsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

/**
 * Checks the SDK's own variables and their siblings in the profile: the SDK fails at a wrong value with an exception that
 * names neither. An empty variable counts as not set, as in the AWS CLI; the launcher unsets it.
 * https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html
 */
final class SdkVariables {
    private static final String ENDPOINT = "AWS_ENDPOINT_URL";

    /**
     * A setting.
     *
     * @param variable its environment variable; the key in the profile is the same in lower case, without {@code AWS_}
     * @param allowed what its value must match
     * @param problem what a wrong value is, to follow it; may be empty
     * @param remedy what to set it to
     */
    private record Setting(String variable, Pattern allowed, String problem, String remedy) {
        static Setting oneOf(String variable, String... words) {
            String all = String.join("|", words);
            return new Setting(
                    variable, Pattern.compile(all, Pattern.CASE_INSENSITIVE), "", "Set it to " + list(words));
        }

        static Setting whole(String variable, String pattern, String range) {
            return new Setting(variable, Pattern.compile(pattern), ", no whole number", "Set it to " + range);
        }

        private static String list(String... words) {
            int last = words.length - 1;
            return String.join(", ", List.of(words).subList(0, last)) + " or " + words[last];
        }

        String key() {
            return variable.substring("AWS_".length()).toLowerCase(Locale.ROOT);
        }

        /** Returns the problem with a value that has this name; empty if there is none. */
        Optional<String> check(String name, String value) {
            return allowed.matcher(value.strip()).matches()
                    ? Optional.empty()
                    : Optional.of("%s is '%s'%s. %s, or unset it.".formatted(name, value, problem, remedy));
        }
    }

    private static final List<String> KEYS = List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN");

    /** What no header can carry. */
    private static final Pattern UNSENDABLE = Pattern.compile("(?s)\\S\\s+\\S|[\\p{Cntrl}&&[^\\s]]");

    private static final String PORT =
            "(?:[0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])";

    private static final Pattern URL =
            Pattern.compile("https?://(?:[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(?::" + PORT + ")?(/\\S*)?");

    private static final List<Setting> SETTINGS = List.of(
            Setting.whole("AWS_MAX_ATTEMPTS", "[1-9][0-9]{0,5}", "1 or more"),
            Setting.whole("AWS_METADATA_SERVICE_TIMEOUT", "[0-9]{1,5}(\\.[0-9]+)?", "seconds"),
            Setting.whole("AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES", "[0-9]{1,8}", "a number of bytes"),
            Setting.oneOf("AWS_RETRY_MODE", "legacy", "standard", "adaptive"),
            Setting.oneOf("AWS_DEFAULTS_MODE", "legacy", "standard", "in-region", "cross-region", "mobile", "auto"),
            Setting.oneOf("AWS_USE_FIPS_ENDPOINT", "true", "false"),
            Setting.oneOf("AWS_USE_DUALSTACK_ENDPOINT", "true", "false"),
            Setting.oneOf("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true", "false"),
            Setting.oneOf("AWS_ENDPOINT_DISCOVERY_ENABLED", "true", "false"),
            Setting.oneOf("AWS_DISABLE_REQUEST_COMPRESSION", "true", "false"),
            Setting.oneOf("AWS_EC2_METADATA_DISABLED", "true", "false"),
            Setting.oneOf("AWS_EC2_METADATA_V1_DISABLED", "true", "false"),
            Setting.oneOf("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "IPv4", "IPv6"),
            Setting.oneOf("AWS_STS_REGIONAL_ENDPOINTS", "legacy", "regional"),
            Setting.oneOf("AWS_ACCOUNT_ID_ENDPOINT_MODE", "preferred", "disabled", "required"),
            Setting.oneOf("AWS_REQUEST_CHECKSUM_CALCULATION", "when_supported", "when_required"),
            Setting.oneOf("AWS_RESPONSE_CHECKSUM_VALIDATION", "when_supported", "when_required"));

    private SdkVariables() {}

    /**
     * Checks all settings.
     *
     * @throws SettingsException with every wrong one
     */
    static void check(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        SETTINGS.forEach(setting -> checkVariable(setting, environment).ifPresent(problems::add));
        endpoints(environment)
                .forEach(setting -> checkVariable(setting, environment).ifPresent(problems::add));
        KEYS.stream()
                .filter(key ->
                        UNSENDABLE.matcher(environment.getOrDefault(key, "")).find())
                // Its value must not be shown.
                .forEach(key -> problems.add(key + " has a space or a line break in it. Set it again."));
        checkProfile(problems);
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    private static Optional<String> checkVariable(Setting setting, Map<String, String> environment) {
        String value = environment.getOrDefault(setting.variable(), "");
        return value.isBlank() ? Optional.empty() : setting.check(setting.variable(), value);
    }

    /** One for all services, and one for each. */
    private static List<Setting> endpoints(Map<String, String> environment) {
        return new TreeMap<>(environment)
                .keySet().stream()
                        .filter(name -> name.equals(ENDPOINT) || name.startsWith(ENDPOINT + "_"))
                        .map(SdkVariables::endpoint)
                        .toList();
    }

    private static Setting endpoint(String variable) {
        return new Setting(variable, URL, ", not a URL", "Set it to http://host:port");
    }

    private static void checkProfile(List<String> problems) {
        String name = ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow();
        try {
            ProfileFile.defaultProfileFile()
                    .profile(name)
                    .ifPresent(profile -> Stream.concat(SETTINGS.stream(), Stream.of(endpoint(ENDPOINT)))
                            .flatMap(setting -> profile.property(setting.key()).stream()
                                    .flatMap(value ->
                                            setting
                                                    .check(setting.key() + " of the profile '" + name + "'", value)
                                                    .stream()))
                            .forEach(problems::add));
        } catch (IllegalArgumentException e) {
            problems.add("The AWS configuration cannot be read: " + e.getMessage() + ". Check ~/.aws/config and"
                    + " ~/.aws/credentials, or AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE.");
        }
    }
}

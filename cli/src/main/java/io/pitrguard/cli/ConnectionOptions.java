package io.pitrguard.cli;

import io.pitrguard.wiring.AwsClients;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options that select credentials and region. */
final class ConnectionOptions {
    private static final String PROFILE = "AWS_PROFILE";

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description =
                    "AWS region. Default: as in the AWS CLI (AWS_REGION, AWS_DEFAULT_REGION, the profile's region).")
    private @Nullable String region;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Profile of the AWS CLI to take the credentials from. Default: as in the AWS CLI.")
    private @Nullable String profile;

    /**
     * Checks the options.
     *
     * @throws ParameterException if one has no valid value
     */
    void check(CommandSpec spec) {
        RegionName.check(spec, region);
        if (profile != null && profile.isBlank()) {
            throw new ParameterException(spec.commandLine(), "--profile must be the name of a profile, not empty");
        }
    }

    /** Returns clients for the credentials and the region. All other clients of this process get the same ones. */
    AwsClients clients() {
        return clients(Optional.empty());
    }

    /** Returns the same for another region than {@code --region}, if one is given. */
    AwsClients clients(Optional<String> other) {
        settings(other.or(this::region)).forEach(System::setProperty);
        return AwsClients.forRegion(Optional.empty(), CommandTime.machine());
    }

    /** Returns the region that {@code --region} names; empty if it is not given. */
    Optional<String> region() {
        return Optional.ofNullable(region);
    }

    /** Returns the system properties that tell the SDK what was chosen. */
    private Map<String, String> settings(Optional<String> chosen) {
        Map<String, String> settings = new HashMap<>();
        chosen.ifPresent(name -> settings.put("aws.region", name));
        if (profile != null) {
            settings.put("aws.profile", profile);
        }
        return settings;
    }

    /** Returns the profile that the credentials come from; empty if they come from variables, or from the default profile. */
    Optional<String> profile(Map<String, String> environment) {
        if (profile != null) {
            return Optional.of(profile);
        }
        boolean ownKeys = !environment.getOrDefault("AWS_ACCESS_KEY_ID", "").isEmpty();
        return Optional.ofNullable(environment.get(PROFILE)).filter(name -> !name.isEmpty() && !ownKeys);
    }
}

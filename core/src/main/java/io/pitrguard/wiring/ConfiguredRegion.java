package io.pitrguard.wiring;

import io.pitrguard.config.SettingsException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.InstanceProfileRegionProvider;

/**
 * The region that applies where no command names one. The order is the AWS CLI's: AWS_REGION, AWS_DEFAULT_REGION, which
 * the SDK does not know, the profile, the instance.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-quickstart.html#cli-configure-quickstart-precedence
 */
public final class ConfiguredRegion {
    private ConfiguredRegion() {}

    /**
     * Returns the region.
     *
     * @throws SettingsException if none is configured
     */
    static Region of(Map<String, String> environment) {
        return named(environment).map(Region::of).orElseGet(ConfiguredRegion::ofProfileOrInstance);
    }

    /** Returns the name of the region, if one is configured on this machine; asks nobody for the instance's. */
    public static Optional<String> known(Map<String, String> environment) {
        return named(environment).or(ConfiguredRegion::ofProfile);
    }

    private static Optional<String> named(Map<String, String> environment) {
        return Stream.of(
                        Optional.ofNullable(System.getProperty(SdkSystemSetting.AWS_REGION.property())),
                        Optional.ofNullable(environment.get("AWS_REGION")),
                        Optional.ofNullable(environment.get("AWS_DEFAULT_REGION")))
                .flatMap(Optional::stream)
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .findFirst();
    }

    private static Optional<String> ofProfile() {
        try {
            return Optional.of(new AwsProfileRegionProvider().getRegion().id());
        } catch (SdkClientException e) {
            return Optional.empty();
        }
    }

    private static Region ofProfileOrInstance() {
        try {
            return new AwsRegionProviderChain(new AwsProfileRegionProvider(), new InstanceProfileRegionProvider())
                    .getRegion();
        } catch (SdkClientException e) {
            throw new SettingsException("No AWS region is configured. Pass --region or set AWS_REGION.");
        }
    }
}

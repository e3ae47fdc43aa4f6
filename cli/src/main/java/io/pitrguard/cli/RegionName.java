package io.pitrguard.cli;

import io.pitrguard.domain.table.AwsNames;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Checks names of AWS regions; the SDK accepts any text and then calls a host that does not exist. */
final class RegionName {
    private static final Pattern REGION = Pattern.compile(AwsNames.REGION);

    private RegionName() {}

    /** Returns the problem with a region name; empty if there is none. */
    static Optional<String> problem(String region) {
        return REGION.matcher(region).matches()
                ? Optional.empty()
                : Optional.of("'" + region
                        + "' is not an AWS region. Use a name such as eu-west-1 (--region or AWS_REGION).");
    }

    /**
     * Checks {@code --region}, if it was given.
     *
     * @throws ParameterException if it is not a region
     */
    static void check(CommandSpec spec, @Nullable String region) {
        check(spec, "--region", region);
    }

    /** The same for another option. */
    static void check(CommandSpec spec, String option, @Nullable String region) {
        if (region != null && !REGION.matcher(region).matches()) {
            throw new ParameterException(
                    spec.commandLine(), option + " must be a region such as eu-west-1, not '" + region + "'");
        }
    }
}

package io.pitrguard.cli;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Tells names of AWS regions from other texts: the SDK takes any text, and asks a host that does not exist. */
final class RegionName {
    private static final Pattern REGION = Pattern.compile("[a-z]+(-[a-z]+)+-[0-9]+");

    private RegionName() {}

    /** Says what is wrong with a region's name; empty when nothing is. */
    static Optional<String> problem(String region) {
        return REGION.matcher(region).matches()
                ? Optional.empty()
                : Optional.of("'" + region + "' is no AWS region. Write it like eu-west-1 (--region, or AWS_REGION).");
    }

    /**
     * Checks an option; none given is fine.
     *
     * @throws ParameterException when it is no region
     */
    static void check(CommandSpec spec, @Nullable String region) {
        if (region != null && !REGION.matcher(region).matches()) {
            throw new ParameterException(
                    spec.commandLine(), "--region must be a region such as eu-west-1, not '" + region + "'");
        }
    }
}

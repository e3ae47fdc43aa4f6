package io.pitrguard.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Checks {@code --reads-per-second}: the range of the function's setting, or 0 for no limit. */
final class ReadsPerSecond {
    private static final double MIN = 0.1;
    private static final double MAX = 100_000;

    private ReadsPerSecond() {}

    /**
     * Checks the option's value.
     *
     * @throws ParameterException if it is out of range
     */
    static void check(CommandSpec spec, double readsPerSecond) {
        if (readsPerSecond != 0 && !(readsPerSecond >= MIN && readsPerSecond <= MAX)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--reads-per-second must be a number from 0.1 to 100000, or 0 for no limit, not " + readsPerSecond);
        }
    }
}

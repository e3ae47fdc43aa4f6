package io.pitrguard.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The range of {@code --reads-per-second}: the one that the function's setting has, and 0 for none. */
final class Pace {
    private static final double LEAST = 0.1;
    private static final double MOST = 100_000;

    private Pace() {}

    /**
     * Checks the option.
     *
     * @throws ParameterException when it is out of range
     */
    static void check(CommandSpec spec, double readsPerSecond) {
        if (readsPerSecond != 0 && !(readsPerSecond >= LEAST && readsPerSecond <= MOST)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--reads-per-second must be a number from 0.1 to 100000, or 0 for no limit, not " + readsPerSecond);
        }
    }
}

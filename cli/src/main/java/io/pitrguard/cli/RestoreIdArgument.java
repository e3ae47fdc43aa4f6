package io.pitrguard.cli;

import io.pitrguard.domain.restore.RestoreId;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Reads the id of a restore. */
final class RestoreIdArgument {
    private RestoreIdArgument() {}

    /**
     * Returns the id.
     *
     * @throws ParameterException if no restore can have it
     */
    static RestoreId read(CommandSpec spec, String text) {
        try {
            return new RestoreId(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "ID must be the id of a restore, such as 20261130-091500-orders-7f3a1c, not '" + text
                            + "'. './pitr-guard restore list' lists them");
        }
    }
}

package io.pitrguard.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Checks names of DynamoDB tables. */
final class TableName {
    private TableName() {}

    /**
     * Checks a name.
     *
     * @param option name of the option or parameter
     * @throws ParameterException if DynamoDB does not allow the name
     */
    static void check(CommandSpec spec, String option, String name) {
        if (!name.matches("[a-zA-Z0-9_.-]{3,255}")) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + " must be a table name (3 to 255 letters, digits, '_', '.' and '-'), not '" + name + "'");
        }
    }
}

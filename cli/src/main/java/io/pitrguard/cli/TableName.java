package io.pitrguard.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Names that DynamoDB allows for tables. */
final class TableName {
    private TableName() {}

    /**
     * Checks a name.
     *
     * @param what names the option or parameter
     * @throws ParameterException when DynamoDB could have no such table
     */
    static void check(CommandSpec spec, String what, String name) {
        if (!name.matches("[a-zA-Z0-9_.-]{3,255}")) {
            throw new ParameterException(
                    spec.commandLine(),
                    what + " must be a table's name (3 to 255 letters, digits, '_', '.' and '-'), not '" + name + "'");
        }
    }
}

package io.pitrguard.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pitr-guard settings}: compares and copies the settings of tables. */
@Command(
        name = "settings",
        mixinStandardHelpOptions = true,
        description = {
            "Compares the settings of two tables, and copies them.",
            "A restored table lacks most settings of its source: tags, time to live, stream, point-in-time recovery,"
                    + " table class, auto scaling, alarms. docs/settings.md lists all of them."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./pitr-guard settings diff orders orders-0914",
            "  ./pitr-guard settings copy orders orders-0914 --plan"
        },
        subcommands = {SettingsDiffCommand.class, SettingsCopyCommand.class})
final class SettingsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Specify a command: diff or copy.");
    }
}

package io.pitrguard.cli;

import io.pitrguard.domain.settings.SettingsDiff;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pitr-guard settings diff}: compares the settings of two tables. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = {
            "Compares every setting of two tables.",
            "Shows whether restores carry each setting, and how it gets to TARGET. Changes nothing."
                    + " JSON (--output json) has all values and the AWS CLI commands that set them by hand.",
            "Exit codes: 0 all settings are equal; 1 could not run; 2 at least one differs; 3 none is known to differ, but at"
                    + " least one could not be read, or is not known."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./pitr-guard settings diff orders orders-0914",
            "  ./pitr-guard settings diff orders orders-0914 --to-region eu-central-1 --output json"
        })
final class SettingsDiffCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Mixin
    private final TwoTables tables = new TwoTables();

    @Mixin
    private final DocumentOption output = new DocumentOption();

    @Mixin
    private final ViewOptions view = new ViewOptions();

    @Override
    public Integer call() {
        tables.check(spec);
        try (TwoTables.Open open = tables.open()) {
            SettingsDiff diff = SettingsDiff.of(open.known(), open.targetNow());
            SettingsDiffView shown = SettingsDiffView.of(diff);
            PrintWriter out = spec.commandLine().getOut();
            output.write(out, shown, () -> out.print(SettingsDiffOutput.text(shown, view.screen(), view.quiet())));
            return ExitCode.of(shown);
        }
    }
}

package io.pitrguard.cli;

import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.Settings;
import io.pitrguard.wiring.SettingsWiring;
import io.pitrguard.wiring.SystemTime;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pitr-guard settings copy}: copies settings from one table to another. */
@Command(
        name = "copy",
        mixinStandardHelpOptions = true,
        description = {
            "Copies settings from one table to another.",
            "Makes one change at a time: reads the target, writes, reads back. Removes nothing, turns nothing off, shortens no"
                    + " window. Run it again to continue after an interruption; it repeats nothing that is done.",
            "Settings that can do harm wait until you name them with --confirm: stream, stream-access, kinesis,"
                    + " event-sources, event-sources-on, alarms-on, resource-policy, ttl. Without it they are listed with their"
                    + " AWS CLI commands.",
            "Exit codes: 0 all that was asked for is copied; 1 could not run; 2 a setting waits for confirmation, or was"
                    + " refused, or still differs; 3 a setting could not be read."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./pitr-guard settings copy orders orders-0914 --plan",
            "  ./pitr-guard settings copy orders orders-0914 --only tags,pitr",
            "  ./pitr-guard settings copy orders orders-0914 --confirm stream,ttl"
        })
final class SettingsCopyCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Mixin
    private final TwoTables tables = new TwoTables();

    @Option(
            names = "--only",
            paramLabel = "SETTING",
            split = ",",
            completionCandidates = SettingNames.Copied.class,
            description = "Settings to copy, separated by commas: ${COMPLETION-CANDIDATES}. Default: all.")
    private List<String> only = List.of();

    @Option(
            names = "--confirm",
            paramLabel = "SETTING",
            split = ",",
            completionCandidates = SettingNames.Confirmed.class,
            description =
                    "Settings that can do harm and that you want to be copied, separated by commas: ${COMPLETION-CANDIDATES}.")
    private List<String> confirm = List.of();

    @Option(
            names = "--plan",
            description = "Show what would be changed, with the AWS CLI command for each change. Changes nothing.")
    private boolean plan;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "File to which each change is appended, a JSON document a line. Default:"
                    + " ~/.pitr-guard/settings.jsonl.")
    private @Nullable Path record;

    @Mixin
    private final DocumentOption output = new DocumentOption();

    @Mixin
    private final ViewOptions view = new ViewOptions();

    @Override
    public Integer call() throws InterruptedException {
        tables.check(spec);
        Set<Setting> wanted =
                only.isEmpty() ? Settings.copied(true) : SettingNames.of(spec, "--only", only, Settings.copied(true));
        Set<Setting> confirmed = confirm.equals(List.of(SettingNames.ALL))
                ? SettingNames.confirmable()
                : SettingNames.of(spec, "--confirm", confirm, SettingNames.confirmable());
        try (TwoTables.Open open = tables.open()) {
            SettingsCopyRun run = new SettingsCopyRun(
                    open, wanted, confirmed, view.progress(spec.commandLine().getErr()));
            SettingsCopyView shown = plan ? run.plan() : copied(run, open);
            PrintWriter out = spec.commandLine().getOut();
            output.write(out, shown, () -> out.print(SettingsCopyOutput.text(shown, view.screen(), view.quiet())));
            return plan ? ExitCode.OK : ExitCode.of(shown);
        }
    }

    private SettingsCopyView copied(SettingsCopyRun run, TwoTables.Open open) throws InterruptedException {
        CurrentCaller.announce(
                open.caller(),
                tables.connection(),
                view.progress(spec.commandLine().getErr()),
                "copying settings to " + open.target().name());
        SystemTime time = new SystemTime();
        return run.copy(SettingsWiring.copy(open.ofTarget(), time), time, CopyLog.open(record, open));
    }
}

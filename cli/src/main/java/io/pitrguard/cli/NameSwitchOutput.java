package io.pitrguard.cli;

import io.pitrguard.domain.restore.NameSwitch;
import io.pitrguard.domain.restore.RestoreRecord;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The steps by which infrastructure as code takes a restored table in the place of its source, for people. */
final class NameSwitchOutput {
    private NameSwitchOutput() {}

    /**
     * Checks the name of a tool.
     *
     * @throws ParameterException if no steps are known for it
     */
    static void check(CommandSpec spec, @Nullable String tool) {
        if (tool != null
                && Stream.of(NameSwitch.Tool.values())
                        .noneMatch(each -> name(each).equals(tool))) {
            throw new ParameterException(
                    spec.commandLine(), "--switch must be cloudformation, cdk or terraform, not '" + tool + "'");
        }
    }

    /** Returns the steps; nothing without a tool, and none where the restored table has the source's name. */
    static String text(RestoreRecord record, @Nullable String tool) {
        if (tool == null) {
            return "";
        }
        NameSwitch change =
                new NameSwitch(record.plan().sourceTable(), record.plan().target());
        if (change.isNone()) {
            return "%nThe restored table has the name of its source: nothing has to be imported.%n".formatted();
        }
        StringBuilder text = new StringBuilder();
        int number = 1;
        for (NameSwitch.Step step : change.steps(NameSwitch.Tool.valueOf(tool.toUpperCase(Locale.ROOT)))) {
            text.append("%n%d. %s:%n%n".formatted(number, step.title()));
            step.lines().forEach(line -> text.append("   ").append(line).append(System.lineSeparator()));
            number++;
        }
        return text.toString();
    }

    private static String name(NameSwitch.Tool tool) {
        return tool.name().toLowerCase(Locale.ROOT);
    }
}

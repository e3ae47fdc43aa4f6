package io.pitrguard.cli;

import io.pitrguard.domain.restore.NameSwitch;
import io.pitrguard.domain.restore.RestoreRecord;
import java.util.List;
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
        String old = record.plan().sourceTable().name();
        if (tool == null) {
            return "";
        }
        if (record.plan().request().crossRegion()) {
            return "%nThe restored table is in another region than its source, which stays: define it in a stack or state of that region, and import it there.%n"
                    .formatted();
        }
        if (old.equals(record.plan().target().name())) {
            return "%nThe restored table has the name of its source: nothing has to be imported.%n".formatted();
        }
        StringBuilder text = new StringBuilder();
        int number = 1;
        for (NameSwitch.Step step : steps(record, tool)) {
            text.append("%n%d. %s:%n%n".formatted(number, step.title()));
            step.lines().forEach(line -> text.append("   ").append(line).append(System.lineSeparator()));
            number++;
        }
        return text.toString();
    }

    private static List<NameSwitch.Step> steps(RestoreRecord record, String tool) {
        return new NameSwitch(record.plan().sourceTable(), record.plan().target())
                .steps(NameSwitch.Tool.valueOf(tool.toUpperCase(Locale.ROOT)));
    }

    private static String name(NameSwitch.Tool tool) {
        return tool.name().toLowerCase(Locale.ROOT);
    }
}

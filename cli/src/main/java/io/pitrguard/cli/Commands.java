package io.pitrguard.cli;

import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The commands below {@code pitr-guard}. Reading all options of all commands takes longer than most commands run: of a
 * command that a command line does not mention, only what the help lists is read.
 *
 * @param whole whether the options of the command of this name are needed
 */
record Commands(Predicate<String> whole) {
    /** With the options of all commands. */
    static final Commands ALL = new Commands(name -> true);

    private static final List<Class<?>> TYPES = List.of(
            DemoCommand.class,
            SweepCommand.class,
            StatusCommand.class,
            ReportCommand.class,
            HistoryCommand.class,
            AcknowledgeCommand.class,
            RestoreCommand.class,
            DrillCommand.class,
            BackupCommand.class,
            ExportCommand.class,
            ApproveCommand.class,
            SettingsCommand.class,
            RunbookCommand.class,
            RedriveCommand.class,
            DoctorCommand.class,
            PolicyCommand.class,
            InvokeCommand.class,
            SandboxCommand.class,
            CompletionCommand.class,
            HelpCommand.class,
            TrainCommand.class);

    /** The names of the commands that the help shows. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return TYPES.stream()
                    .map(type -> type.getAnnotation(Command.class))
                    .filter(command -> !command.hidden())
                    .map(Command::name)
                    .iterator();
        }
    }

    /** Returns the commands with the options of those that these arguments mention. */
    static Commands mentionedIn(String... args) {
        Set<String> words = Set.copyOf(List.of(args));
        // An argument file may mention any.
        boolean file = words.stream().anyMatch(word -> word.startsWith("@"));
        return file ? ALL : new Commands(words::contains);
    }

    /** Adds the commands below another one, which it returns. */
    CommandLine under(CommandLine parent) {
        for (Class<?> type : TYPES) {
            Command command = type.getAnnotation(Command.class);
            parent.addSubcommand(whole.test(command.name()) ? new CommandLine(type) : new CommandLine(listed(command)));
        }
        return parent;
    }

    private static CommandSpec listed(Command command) {
        CommandSpec spec = CommandSpec.create().name(command.name());
        spec.usageMessage().description(command.description()).hidden(command.hidden());
        return spec;
    }
}

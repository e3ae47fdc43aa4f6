package io.pitrguard.cli;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pitr-guard help}: shows the help of a command, also of one within a command. */
@Command(
        name = "help",
        mixinStandardHelpOptions = true,
        description = "Shows the help of a command.",
        footerHeading = "%nExample:%n",
        footer = "  ./pitr-guard help policy check")
final class HelpCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Parameters(
            paramLabel = "COMMAND",
            arity = "0..*",
            completionCandidates = Commands.Names.class,
            description = "Command, such as sweep or policy check.")
    private List<String> commands = List.of();

    @Override
    public Integer call() {
        CommandLine shown = Objects.requireNonNull(spec.commandLine().getParent());
        for (String name : commands) {
            CommandLine next = shown.getSubcommands().get(name);
            if (next == null) {
                throw new UnknownCommandException(shown, name);
            }
            shown = next;
        }
        shown.usage(spec.commandLine().getOut());
        return ExitCode.OK;
    }

    /** A command that does not exist. */
    static final class UnknownCommandException extends CommandLine.ParameterException {
        private static final long serialVersionUID = 1L;

        private final String name;

        UnknownCommandException(CommandLine parent, String name) {
            super(parent, "There is no command '" + name + "'");
            this.name = name;
        }

        String name() {
            return name;
        }
    }
}

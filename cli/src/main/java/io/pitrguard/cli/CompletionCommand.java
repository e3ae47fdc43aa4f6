package io.pitrguard.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pitr-guard completion}: prints what a shell needs to complete commands, options and their values. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {
            "Prints a script with which a shell completes commands, options and their values.",
            "For each new shell, keep the script in a file as the examples do. bash and zsh must also load it:",
            "add the part after && to ~/.bashrc or ~/.zshrc. Write the file again after an update."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./pitr-guard completion bash > ~/.pitr-guard.bash && source ~/.pitr-guard.bash",
            "  ./pitr-guard completion zsh > ~/.pitr-guard.zsh && source ~/.pitr-guard.zsh",
            "  ./pitr-guard completion fish > ~/.config/fish/completions/pitr-guard.fish"
        })
final class CompletionCommand implements Callable<Integer> {
    /** The shells. */
    enum Shell {
        bash,
        zsh,
        fish
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "Shell: ${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private Shell shell;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(script(shell));
        out.flush();
        return ExitCode.OK;
    }

    /** Returns the script. */
    static String script(Shell shell) {
        CommandLine all = Main.commandLine(new Screen(Screen.UNLIMITED, false));
        all.getSubcommands().entrySet().stream()
                .filter(command ->
                        command.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .toList()
                .forEach(all.getCommandSpec()::removeSubcommand);
        return switch (shell) {
            // The script turns on zsh's own support of bash's completion.
            case bash, zsh -> AutoComplete.bash(all.getCommandName(), all);
            case fish -> FishCompletion.script(all);
        };
    }
}

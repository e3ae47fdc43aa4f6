package io.pitrguard.cli;

import io.pitrguard.config.policy.Suggestion;
import io.pitrguard.domain.text.Printable;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reports wrong usage with its remedy: the command or option that was meant, where one is near, else the help. */
final class WrongUsage {
    private final ParameterException misuse;

    WrongUsage(ParameterException misuse) {
        this.misuse = misuse;
    }

    /** Writes the report to standard error and returns the exit code. */
    int report() {
        CommandLine line = misuse.getCommandLine();
        line.getErr().println("pitr-guard: " + Printable.line(String.valueOf(misuse.getMessage())));
        line.getErr()
                .println(meant().map(near -> "Did you mean '" + near + "'?")
                        .orElseGet(() -> "Try '" + line.getCommandSpec().qualifiedName() + " --help'."));
        return ExitCode.USAGE;
    }

    private Optional<String> meant() {
        return switch (misuse) {
            case UnmatchedArgumentException unmatched ->
                unmatched.getUnmatched().stream().findFirst().flatMap(this::nearest);
            case HelpCommand.UnknownCommandException unknown -> command(unknown.name());
            default -> Optional.empty();
        };
    }

    private Optional<String> nearest(String word) {
        return word.startsWith("-") ? option(word) : command(word);
    }

    private Optional<String> command(String word) {
        CommandLine line = misuse.getCommandLine();
        return Suggestion.of(
                        word,
                        line.getSubcommands().entrySet().stream()
                                .filter(command -> !command.getValue()
                                        .getCommandSpec()
                                        .usageMessage()
                                        .hidden())
                                .map(Map.Entry::getKey)
                                .toList())
                .map(name -> line.getCommandSpec().qualifiedName() + " " + name);
    }

    /** The dashes are left out of the comparison: they are all alike. */
    private Optional<String> option(String word) {
        Map<String, String> byWord = misuse.getCommandLine().getCommandSpec().options().stream()
                .collect(Collectors.toMap(
                        option -> bare(option.longestName()), option -> option.longestName(), (a, b) -> a));
        Collection<String> words = byWord.keySet().stream().sorted().toList();
        return Suggestion.of(bare(word.split("=", 2)[0]), words).map(byWord::get);
    }

    private static String bare(String option) {
        return option.replaceFirst("^-+", "");
    }
}

package io.pitrguard.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The commands and options as completions of fish, for which picocli makes none. */
final class FishCompletion {
    private final String program;
    private final StringBuilder script = new StringBuilder();

    private FishCompletion(String program) {
        this.program = program;
    }

    /** Returns the script for a command line. */
    static String script(CommandLine line) {
        FishCompletion completion = new FishCompletion(line.getCommandName());
        completion.add("-f");
        completion.command(line, List.of());
        return completion.script.toString();
    }

    private void command(CommandLine command, List<String> path) {
        String here = condition(path, command.getSubcommands().keySet().stream().toList());
        for (Map.Entry<String, CommandLine> sub : command.getSubcommands().entrySet()) {
            String[] description =
                    sub.getValue().getCommandSpec().usageMessage().description();
            add("-n " + here + " -a " + sub.getKey() + " -d " + quoted(firstSentence(description)));
        }
        command.getCommandSpec().options().forEach(option -> option(option, here));
        command.getCommandSpec().positionalParameters().forEach(parameter -> add("-n " + here + values(parameter)));
        command.getSubcommands().forEach((name, sub) -> {
            List<String> below = new ArrayList<>(path);
            below.add(name);
            command(sub, below);
        });
    }

    /** Returns the test whether the words so far are those of the path and none of the others. */
    private static String condition(List<String> path, List<String> others) {
        if (path.isEmpty()) {
            return "__fish_use_subcommand";
        }
        String seen =
                path.stream().map(word -> "__fish_seen_subcommand_from " + word).collect(Collectors.joining("; and "));
        return quoted(
                others.isEmpty() ? seen : seen + "; and not __fish_seen_subcommand_from " + String.join(" ", others));
    }

    private void option(OptionSpec option, String condition) {
        StringBuilder line = new StringBuilder("-n " + condition);
        for (String name : option.names()) {
            line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        if (option.arity().max() > 0) {
            line.append(" -r").append(values(option));
        }
        add(line + " -d " + quoted(firstSentence(option.description())));
    }

    /** Returns what may be given: a file, one of some words, or anything else. */
    private static String values(ArgSpec argument) {
        if (argument.type() == Path.class) {
            return " -F";
        }
        String words = words(argument.completionCandidates());
        return words.isEmpty() ? " -f" : " -f -a " + quoted(words);
    }

    private static String words(@Nullable Iterable<String> candidates) {
        return candidates == null
                ? ""
                : StreamSupport.stream(candidates.spliterator(), false).collect(Collectors.joining(" "));
    }

    private static String firstSentence(String... description) {
        String text = description.length == 0 ? "" : description[0];
        return text.replaceFirst("(?s)[.:] .*", "").replaceFirst("[.]$", "");
    }

    private void add(String rest) {
        script.append("complete -c ").append(program).append(' ').append(rest).append('\n');
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}

package io.pitrguard.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code --yes}, and the question that a person at a terminal answers instead. */
final class Consent {
    @Option(names = "--yes", description = "Do not ask. Required where no person at a terminal can answer.")
    private boolean yes;

    /**
     * Checks before anything is read or done that somebody can agree.
     *
     * @throws ParameterException without {@code --yes} and without a terminal
     */
    void check(CommandSpec spec) {
        if (!yes && !Terminal.canAnswer()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s requires --yes here: there is no terminal to ask at. Nothing was done."
                            .formatted(command(spec)));
        }
    }

    /** The program's name stands before each message. */
    private static String command(CommandSpec spec) {
        String root = spec.root().name() + " ";
        String name = spec.qualifiedName();
        return name.startsWith(root) ? name.substring(root.length()) : name;
    }

    /**
     * Asks, unless {@code --yes} is given.
     *
     * @param question without the question mark and the choices
     * @throws CommandFailure if the answer is not yes
     */
    void require(PrintWriter err, String question) {
        if (yes) {
            return;
        }
        err.print(question + "? [y/N] ");
        err.flush();
        if (!answer().strip().toLowerCase(Locale.ROOT).matches("y|yes")) {
            throw new CommandFailure("nothing was done: the answer was not 'yes'.");
        }
    }

    private static String answer() {
        try {
            // Not closed: it is the process's standard input.
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            String line = in.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            return "";
        }
    }
}

package io.pitrguard.cli;

import java.util.Map;
import java.util.OptionalInt;

/** The terminal, as detected by the launcher. */
final class Terminal {
    private static final int STANDARD_OUTPUT = 1;
    private static final int STANDARD_ERROR = 2;

    /** The value of a variable that turns something off. */
    private static final String OFF = "0";

    /** How standard error can show progress. */
    enum Progress {
        /** A bar that is drawn again and again. */
        BAR,
        /** Lines, because the terminal understands no control characters. */
        LINES,
        /** Only what was changed: it is not a terminal. */
        CHANGES
    }

    private Terminal() {}

    /** Returns what standard output is laid out for. */
    static Screen screen() {
        int width =
                outputIsTerminal() ? WindowSize.columns(STANDARD_OUTPUT).orElse(Screen.USUAL_WIDTH) : Screen.UNLIMITED;
        return screen(CommandEnvironment.variables(), width);
    }

    /** Returns the same for this environment, whose COLUMNS take precedence over the width. */
    static Screen screen(Map<String, String> environment, int width) {
        return new Screen(columns(environment).orElse(width), colour(environment));
    }

    /**
     * Returns whether to colour standard output: it is a terminal that understands control characters. NO_COLOR
     * (https://no-color.org) and CLICOLOR=0 turn colours off, CLICOLOR_FORCE turns them on in a pipe, too
     * (https://bixense.com/clicolors).
     */
    static boolean colour(Map<String, String> environment) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return false;
        }
        String forced = environment.getOrDefault("CLICOLOR_FORCE", "");
        if (!forced.isEmpty() && !forced.equals(OFF)) {
            return true;
        }
        return outputIsTerminal()
                && !isDumb(environment)
                && !environment.getOrDefault("CLICOLOR", "").equals(OFF);
    }

    /** Returns how standard error can show progress. */
    static Progress progress() {
        return progress(CommandEnvironment.variables());
    }

    /** Returns the same for this environment. */
    static Progress progress(Map<String, String> environment) {
        if (!Boolean.getBoolean("pitrguard.stderr.tty")) {
            return Progress.CHANGES;
        }
        return isDumb(environment) ? Progress.LINES : Progress.BAR;
    }

    /** Returns how many characters fit a line of standard error now. */
    static int progressWidth() {
        return WindowSize.columns(STANDARD_ERROR)
                .orElse(columns(CommandEnvironment.variables()).orElse(Screen.USUAL_WIDTH));
    }

    /** Whether a person at a terminal can answer a question: it is asked on standard error. */
    static boolean canAnswer() {
        return Boolean.getBoolean("pitrguard.stdin.tty") && Boolean.getBoolean("pitrguard.stderr.tty");
    }

    private static boolean outputIsTerminal() {
        return Boolean.getBoolean("pitrguard.stdout.tty");
    }

    private static boolean isDumb(Map<String, String> environment) {
        return environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** Reads COLUMNS, which people set where the terminal does not say. */
    private static OptionalInt columns(Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9][0-9]{0,4}") ? OptionalInt.of(Integer.parseInt(columns)) : OptionalInt.empty();
    }
}

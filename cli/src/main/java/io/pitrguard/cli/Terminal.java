package io.pitrguard.cli;

import java.util.Map;

/** The terminal, as detected by the launcher. */
final class Terminal {
    private Terminal() {}

    /** Returns whether to colour standard output: it is a terminal, and NO_COLOR (https://no-color.org) is not set. */
    static boolean colour() {
        return colour(System.getenv());
    }

    /** Returns the same for this environment. */
    static boolean colour(Map<String, String> environment) {
        return Boolean.getBoolean("pitrguard.stdout.tty")
                && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** Returns whether standard error is a terminal that can show progress. */
    static boolean progress() {
        return Boolean.getBoolean("pitrguard.stderr.tty");
    }
}

package io.pitrguard.cli;

import java.util.Map;

/** What the launcher found out about the terminal. */
final class Terminal {
    private Terminal() {}

    /** Whether standard output is a terminal that wants colour; https://no-color.org is respected. */
    static boolean colour() {
        return colour(System.getenv());
    }

    /** The same for this environment. */
    static boolean colour(Map<String, String> environment) {
        return Boolean.getBoolean("pitrguard.stdout.tty")
                && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** Whether standard error is a terminal, so that progress can be drawn on it. */
    static boolean progress() {
        return Boolean.getBoolean("pitrguard.stderr.tty");
    }
}

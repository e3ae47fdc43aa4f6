package io.pitrguard.cli;

/** What the launcher found out about the terminal. */
final class Terminal {
    private Terminal() {}

    /** Whether standard output is a terminal that wants colour; https://no-color.org is respected. */
    static boolean colour() {
        String noColor = System.getenv("NO_COLOR");
        return Boolean.getBoolean("pitrguard.stdout.tty") && (noColor == null || noColor.isEmpty());
    }

    /** Whether standard error is a terminal, so that progress can be drawn on it. */
    static boolean progress() {
        return Boolean.getBoolean("pitrguard.stderr.tty");
    }
}

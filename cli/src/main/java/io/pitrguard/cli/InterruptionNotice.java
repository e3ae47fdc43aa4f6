package io.pitrguard.cli;

import java.io.PrintWriter;

/** When the user presses Ctrl-C: prints what goes on without this command, and how to continue. */
final class InterruptionNotice implements AutoCloseable {
    private final Thread hook;

    private InterruptionNotice(Thread hook) {
        this.hook = hook;
    }

    /**
     * Prints it when the process ends, until it is closed.
     *
     * @param message what the user reads
     */
    static InterruptionNotice of(String message, PrintWriter err) {
        Thread hook = new Thread(
                () -> {
                    err.println();
                    err.println(message);
                    err.flush();
                },
                "interruption-notice");
        Runtime.getRuntime().addShutdownHook(hook);
        return new InterruptionNotice(hook);
    }

    /**
     * Returns what the user of a restore reads.
     *
     * @param resume the command that continues the restore
     * @param deployed whether the state machine carries the restore out
     */
    static String restore(String resume, boolean deployed) {
        return deployed
                ? "pitr-guard: the restore continues in AWS. Follow it: " + resume
                : "pitr-guard: AWS continues to make the table, if it was asked to; settings are copied once you run "
                        + resume;
    }

    /**
     * Returns what the user of drills reads.
     *
     * @param resume the command that carries them on
     */
    static String drills(String resume) {
        return "pitr-guard: AWS continues to restore the table, if it was asked to; it is checked and deleted once you run "
                + resume;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The JVM runs the hook now.
        }
    }
}

package io.pitrguard.cli;

import java.io.PrintWriter;

/** When the user presses Ctrl-C: prints what goes on without this command, and how to continue. */
final class RestoreInterruption implements AutoCloseable {
    private final Thread hook;

    private RestoreInterruption(Thread hook) {
        this.hook = hook;
    }

    /**
     * Prints it when the process ends, until it is closed.
     *
     * @param resume the command that continues the restore
     * @param deployed whether the state machine carries the restore out
     */
    static RestoreInterruption at(String resume, boolean deployed, PrintWriter err) {
        Thread hook = new Thread(
                () -> {
                    err.println();
                    err.println(message(resume, deployed));
                    err.flush();
                },
                "restore-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
        return new RestoreInterruption(hook);
    }

    /** Returns what the user reads. */
    static String message(String resume, boolean deployed) {
        return deployed
                ? "pitr-guard: the restore continues in AWS. Follow it: " + resume
                : "pitr-guard: AWS continues to make the table, if it was asked to; settings are copied once you run "
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

package io.pitrguard.cli;

import io.pitrguard.domain.restore.RestoreId;
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
     * @param deployed whether the state machine carries the restore out
     */
    static RestoreInterruption at(RestoreId id, boolean deployed, PrintWriter err) {
        Thread hook = new Thread(
                () -> {
                    err.println();
                    err.println(message(id, deployed));
                    err.flush();
                },
                "restore-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
        return new RestoreInterruption(hook);
    }

    /** Returns what the user reads. */
    static String message(RestoreId id, boolean deployed) {
        return deployed
                ? "pitr-guard: the restore continues in AWS. Follow it: ./pitr-guard restore resume " + id
                : "pitr-guard: AWS continues to make the table, if it was asked to; settings are copied when you run"
                        + " ./pitr-guard restore resume " + id;
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

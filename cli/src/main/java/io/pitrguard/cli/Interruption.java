package io.pitrguard.cli;

import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.Counted;
import io.pitrguard.port.SweepListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a sweep early when the user presses Ctrl-C, and keeps the process alive until the result so far has been printed.
 * The JVM then exits with 130, or 143 after SIGTERM.
 */
final class Interruption implements SweepListener, AutoCloseable {
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    /** A change that was sent is verified first. */
    private static final Duration LONGEST_END_OF_CHANGES = Duration.ofSeconds(60);

    private final SweepProgress progress;
    private final PrintWriter err;
    private final List<Runnable> actions = new ArrayList<>();
    private final CountDownLatch printed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::end, "interruption");
    private boolean interrupted;
    private boolean changing;
    private int listed;
    private boolean listedAll;
    private int selected;
    private int read;

    /** Creates one that passes everything on to {@code progress}. */
    Interruption(SweepProgress progress, PrintWriter err) {
        this.progress = progress;
        this.err = err;
    }

    /** Creates one that is requested when the user presses Ctrl-C. */
    static Interruption atSignal(SweepProgress progress, PrintWriter err) {
        Interruption interruption = new Interruption(progress, err);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void end() {
        request();
        try {
            if (!printed.await(longestEnd().toSeconds(), TimeUnit.SECONDS)) {
                err.println("pitr-guard: interrupted, and AWS does not answer; nothing is known of the tables.");
            }
        } catch (InterruptedException nobodyInterruptsAHook) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Duration longestEnd() {
        return changing ? LONGEST_END_OF_CHANGES : LONGEST_END;
    }

    /** Ends the sweep as soon as possible. */
    void request() {
        List<Runnable> due;
        synchronized (this) {
            interrupted = true;
            due = List.copyOf(actions);
        }
        due.forEach(Runnable::run);
    }

    @Override
    public synchronized boolean interrupted() {
        return interrupted;
    }

    @Override
    public void whenInterrupted(Runnable action) {
        synchronized (this) {
            actions.add(action);
            if (!interrupted) {
                return;
            }
        }
        action.run();
    }

    /** Returns how far the sweep came until it was interrupted, such as "120 of 1000 tables"; empty if it was not. */
    synchronized Optional<String> reached() {
        return interrupted ? Optional.of("%d of %s".formatted(read, Counted.tables(listed))) : Optional.empty();
    }

    /** Whether every table was read before it was interrupted. */
    synchronized boolean readAll() {
        return listedAll && read == listed;
    }

    /** Returns how many tables were listed. */
    synchronized int listed() {
        return listed;
    }

    /** Returns how many of them the sweep is about. */
    synchronized int selected() {
        return selected;
    }

    /** Removes the progress from the screen. */
    void clear() {
        progress.clear();
    }

    @Override
    public void listed(int tables, boolean done) {
        synchronized (this) {
            listed = tables;
            listedAll = done;
        }
        progress.listed(tables, done);
    }

    @Override
    public void selected(int tables) {
        synchronized (this) {
            selected = tables;
        }
        progress.selected(tables);
    }

    @Override
    public void read(TableRef table) {
        synchronized (this) {
            read++;
        }
        progress.read(table);
    }

    @Override
    public void throttled() {
        progress.throttled();
    }

    @Override
    public void remediating(int tables) {
        synchronized (this) {
            changing = true;
        }
        progress.remediating(tables);
    }

    @Override
    public void remediated(TableRef table, Outcome outcome) {
        progress.remediated(table, outcome);
    }

    @Override
    public void waiting(int tables) {
        progress.waiting(tables);
    }

    /** Lets the process end: all is printed. */
    @Override
    public void close() {
        printed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The JVM waits for the hook, which is done now.
        }
    }
}

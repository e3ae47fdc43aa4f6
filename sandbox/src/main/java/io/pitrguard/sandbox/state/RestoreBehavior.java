package io.pitrguard.sandbox.state;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** How restores, backups and deletions of all accounts of a sandbox go; tests may change it at any time. */
public final class RestoreBehavior {

    /** The shortest time that a restore takes on AWS, whatever the size. */
    public static final Duration SHORTEST_RESTORE = Duration.ofMinutes(20);

    /** How many restores an account may run at once in a region (API reference, LimitExceededException). */
    public static final int MOST_RESTORES = 50;

    /** How a restore ends. */
    public enum Ending {
        /** The new table becomes ACTIVE. */
        ACTIVE,
        /** The new table is gone. */
        VANISHED,
        /** The new table stays CREATING. */
        NEVER
    }

    private final Map<String, Ending> endings = new ConcurrentHashMap<>();
    private final Map<String, WrongRestore> wrong = new ConcurrentHashMap<>();
    private volatile Duration restoreDuration = SHORTEST_RESTORE;
    private volatile Duration backupDuration = Duration.ZERO;
    private volatile Duration deletionDuration = Duration.ZERO;
    private volatile int mostRestores = MOST_RESTORES;

    /** Sets how restores that begin from now on end, by the name of their target. */
    public void end(String target, Ending ending) {
        endings.put(target, ending);
    }

    /** Returns how a restore to that target ends. */
    public Ending ending(String target) {
        return endings.getOrDefault(target, Ending.ACTIVE);
    }

    /** Changes what is wrong with restores of that source that begin from now on. */
    public void wrong(String source, UnaryOperator<WrongRestore> change) {
        wrong.put(source, change.apply(wrong(source)));
    }

    /** Returns what is wrong with restores of that source. */
    public WrongRestore wrong(String source) {
        return wrong.getOrDefault(source, WrongRestore.NOT);
    }

    /** Returns how long a restore takes. */
    public Duration restoreDuration() {
        return restoreDuration;
    }

    /** Sets how long restores that begin from now on take. */
    public void restoreDuration(Duration duration) {
        restoreDuration = positive(duration);
    }

    /** Returns how long a backup is CREATING. */
    public Duration backupDuration() {
        return backupDuration;
    }

    /** Sets how long backups that begin from now on are CREATING. */
    public void backupDuration(Duration duration) {
        backupDuration = positive(duration);
    }

    /** Returns how long a table is DELETING. */
    public Duration deletionDuration() {
        return deletionDuration;
    }

    /** Sets how long tables that are deleted from now on are DELETING. */
    public void deletionDuration(Duration duration) {
        deletionDuration = positive(duration);
    }

    /** Returns how many restores may run at once. */
    public int mostRestores() {
        return mostRestores;
    }

    /** Sets how many restores may run at once. */
    public void mostRestores(int number) {
        mostRestores = number;
    }

    private static Duration positive(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("a duration cannot be negative");
        }
        return duration;
    }
}

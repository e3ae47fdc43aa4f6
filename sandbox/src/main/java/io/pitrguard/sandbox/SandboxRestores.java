package io.pitrguard.sandbox;

import io.pitrguard.sandbox.state.RestoreBehavior;
import io.pitrguard.sandbox.state.WrongRestore;
import java.time.Duration;

/** How restores, backups and deletions of tables go, in all accounts and regions; what it sets holds for those that follow. */
public final class SandboxRestores {

    private final RestoreBehavior behavior;

    SandboxRestores(RestoreBehavior behavior) {
        this.behavior = behavior;
    }

    /** Sets how long a new table is CREATING; the default is 20 minutes, by the sandbox's clock. */
    public SandboxRestores take(Duration duration) {
        behavior.restoreDuration(duration);
        return this;
    }

    /** Sets how many restores an account may run at once in a region; the default is 50. */
    public SandboxRestores atMost(int number) {
        behavior.mostRestores(number);
        return this;
    }

    /** Lets restores to that target end with the target gone. */
    public SandboxRestores vanish(String target) {
        behavior.end(target, RestoreBehavior.Ending.VANISHED);
        return this;
    }

    /** Lets restores to that target never end. */
    public SandboxRestores neverEnd(String target) {
        behavior.end(target, RestoreBehavior.Ending.NEVER);
        return this;
    }

    /** Lets restores to that target succeed again. */
    public SandboxRestores succeed(String target) {
        behavior.end(target, RestoreBehavior.Ending.ACTIVE);
        return this;
    }

    /** Returns how to let restores of that source end with a table that is wrong, while AWS describes it as if it were not. */
    public SandboxWrongRestores wrong(String source) {
        return new SandboxWrongRestores(source, behavior);
    }

    /** Lets restores of that source end with the right table again. */
    public SandboxRestores right(String source) {
        behavior.wrong(source, _ -> WrongRestore.NOT);
        return this;
    }

    /** Sets how long a backup that somebody makes is CREATING; by default it is AVAILABLE at once. */
    public SandboxRestores backupsTake(Duration duration) {
        behavior.backupDuration(duration);
        return this;
    }

    /** Sets how long a table is DELETING; by default it is gone at once. */
    public SandboxRestores deletionsTake(Duration duration) {
        behavior.deletionDuration(duration);
        return this;
    }
}

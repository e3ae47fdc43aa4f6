package io.pitrguard.sandbox;

import io.pitrguard.sandbox.state.ExportBehavior;
import java.time.Duration;

/** How exports of tables to S3 go, in all accounts and regions. */
public final class SandboxExports {

    private final ExportBehavior behavior;

    SandboxExports(ExportBehavior behavior) {
        this.behavior = behavior;
    }

    /** Sets how long exports that begin from now on take; the default is 10 minutes, by the sandbox's clock. */
    public SandboxExports take(Duration duration) {
        behavior.duration(duration);
        return this;
    }

    /** Lets exports that end from now on fail with this code, such as {@code S3AccessDenied}. */
    public SandboxExports fail(String code) {
        behavior.failure(code);
        return this;
    }

    /** Lets exports succeed again. */
    public SandboxExports succeed() {
        behavior.failure(null);
        return this;
    }

    /** Sets how many exports may run at once; the default is 300. */
    public SandboxExports atMost(int number) {
        behavior.most(number);
        return this;
    }
}

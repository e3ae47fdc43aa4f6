package io.pitrguard.sandbox;

import io.pitrguard.sandbox.state.RestoreBehavior;
import java.time.Duration;

/** What is wrong with restores of one source that begin from now on; each adds to what was set before. */
public final class SandboxWrongRestores {

    private final String source;
    private final RestoreBehavior behavior;

    SandboxWrongRestores(String source, RestoreBehavior behavior) {
        this.source = source;
        this.behavior = behavior;
    }

    /** They take the items of another moment than the one that is asked for. */
    public SandboxWrongRestores earlier(Duration duration) {
        behavior.wrong(source, wrong -> wrong.withMoment(duration.negated()));
        return this;
    }

    /** They leave an index out. */
    public SandboxWrongRestores withoutIndex(String index) {
        behavior.wrong(source, wrong -> wrong.withoutIndex(index));
        return this;
    }

    /** They leave one of that many items out: of 10, a tenth of all. */
    public SandboxWrongRestores losingOneIn(int items) {
        behavior.wrong(source, wrong -> wrong.withLoss(items));
        return this;
    }

    /**
     * An attribute of the key has another type.
     *
     * @param type {@code S}, {@code N} or {@code B}
     */
    public SandboxWrongRestores keyType(String attribute, String type) {
        behavior.wrong(source, wrong -> wrong.withKeyType(attribute, type));
        return this;
    }
}

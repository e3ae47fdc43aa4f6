package io.pitrguard.config;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How a deployment sweeps. */
public enum Mode {
    /** One function sweeps its account and region in one call. */
    ACCOUNT,
    /** A state machine sweeps the deployment's account and region in as many calls as that takes. */
    LARGE_ACCOUNT,
    /** The same state machine sweeps the accounts and regions of the organization. */
    ORGANIZATION;

    /** Returns the mode of that name, such as {@code large-account}; empty if there is none. */
    public static Optional<Mode> named(String key) {
        return Stream.of(values()).filter(mode -> mode.key().equals(key)).findFirst();
    }

    /** Returns the mode's name in options and settings. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a state machine sweeps. */
    public boolean hasStateMachine() {
        return this != ACCOUNT;
    }
}

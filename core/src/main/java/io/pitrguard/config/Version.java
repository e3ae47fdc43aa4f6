package io.pitrguard.config;

/** The version of pitr-guard. */
public final class Version {
    /** As in the pom. */
    public static final String CURRENT = "0.1.0";

    private Version() {}
}

package io.pitrguard.infra;

import io.pitrguard.config.Mode;
import io.pitrguard.config.StackName;
import java.util.Locale;

/** A stack of which a release has a template. */
enum ReleasedStack {
    ACCOUNT(Mode.ACCOUNT, false),
    LARGE_ACCOUNT(Mode.LARGE_ACCOUNT, false),
    ORGANIZATION(Mode.ORGANIZATION, false),
    /** What restores tables, beside a stack that sweeps one account and region. */
    RECOVERY(Mode.ACCOUNT, true),
    /** The same beside a stack that sweeps the organization: its policy may name organizational units. */
    ORGANIZATION_RECOVERY(Mode.ORGANIZATION, true);

    private final Mode mode;
    private final boolean restores;

    ReleasedStack(Mode mode, boolean restores) {
        this.mode = mode;
        this.restores = restores;
    }

    /** Returns the mode of the deployment that it belongs to. */
    Mode mode() {
        return mode;
    }

    /** Returns whether it restores tables; otherwise it sweeps them. */
    boolean restores() {
        return restores;
    }

    /** Returns whether it sweeps an organization. */
    boolean sweepsOrganization() {
        return !restores && mode == Mode.ORGANIZATION;
    }

    /** Returns the name of its template. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the stack's name. */
    String stackName() {
        return restores ? RecoveryStack.nameIn(StackName.STANDARD) : StackName.STANDARD;
    }
}

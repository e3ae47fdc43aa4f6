package io.pitrguard.infra;

import io.pitrguard.config.Mode;

/**
 * What decides about the functions' permissions.
 *
 * @param remediates whether the policy lets them change tables
 * @param rule whether there is a rule of AWS Config, and so a recorder to check
 * @param organizationRule whether there is one in each account of the organization
 */
record Grants(boolean remediates, boolean rule, Mode mode, boolean organizationRule) {
    /** Returns what a deployment with default options grants. */
    static Grants inAccount(boolean remediates, boolean rule) {
        return new Grants(remediates, rule, Mode.ACCOUNT, false);
    }

    boolean organization() {
        return mode == Mode.ORGANIZATION;
    }
}

package io.pitrguard.infra;

import io.pitrguard.config.Mode;

/**
 * What decides about the functions' permissions.
 *
 * @param remediates whether the policy lets them change tables
 * @param rule whether there is a rule of AWS Config, and so a recorder to check
 * @param organizationRule whether there is one in each account of the organization
 * @param outputs which other systems are notified
 * @param aggregator whether an aggregator of AWS Config says where sweeps begin
 */
record Grants(
        boolean remediates, boolean rule, Mode mode, boolean organizationRule, boolean aggregator, Outputs outputs) {
    /**
     * Which other systems are notified, and whether reports are kept.
     *
     * @param events whether an event bus gets events
     * @param chat whether there is a topic for chat
     * @param securityHub whether Security Hub gets findings
     * @param evidence whether the reports of sweeps are kept
     * @param exports whether drills count by exports
     */
    record Outputs(boolean events, boolean chat, boolean securityHub, boolean evidence, boolean exports) {
        /** What a deployment with default options has. */
        static final Outputs STANDARD = new Outputs(true, false, false, true, false);

        /** All of them. */
        static final Outputs ALL = new Outputs(true, true, true, true, true);
    }

    /** Returns what a deployment with default options grants. */
    static Grants inAccount(boolean remediates, boolean rule) {
        return new Grants(remediates, rule, Mode.ACCOUNT, false, false, Outputs.STANDARD);
    }

    boolean organization() {
        return mode == Mode.ORGANIZATION;
    }
}

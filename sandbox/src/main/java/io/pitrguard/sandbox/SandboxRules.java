package io.pitrguard.sandbox;

import io.pitrguard.sandbox.state.Account;

/** The AWS Config rules of a region of an account. */
public final class SandboxRules {

    private static final int LONGEST_NAME = 128;

    private final Account account;

    SandboxRules(Account account) {
        this.account = account;
    }

    /**
     * Adds a custom Lambda rule.
     *
     * @param name 1 to 128 characters; GetComplianceDetailsByConfigRule knows names of up to 64 only
     * @throws IllegalArgumentException when AWS would refuse the name, or a rule has it
     */
    public SandboxRule create(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("no rule can be called '" + name + "'");
        }
        return account.config()
                .rules()
                .create(name)
                .map(rule -> new SandboxRule(rule, account))
                .orElseThrow(() -> new IllegalArgumentException("there is a rule '" + name + "' already"));
    }

    /**
     * Returns the rule of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public SandboxRule get(String name) {
        return account.config()
                .rules()
                .find(name)
                .map(rule -> new SandboxRule(rule, account))
                .orElseThrow(() -> new IllegalArgumentException("there is no rule '" + name + "'"));
    }

    /** Deletes a rule and its results; returns whether there was one. Its tokens then belong to no rule. */
    public boolean delete(String name) {
        return account.config().rules().delete(name);
    }
}

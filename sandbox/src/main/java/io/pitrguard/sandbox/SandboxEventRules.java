package io.pitrguard.sandbox;

import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.EventRule;
import java.util.Map;
import java.util.TreeMap;

/** The EventBridge rules on the default event bus of a region of an account. */
public final class SandboxEventRules {

    private final Account account;

    SandboxEventRules(Account account) {
        this.account = account;
    }

    /** Adds an enabled rule without targets, or replaces the one of that name, whose targets stay. */
    public SandboxEventRule create(String name, String pattern) {
        account.eventRules().put(new EventRule(name, pattern, EventRule.State.ENABLED, Map.of(), new TreeMap<>()));
        return get(name);
    }

    /**
     * Returns the rule of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public SandboxEventRule get(String name) {
        if (account.eventRules().find(name).isEmpty()) {
            throw new IllegalArgumentException("there is no event rule '" + name + "'");
        }
        return new SandboxEventRule(name, account);
    }

    /** Deletes a rule with its targets; returns whether there was one. */
    public boolean delete(String name) {
        return account.eventRules().delete(name);
    }
}

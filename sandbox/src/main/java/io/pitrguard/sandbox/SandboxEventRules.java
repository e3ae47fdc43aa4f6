package io.pitrguard.sandbox;

import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.EventRule;
import java.util.Map;
import java.util.TreeMap;

/** The EventBridge rules on the default event bus of the home region. */
public final class SandboxEventRules {

    private final Account account;

    SandboxEventRules(Account account) {
        this.account = account;
    }

    /** Adds a rule that is enabled and has no targets, or puts it in the place of the one of that name. */
    public SandboxEventRule create(String name, String pattern) {
        account.eventRules().put(new EventRule(name, pattern, EventRule.State.ENABLED, Map.of(), new TreeMap<>()));
        return get(name);
    }

    /**
     * The rule of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public SandboxEventRule get(String name) {
        if (account.eventRules().find(name).isEmpty()) {
            throw new IllegalArgumentException("there is no event rule '" + name + "'");
        }
        return new SandboxEventRule(name, account);
    }

    /** Deletes a rule with its targets; answers whether there was one. */
    public boolean delete(String name) {
        return account.eventRules().delete(name);
    }
}

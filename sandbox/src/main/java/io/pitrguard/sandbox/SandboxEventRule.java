package io.pitrguard.sandbox;

import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.EventRule;
import io.pitrguard.sandbox.wire.Json;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** One EventBridge rule. */
public final class SandboxEventRule {

    private final String name;
    private final Account account;

    SandboxEventRule(String name, Account account) {
        this.name = name;
        this.account = account;
    }

    /** Returns the name. */
    public String name() {
        return name;
    }

    /** Returns the ARN. */
    public String arn() {
        return account.location().eventRule(name);
    }

    /** Returns whether it matches events. */
    public EventRule.State state() {
        return account.eventRules().find(name).orElseThrow(this::missing).state();
    }

    /** Enables it. */
    public SandboxEventRule enable() {
        return change(rule -> rule.with(EventRule.State.ENABLED));
    }

    /** Disables it. */
    public SandboxEventRule disable() {
        return change(rule -> rule.with(EventRule.State.DISABLED));
    }

    /** Enables it for read-only management events as well. */
    public SandboxEventRule enableForAllManagementEvents() {
        return change(rule -> rule.with(EventRule.State.ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS));
    }

    /** Adds a target. */
    public SandboxEventRule target(String id, String targetArn) {
        return change(rule -> {
            NavigableMap<String, String> targets = new TreeMap<>(rule.targets());
            targets.put(id, Json.text(Json.object().put("Id", id).put("Arn", targetArn)));
            return rule.with(targets);
        });
    }

    private SandboxEventRule change(UnaryOperator<EventRule> change) {
        if (!account.eventRules().change(name, change)) {
            throw missing();
        }
        return this;
    }

    private IllegalStateException missing() {
        return new IllegalStateException("there is no event rule '" + name + "' any more");
    }
}

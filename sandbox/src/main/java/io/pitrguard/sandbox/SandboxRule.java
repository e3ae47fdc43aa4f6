package io.pitrguard.sandbox;

import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.Compliance;
import io.pitrguard.sandbox.state.ConfigRule;
import io.pitrguard.sandbox.state.Evaluation;
import io.pitrguard.sandbox.state.RuleResult;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One AWS Config rule: the events for its function, and the evaluations that came back. */
public final class SandboxRule {

    private final ConfigRule rule;
    private final Account account;

    SandboxRule(ConfigRule rule, Account account) {
        this.rule = rule;
        this.account = account;
    }

    /** Returns the name. */
    public String name() {
        return rule.name();
    }

    /** Returns the id, such as {@code config-rule-0123ab}. */
    public String id() {
        return rule.id();
    }

    /** Returns the ARN. */
    public String arn() {
        return account.location().configRule(rule.id());
    }

    /** Returns a new result token, good until the rule is deleted or its tokens expire. */
    public String newToken() {
        return account.config().rules().mint(rule, account.now());
    }

    /** Accepts a token that somebody else made, such as the one of an event file, from now on. */
    public SandboxRule acceptToken(String token) {
        account.config().rules().accept(token, rule, account.now());
        return this;
    }

    /** Expires all tokens that were made so far. */
    public void expireTokens() {
        account.config().rules().expireTokens(rule);
    }

    /** Returns the Lambda event that asks the rule about an invoking event, with a new token and no parameters. */
    public RuleEvent event(String invokingEvent) {
        return new RuleEvent(RuleEvent.Rule.of(rule, account.location()), invokingEvent, newToken());
    }

    /** Returns what the console shows: the newest verdict by resource id, without those that do not apply. */
    public Map<String, Evaluation> dashboard() {
        Map<String, Evaluation> shown = new TreeMap<>();
        results().forEach((id, result) -> {
            if (result.evaluation().compliance() != Compliance.NOT_APPLICABLE) {
                shown.put(id, result.evaluation());
            }
        });
        return Collections.unmodifiableMap(shown);
    }

    /** Returns the newest verdict by resource id, those that do not apply included, and when it was given. */
    public Map<String, RuleResult> results() {
        Map<String, RuleResult> results = new TreeMap<>();
        rule.after("").forEach(result -> results.put(result.evaluation().resourceId(), result));
        return Collections.unmodifiableMap(results);
    }

    /** Returns every verdict that was accepted, in the order of arrival, also those that came too late to count. */
    public List<Evaluation> accepted() {
        return rule.accepted();
    }
}

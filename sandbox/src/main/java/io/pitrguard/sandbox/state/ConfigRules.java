package io.pitrguard.sandbox.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The AWS Config rules of one account and region, the tokens they were given, and the failures to inject. */
public final class ConfigRules {

    private static final int ID_LENGTH = 6;

    private final Map<String, ConfigRule> byName = new ConcurrentHashMap<>();
    private final Map<String, ResultToken> tokens = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> failing = new ConcurrentHashMap<>();
    private final AtomicLong made = new AtomicLong();

    /** Adds a rule; empty when one of that name is there. */
    public Optional<ConfigRule> create(String name) {
        String digits = unique(name).replace("-", "").substring(0, ID_LENGTH);
        ConfigRule rule = new ConfigRule(name, "config-rule-" + digits);
        return byName.putIfAbsent(name, rule) == null ? Optional.of(rule) : Optional.empty();
    }

    /** Returns the rule of that name. */
    public Optional<ConfigRule> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Returns the rule that a token was made for; empty when it is gone. */
    public Optional<ConfigRule> owner(ResultToken token) {
        return byName.values().stream()
                .filter(rule -> rule.id().equals(token.ruleId()))
                .findAny();
    }

    /** Removes a rule with its results; returns whether there was one. Its tokens stay known. */
    public boolean delete(String name) {
        return byName.remove(name) != null;
    }

    /** Returns a new token for a rule, as opaque as AWS's. */
    public String mint(ConfigRule rule, Instant now) {
        String content = "{\"encryptedData\":\"%s\",\"materialSetSerialNumber\":1}".formatted(unique(rule.id()));
        String token = Base64.getEncoder().encodeToString(content.getBytes(UTF_8));
        accept(token, rule, now);
        return token;
    }

    /** From now on the text is a token of the rule. */
    public void accept(String token, ConfigRule rule, Instant now) {
        tokens.put(token, new ResultToken(rule.id(), now));
    }

    /** Returns what a token stands for; empty for one that was never made, or is no longer good. */
    public Optional<ResultToken> token(String text) {
        return Optional.ofNullable(tokens.get(text));
    }

    /** From now on no token that a rule was given is good. */
    public void expireTokens(ConfigRule rule) {
        tokens.values().removeIf(token -> token.ruleId().equals(rule.id()));
    }

    /** The next evaluations, this many, of a resource come back as failed. */
    public void fail(String resourceId, int times) {
        failing.put(resourceId, new AtomicInteger(times));
    }

    /** Returns whether an evaluation of that resource is to fail; counts as one of its times. */
    public boolean fails(String resourceId) {
        AtomicInteger left = failing.get(resourceId);
        return left != null && left.getAndDecrement() > 0;
    }

    /** Returns an independent copy. */
    public ConfigRules copy() {
        ConfigRules copy = new ConfigRules();
        byName.forEach((name, rule) -> copy.byName.put(name, rule.copy()));
        copy.tokens.putAll(tokens);
        failing.forEach((id, left) -> copy.fail(id, left.get()));
        return copy;
    }

    private String unique(String name) {
        String seed = name + '#' + made.incrementAndGet();
        return UUID.nameUUIDFromBytes(seed.getBytes(UTF_8)).toString();
    }
}

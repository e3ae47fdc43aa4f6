package io.pitrguard.domain.selfcheck;

/**
 * An EventBridge rule.
 *
 * @param targets how many targets it has
 */
public record EventRule(String name, boolean enabled, int targets) {}

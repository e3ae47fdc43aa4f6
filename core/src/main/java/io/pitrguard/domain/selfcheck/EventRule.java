package io.pitrguard.domain.selfcheck;

/**
 * A rule of EventBridge.
 *
 * @param targets how many targets it has
 */
public record EventRule(String name, boolean enabled, int targets) {}

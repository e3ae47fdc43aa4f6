package io.pitrguard.domain.sight;

/** A rule of EventBridge. */
public record EventRule(String name, boolean enabled) {}

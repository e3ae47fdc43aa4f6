package io.pitrguard.domain.finding;

/** How much a finding matters, least first. */
public enum Severity {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
}

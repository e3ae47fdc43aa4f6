package io.pitrguard.domain.selfcheck;

import java.util.Optional;

/**
 * An AWS Config recorder.
 *
 * @param on whether it records at all
 * @param tables whether tables are among what it records
 * @param daily whether it records them only once a day, not when they change
 * @param failure why it failed last; empty if it did not
 */
public record Recorder(String name, boolean on, boolean tables, boolean daily, Optional<String> failure) {}

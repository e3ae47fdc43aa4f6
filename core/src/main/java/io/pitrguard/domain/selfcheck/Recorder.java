package io.pitrguard.domain.selfcheck;

import java.util.Optional;

/**
 * A recorder of AWS Config.
 *
 * @param on whether it records at all
 * @param tables whether tables are among what it records
 * @param daily whether it records them once a day only, not when they change
 * @param failure why it failed last; empty when it did not
 */
public record Recorder(String name, boolean on, boolean tables, boolean daily, Optional<String> failure) {}

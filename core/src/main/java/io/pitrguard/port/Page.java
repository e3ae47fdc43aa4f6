package io.pitrguard.port;

import java.util.Optional;

/**
 * One page of a list.
 *
 * @param next where the next page starts; empty on the last page
 */
public record Page<T>(T content, Optional<String> next) {}

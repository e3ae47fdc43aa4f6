package io.pitrguard.sandbox.state;

import java.time.Instant;

/**
 * What stays the same over the life of a table.
 *
 * @param id differs between two tables that bore the same name one after the other
 */
public record TableIdentity(String name, String id, Instant created) {}

package io.pitrguard.aws;

import io.pitrguard.domain.settings.Placeholders;
import io.pitrguard.domain.table.TableRef;
import java.util.Optional;
import java.util.Set;

/**
 * The table whose settings are read or written.
 *
 * @param streamArn the ARN of its enabled stream; empty where it has none, or that could not be read
 * @param indexes the names of its global secondary indexes
 * @param replicated whether it is a global table with replicas
 * @param described whether AWS described it, so that its stream, indexes and replicas are known
 */
public record SettingsOwner(
        TableRef table, Optional<String> streamArn, Set<String> indexes, boolean replicated, boolean described) {
    public SettingsOwner {
        indexes = Set.copyOf(indexes);
    }

    /** Returns the texts that stand for this table. */
    public Placeholders placeholders() {
        return new Placeholders(table, streamArn);
    }
}

package io.pitrguard.sandbox.state;

import org.jspecify.annotations.Nullable;

/**
 * How a table is encrypted at rest (API reference, SSEDescription).
 *
 * @param keyArn the key in KMS; null for a key that AWS owns, which DescribeTable does not show
 */
public record Encryption(@Nullable String keyArn) {
    /** With a key that AWS owns: the default. */
    public static final Encryption AWS_OWNED = new Encryption(null);
}

package io.pitrguard.cli;

import io.pitrguard.config.policy.PolicyDigest;
import io.pitrguard.domain.policy.Policy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The policy of a drill.
 *
 * @param digest its SHA-256; that of its name for the built-in one
 */
record DrillPolicy(Policy policy, String digest) {
    /**
     * Reads it; the built-in policy without a file.
     *
     * @throws CommandFailure with every error of the file
     */
    static DrillPolicy of(@Nullable Path file) {
        if (file == null) {
            return new DrillPolicy(
                    Policy.BUILT_IN, PolicyDigest.of(Policy.BUILT_IN.source().getBytes(StandardCharsets.UTF_8)));
        }
        PolicyOption.Identified read = PolicyOption.identified(file);
        return new DrillPolicy(read.policy(), read.sha256());
    }
}

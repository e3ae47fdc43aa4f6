package io.pitrguard.cli;

import io.pitrguard.config.policy.PolicyReader;
import io.pitrguard.config.policy.PolicyReading;
import io.pitrguard.domain.policy.Policy;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the policy file of a command. */
final class PolicyOption {
    private PolicyOption() {}

    /**
     * Returns the policy; the built-in policy without a file.
     *
     * @throws CommandFailure with every error of the file
     */
    static Policy read(@Nullable Path file) {
        if (file == null) {
            return Policy.BUILT_IN;
        }
        return switch (PolicyReader.read(file)) {
            case PolicyReading.Valid valid -> valid.policy();
            case PolicyReading.Invalid invalid ->
                throw new CommandFailure(
                        "the policy has %d error%s, so nothing was done:"
                                .formatted(
                                        invalid.errors().size(),
                                        invalid.errors().size() == 1 ? "" : "s"),
                        invalid.errors().stream().map(error -> "  " + error).toList());
        };
    }
}

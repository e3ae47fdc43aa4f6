package io.pitrguard.config.policy;

import io.pitrguard.domain.policy.Policy;
import java.util.List;
import java.util.stream.Collectors;

/** What reading a policy file came to. */
public sealed interface PolicyReading {
    /** The policy that the file describes. */
    record Valid(Policy policy) implements PolicyReading {}

    /** Everything that is wrong with the file, in the order of its lines; at least one. */
    record Invalid(List<PolicyError> errors) implements PolicyReading {
        public Invalid {
            errors = List.copyOf(errors);
            if (errors.isEmpty()) {
                throw new IllegalArgumentException("invalid without an error");
            }
        }

        /** Describes all errors, one per line. */
        public String description() {
            return errors.stream().map(PolicyError::description).collect(Collectors.joining("\n"));
        }
    }
}

package io.pitrguard.infra;

import io.pitrguard.config.Mode;
import io.pitrguard.config.policy.PolicyDigest;
import io.pitrguard.config.policy.PolicyReader;
import io.pitrguard.config.policy.PolicyReading;
import io.pitrguard.config.policy.UnitRules;
import io.pitrguard.domain.policy.Policy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The policy of a deployment, read as the functions and the command line read it.
 *
 * @param digest its SHA-256, in hexadecimal
 */
record DeliveredPolicy(Path file, Policy policy, String digest) {
    /**
     * Reads a policy file.
     *
     * @param mode only in the organization the units of an account are known
     * @throws OptionsException with everything that is wrong with it
     */
    static DeliveredPolicy read(Path file, Mode mode) {
        return switch (PolicyReader.read(file)) {
            case PolicyReading.Valid valid -> {
                UnitRules.problem(valid.policy())
                        .filter(_ -> mode != Mode.ORGANIZATION)
                        .ifPresent(problem -> {
                            throw new OptionsException(
                                    List.of("The policy " + file + " cannot be deployed to one account: " + problem));
                        });
                yield new DeliveredPolicy(file, valid.policy(), digest(file));
            }
            case PolicyReading.Invalid invalid -> throw new OptionsException(List.of(invalid.description()));
        };
    }

    private static String digest(Path file) {
        try {
            return PolicyDigest.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.pitrguard.cli;

import io.pitrguard.config.policy.PolicyDigest;
import io.pitrguard.config.policy.PolicyReader;
import io.pitrguard.config.policy.PolicyReading;
import io.pitrguard.config.policy.UnitRules;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.text.Counted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the policy file of a command; {@code -} is standard input. */
final class PolicyOption {
    private static final String STANDARD_INPUT = "standard input";

    private PolicyOption() {}

    /**
     * A policy and what identifies its file.
     *
     * @param sha256 of the file's content, in hexadecimal
     */
    record Identified(String name, String sha256, Policy policy) {}

    /**
     * A policy, and the SHA-256 of its file.
     *
     * @param digest in hexadecimal; empty for the built-in policy
     */
    record Chosen(Policy policy, Optional<String> digest) {}

    /**
     * Returns the policy; the built-in policy without a file.
     *
     * @throws CommandFailure with every error of the file
     */
    static Chosen chosen(@Nullable Path file) {
        if (file == null) {
            return new Chosen(Policy.BUILT_IN, Optional.empty());
        }
        Identified identified = identified(file);
        return new Chosen(identified.policy(), Optional.of(identified.sha256()));
    }

    /**
     * Returns the same for a command that is about one account.
     *
     * @throws CommandFailure with every error of the file
     */
    static Chosen chosenForOneAccount(@Nullable Path file) {
        Chosen chosen = chosen(file);
        requireOneAccount(chosen.policy(), file);
        return chosen;
    }

    /** Whether the file stands for standard input. */
    static boolean isStandardInput(Path file) {
        return file.toString().equals("-");
    }

    /** Returns what to call the file in messages. */
    static String name(@Nullable Path file) {
        if (file == null) {
            return "built-in";
        }
        return isStandardInput(file) ? STANDARD_INPUT : file.toString();
    }

    /**
     * Returns the policy; the built-in policy without a file.
     *
     * @throws CommandFailure with every error of the file
     */
    static Policy read(@Nullable Path file) {
        if (file == null) {
            return Policy.BUILT_IN;
        }
        return valid(reading(file));
    }

    /**
     * Returns the policy for a command that is about one account; the built-in policy without a file.
     *
     * @throws CommandFailure with every error of the file
     */
    static Policy ofOneAccount(@Nullable Path file) {
        Policy policy = read(file);
        requireOneAccount(policy, file);
        return policy;
    }

    private static void requireOneAccount(Policy policy, @Nullable Path file) {
        UnitRules.problem(policy).ifPresent(problem -> {
            throw new CommandFailure("the policy " + name(file) + " cannot be used here: " + problem);
        });
    }

    /**
     * Returns the policy and its digest.
     *
     * @throws CommandFailure with every error of the file
     */
    static Identified identified(Path file) {
        if (isStandardInput(file)) {
            byte[] content = standardInput();
            return new Identified(
                    STANDARD_INPUT, PolicyDigest.of(content), valid(PolicyReader.read(STANDARD_INPUT, content)));
        }
        Policy policy = read(file);
        try {
            return new Identified(file.toString(), PolicyDigest.of(file), policy);
        } catch (IOException e) {
            throw new CommandFailure("could not read the policy %s: %s".formatted(file, e.getMessage()));
        }
    }

    /** Returns the policy, or all errors of the file. */
    static PolicyReading reading(Path file) {
        return isStandardInput(file) ? PolicyReader.read(STANDARD_INPUT, standardInput()) : PolicyReader.read(file);
    }

    private static byte[] standardInput() {
        try {
            return System.in.readNBytes(PolicyReader.MAX_BYTES + 1);
        } catch (IOException e) {
            throw new CommandFailure("could not read the policy from standard input: " + e.getMessage());
        }
    }

    private static Policy valid(PolicyReading reading) {
        return switch (reading) {
            case PolicyReading.Valid valid -> valid.policy();
            case PolicyReading.Invalid invalid ->
                throw new CommandFailure(
                        "the policy has %s, so nothing was done:"
                                .formatted(Counted.of(invalid.errors().size(), "error", "errors")),
                        invalid.errors().stream().map(error -> "  " + error).toList());
        };
    }
}

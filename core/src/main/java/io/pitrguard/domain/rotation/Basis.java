package io.pitrguard.domain.rotation;

import io.pitrguard.domain.policy.Policy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/**
 * What earlier verdicts rest on: with another policy, version or limit they prove nothing.
 *
 * @param policy a digest of the policy's rules, the same in every process
 * @param version the version of pitr-guard
 * @param hours within how many hours each table is read, 2 to 168
 */
public record Basis(String policy, String version, int hours) {
    /** The fewest hours: a sweep every hour then reads half of the tables. */
    public static final int MIN_HOURS = 2;

    /** The most hours: a week. */
    public static final int MAX_HOURS = 168;

    public Basis {
        if (hours < MIN_HOURS || hours > MAX_HOURS) {
            throw new IllegalArgumentException("hours must be %d to %d".formatted(MIN_HOURS, MAX_HOURS));
        }
    }

    /** Returns the basis of verdicts by this policy. Its change budget, owners and restores decide about no verdict. */
    public static Basis of(Policy policy, String version, int hours) {
        String text = policy.rules() + policy.exemptTag() + policy.limits().maxExemptionDays();
        UUID digest = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
        return new Basis(digest.toString(), version, hours);
    }

    /** Returns how old a proof may become. */
    public Duration limit() {
        return Duration.ofHours(hours);
    }
}

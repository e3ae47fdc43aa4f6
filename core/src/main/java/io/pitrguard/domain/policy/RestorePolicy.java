package io.pitrguard.domain.policy;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Who may restore tables, and how the tables that restores make are called.
 *
 * @param approvalRequired whether another person must approve a restore before it starts
 * @param approvers patterns of the ARNs of callers who may approve; empty: everybody but the requester
 * @param breakGlass whether the requester may approve a restore in an emergency, of which people are alerted at once
 * @param approvalExpires how long a restore waits for its approval: from a minute to 30 days
 * @param targetPrefix what the names of restored tables begin with: 3 to 100 of the characters that table names may have
 */
public record RestorePolicy(
        boolean approvalRequired,
        List<Glob> approvers,
        boolean breakGlass,
        Duration approvalExpires,
        String targetPrefix) {
    /** The usual prefix of the names of restored tables. */
    public static final String PREFIX = "pitr-guard-restore-";

    /** How long a restore usually waits for its approval. */
    public static final Duration EXPIRES = Duration.ofHours(4);

    /** Applies where a policy does not mention restores: no approval is needed. */
    public static final RestorePolicy STANDARD = new RestorePolicy(false, List.of(), false, EXPIRES, PREFIX);

    private static final Pattern TARGET_PREFIX = Pattern.compile("[A-Za-z0-9_.-]{3,100}");
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    public RestorePolicy {
        approvers = List.copyOf(approvers);
        if (!TARGET_PREFIX.matcher(targetPrefix).matches()) {
            throw new IllegalArgumentException(
                    "targetPrefix must be 3 to 100 letters, digits, '_', '-' or '.', not '" + targetPrefix + "'");
        }
        if (approvalExpires.compareTo(SHORTEST) < 0 || approvalExpires.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("approvalExpires must be from 1 minute to 30 days");
        }
    }
}

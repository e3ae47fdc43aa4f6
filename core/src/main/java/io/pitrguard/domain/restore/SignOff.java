package io.pitrguard.domain.restore;

import java.time.Instant;

/**
 * The word that an audit table is not needed any more: without it the table is not deleted.
 *
 * @param approver who gave it, as the caller says
 * @param caller the caller's ARN, as STS names it
 */
public record SignOff(String approver, String caller, Instant at) {
    public SignOff {
        if (approver.isBlank()) {
            throw new IllegalArgumentException("a sign-off needs an approver");
        }
    }
}

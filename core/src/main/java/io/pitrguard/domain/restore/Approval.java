package io.pitrguard.domain.restore;

import java.time.Instant;

/**
 * A person's approval of a plan.
 *
 * @param by the caller's ARN, as STS names it
 * @param planDigest the plan that was approved
 * @param breakGlass whether the requester approved in an emergency
 */
public record Approval(String by, Instant at, String planDigest, boolean breakGlass) {}

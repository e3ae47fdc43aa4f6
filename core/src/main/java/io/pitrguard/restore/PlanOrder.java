package io.pitrguard.restore;

import io.pitrguard.domain.policy.RestorePolicy;
import io.pitrguard.domain.recovery.RecoveryPast;
import io.pitrguard.domain.restore.RestoreRequest;
import io.pitrguard.domain.restore.RestoreTimes;

/**
 * What a plan is made from.
 *
 * @param past what the ledger knows of the source; {@link RecoveryPast#UNKNOWN} without a ledger
 * @param times shows times in sentences
 */
public record PlanOrder(RestoreRequest request, RestorePolicy policy, RecoveryPast past, RestoreTimes times) {}

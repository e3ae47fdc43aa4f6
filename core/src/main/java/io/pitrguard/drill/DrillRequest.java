package io.pitrguard.drill;

import io.pitrguard.domain.drill.DrillOrder;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.restore.RestoreMoment;
import io.pitrguard.domain.restore.RestoreTimes;
import io.pitrguard.domain.table.TableRef;

/**
 * A drill that is asked for.
 *
 * @param moment the moment to restore
 * @param requirement what it must show
 * @param order who asks, and how
 * @param readsPerSecond how many read units a second its checks may consume
 * @param times shows times in sentences
 */
public record DrillRequest(
        TableRef table,
        RestoreMoment moment,
        DrillRequirement requirement,
        DrillOrder order,
        int readsPerSecond,
        RestoreTimes times) {}

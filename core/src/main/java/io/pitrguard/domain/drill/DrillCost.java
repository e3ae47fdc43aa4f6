package io.pitrguard.domain.drill;

import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.restore.RestoreCost;
import java.math.BigDecimal;

/** What a drill is estimated to cost: the restore, and the export that an exact count needs. */
public final class DrillCost {
    private static final BigDecimal WITH_EXPORT = BigDecimal.valueOf(2);

    private DrillCost() {}

    /**
     * Adds what the checks need to the cost of the restore. AWS charges less for each GB of an export than of a restore, so
     * that counting it as another restore is too much rather than too little. The units that checks read are not part of it.
     * https://aws.amazon.com/dynamodb/pricing/on-demand/
     */
    public static RestoreCost of(RestoreCost restore, DrillRequirement requirement) {
        return restore instanceof RestoreCost.Usd usd
                        && requirement.exactCount().isPresent()
                ? new RestoreCost.Usd(
                        usd.least().multiply(WITH_EXPORT), usd.most().multiply(WITH_EXPORT), usd.asOf(), usd.without())
                : restore;
    }
}

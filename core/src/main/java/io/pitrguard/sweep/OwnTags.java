package io.pitrguard.sweep;

import io.pitrguard.concurrent.Workers;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.remediation.PriceList;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.RecoveryState;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Judges tables again by the tags that they have themselves, where those that were read in bulk must not decide. */
record OwnTags(FleetReader fleet, PriceList prices, BiPredicate<TableResult, Policy> needed) {
    private static final int READERS = 8;

    /** Those whose verdict is better because of tags, which may be a former table's. */
    static OwnTags whereBetter(FleetReader fleet, PriceList prices) {
        return new OwnTags(fleet, prices, (result, policy) -> result.snapshot().isBetterByTags(policy));
    }

    /** Those whose verdict depends on tags at all, unless it is undetermined anyway. */
    static OwnTags whereDecisive(FleetReader fleet, PriceList prices) {
        return new OwnTags(fleet, prices, OwnTags::isDecisive);
    }

    private static boolean isDecisive(TableResult result, Policy policy) {
        boolean openAnyway = result.snapshot().state() instanceof RecoveryState.Unreadable
                && result.judgement().verdict() instanceof Verdict.Undetermined;
        return !openAnyway && result.snapshot().dependsOnTags(policy);
    }

    /** Returns the results in the same order. */
    List<TableResult> judge(List<TableResult> bulk, Policy policy, Until until) throws InterruptedException {
        return Workers.replace(
                READERS, bulk, result -> needed.test(result, policy), result -> judge(result, policy, until));
    }

    private TableResult judge(TableResult bulk, Policy policy, Until until) throws InterruptedException {
        TableSnapshot tagged = bulk.snapshot().with(bulk.snapshot().facts().with(fleet.ownTags(bulk.table(), until)));
        TableSnapshot whole = fleet.complete(tagged, policy, until);
        return new TableResult(
                whole,
                whole.judge(policy),
                prices.estimate(whole.facts().table(), whole.facts().details()),
                Optional.empty());
    }
}

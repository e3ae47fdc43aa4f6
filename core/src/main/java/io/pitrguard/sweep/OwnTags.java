package io.pitrguard.sweep;

import io.pitrguard.concurrent.Workers;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.remediation.PriceList;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.RecoveryState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

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
    List<TableResult> judge(List<TableResult> bulk, SweepOrder order) throws InterruptedException {
        List<Integer> open = IntStream.range(0, bulk.size())
                .filter(i -> needed.test(bulk.get(i), order.policy()))
                .boxed()
                .toList();
        if (open.isEmpty()) {
            return bulk;
        }
        List<TableResult> results = new ArrayList<>(bulk);
        List<TableResult> again = Workers.map(READERS, open, i -> judge(bulk.get(i), order));
        for (int i = 0; i < again.size(); i++) {
            results.set(open.get(i), again.get(i));
        }
        return results;
    }

    private TableResult judge(TableResult bulk, SweepOrder order) throws InterruptedException {
        TableSnapshot tagged =
                bulk.snapshot().with(bulk.snapshot().facts().with(fleet.ownTags(bulk.table(), order.deadline())));
        TableSnapshot whole = fleet.complete(tagged, order.policy(), order.deadline());
        return new TableResult(
                whole,
                whole.judge(order.policy()),
                prices.estimate(whole.facts().table(), whole.facts().details()),
                Optional.empty());
    }
}

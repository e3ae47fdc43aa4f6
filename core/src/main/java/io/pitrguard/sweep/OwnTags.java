package io.pitrguard.sweep;

import io.pitrguard.concurrent.Workers;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.remediation.PriceList;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;

/** Reads the tags that tables have themselves, where those that were read in bulk must not decide. */
final class OwnTags {
    private static final int READERS = 8;

    private final FleetReader fleet;
    private final PriceList prices;
    private final BiPredicate<TableSnapshot, Policy> needed;
    private final Set<TableRef> read = ConcurrentHashMap.newKeySet();

    private OwnTags(FleetReader fleet, PriceList prices, BiPredicate<TableSnapshot, Policy> needed) {
        this.fleet = fleet;
        this.prices = prices;
        this.needed = needed;
    }

    /** For tables whose verdict is better because of tags, which may be a former table's. */
    static OwnTags whereBetter(FleetReader fleet, PriceList prices) {
        return new OwnTags(fleet, prices, TableSnapshot::isBetterByTags);
    }

    /** For tables whose verdict depends on tags at all, unless it is undetermined anyway. */
    static OwnTags whereDecisive(FleetReader fleet, PriceList prices) {
        return new OwnTags(fleet, prices, OwnTags::isDecisive);
    }

    private static boolean isDecisive(TableSnapshot snapshot, Policy policy) {
        boolean openAnyway = snapshot.state() instanceof RecoveryState.Unreadable
                && snapshot.judge(policy).verdict() instanceof Verdict.Undetermined;
        return !openAnyway && snapshot.dependsOnTags(policy);
    }

    /** Returns the results in the same order, judged by own tags where they are needed. */
    List<TableResult> judge(List<TableResult> bulk, Policy policy, Until until) throws InterruptedException {
        return Workers.replace(
                READERS, bulk, result -> isNeeded(result.snapshot(), policy), result -> judge(result, policy, until));
    }

    /**
     * Returns a snapshot with the table's own tags and the facts that a verdict by them needs; the same one where they are
     * not needed, or were read before.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    TableSnapshot complete(TableSnapshot known, Policy policy, Until until) throws InterruptedException {
        if (!isNeeded(known, policy)) {
            return known;
        }
        TableRef table = known.facts().table();
        read.add(table);
        TableSnapshot tagged = known.with(known.facts().with(fleet.ownTags(table, until)));
        return fleet.complete(tagged, policy, until);
    }

    private boolean isNeeded(TableSnapshot snapshot, Policy policy) {
        return !read.contains(snapshot.facts().table()) && needed.test(snapshot, policy);
    }

    private TableResult judge(TableResult bulk, Policy policy, Until until) throws InterruptedException {
        TableSnapshot whole = complete(bulk.snapshot(), policy, until);
        return new TableResult(
                whole,
                whole.judge(policy),
                prices.estimate(whole.facts().table(), whole.facts().details()),
                Optional.empty());
    }
}

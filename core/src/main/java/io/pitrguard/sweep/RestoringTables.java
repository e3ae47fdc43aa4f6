package io.pitrguard.sweep;

import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.restore.OwnRestores;
import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.ledger.LedgerSession;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.Result;
import java.util.List;
import java.util.Optional;

/**
 * Finds the tables that pitr-guard is restoring. It asks the store of restores once at most, and only where a table falls
 * short that a restore made: a fleet without such a table costs no call.
 */
record RestoringTables(RestoreStore store, SingleTables single) {
    /**
     * Judges these tables once more as what they are. If the store cannot be read, they stay judged as any other, and the
     * session says so.
     */
    List<TableResult> in(List<TableResult> results, LedgerSession session, SweepOrder order) {
        for (TableResult result : results) {
            if (mayBeOwn(result)) {
                return withOwn(results, session, order);
            }
        }
        return results;
    }

    private List<TableResult> withOwn(List<TableResult> results, LedgerSession session, SweepOrder order) {
        return switch (Result.of(() -> store.list(order.where()))) {
            case Result.Failure<RestoreStore.Listing>(Cause cause) -> {
                session.failed(unread(cause));
                yield results;
            }
            case Result.Success<RestoreStore.Listing>(RestoreStore.Listing listing) -> {
                listing.problems().stream().map(RestoringTables::unread).forEach(session::failed);
                OwnRestores restores = new OwnRestores(listing.records().stream()
                        .map(RestoreStore.Stored::record)
                        .toList());
                yield results.stream()
                        .map(result -> mayBeOwn(result) ? judged(result, restores, order) : result)
                        .toList();
            }
        };
    }

    private TableResult judged(TableResult result, OwnRestores restores, SweepOrder order) {
        TableSnapshot snapshot = result.snapshot();
        Optional<RestoreId> id = snapshot.facts().details() instanceof Fact.Known<TableDetails>(TableDetails known)
                ? restores.making(result.table(), known, snapshot.at())
                : Optional.empty();
        if (id.isEmpty()) {
            return result;
        }
        TableSnapshot restoring = snapshot.restoring(id.get().value());
        return single.result(restoring, restoring.judge(order.policy()));
    }

    private static boolean mayBeOwn(TableResult result) {
        Verdict verdict = result.judgement().verdict();
        boolean open = verdict instanceof Verdict.NonCompliant || verdict instanceof Verdict.Undetermined;
        return open
                && !(result.snapshot().state() instanceof RecoveryState.Unreadable)
                && result.snapshot().facts().details() instanceof Fact.Known<TableDetails>(TableDetails known)
                && known.restored().isPresent();
    }

    private static Cause unread(Cause cause) {
        return new Cause(
                cause.kind(),
                "Tables that pitr-guard is restoring are judged as any other, because its restores could not be read. "
                        + cause.what(),
                cause.remedy());
    }
}

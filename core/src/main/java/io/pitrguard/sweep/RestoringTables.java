package io.pitrguard.sweep;

import io.pitrguard.domain.drill.DrillId;
import io.pitrguard.domain.drill.DrillTarget;
import io.pitrguard.domain.drill.OwnDrills;
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
import io.pitrguard.port.DrillStore;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.Result;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the tables that pitr-guard is restoring, by a restore or a drill. It asks each store once at most, and only where a
 * table falls short that a restore made: a fleet without such a table costs no call.
 */
record RestoringTables(RestoreStore store, DrillStore drills, SingleTables single) {
    /** Finds which restore or drill is making a table; empty if none is. */
    @FunctionalInterface
    private interface Makers {
        Optional<String> making(TableResult result, TableDetails details);
    }

    /**
     * Judges these tables once more as what they are. If a store cannot be read, they stay judged as any other, and the
     * session says so.
     */
    List<TableResult> in(List<TableResult> results, LedgerSession session, SweepOrder order) {
        List<TableResult> restored = ofRestores(results, session, order);
        return ofDrills(restored, session, order);
    }

    private List<TableResult> ofRestores(List<TableResult> results, LedgerSession session, SweepOrder order) {
        Predicate<TableResult> which = result -> mayBeOwn(result) && !isNamedAsDrill(result);
        if (results.stream().noneMatch(which)) {
            return results;
        }
        return switch (Result.of(() -> store.list(order.where()))) {
            case Result.Failure<RestoreStore.Listing>(Cause cause) -> {
                session.failed(unread(cause));
                yield results;
            }
            case Result.Success<RestoreStore.Listing>(RestoreStore.Listing listing) -> {
                listing.problems().stream().map(RestoringTables::unread).forEach(session::failed);
                OwnRestores own = new OwnRestores(listing.records().stream()
                        .map(RestoreStore.Stored::record)
                        .toList());
                yield judged(
                        results,
                        which,
                        order,
                        (result, details) -> own.making(
                                        result.table(),
                                        details,
                                        result.snapshot().at())
                                .map(RestoreId::value));
            }
        };
    }

    private List<TableResult> ofDrills(List<TableResult> results, LedgerSession session, SweepOrder order) {
        Predicate<TableResult> which = result -> mayBeOwn(result) && isNamedAsDrill(result);
        if (results.stream().noneMatch(which)) {
            return results;
        }
        return switch (Result.of(() -> drills.list(order.where()))) {
            case Result.Failure<DrillStore.Listing>(Cause cause) -> {
                session.failed(unread(cause));
                yield results;
            }
            case Result.Success<DrillStore.Listing>(DrillStore.Listing listing) -> {
                listing.problems().stream().map(RestoringTables::unread).forEach(session::failed);
                OwnDrills own = new OwnDrills(listing.drills());
                yield judged(
                        results,
                        which,
                        order,
                        (result, details) -> own.making(
                                        result.table(),
                                        details,
                                        result.snapshot().at())
                                .map(DrillId::value));
            }
        };
    }

    private static boolean isNamedAsDrill(TableResult result) {
        return result.table().name().startsWith(DrillTarget.PREFIX);
    }

    private List<TableResult> judged(
            List<TableResult> results, Predicate<TableResult> which, SweepOrder order, Makers makers) {
        return results.stream()
                .map(result -> which.test(result) ? judged(result, order, makers) : result)
                .toList();
    }

    private TableResult judged(TableResult result, SweepOrder order, Makers makers) {
        TableSnapshot snapshot = result.snapshot();
        Optional<String> id = snapshot.facts().details() instanceof Fact.Known<TableDetails>(TableDetails known)
                ? makers.making(result, known)
                : Optional.empty();
        if (id.isEmpty()) {
            return result;
        }
        TableSnapshot restoring = snapshot.restoring(id.get());
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

package io.pitrguard.restore;

import io.pitrguard.domain.restore.Alternative;
import io.pitrguard.domain.restore.BackupDescription;
import io.pitrguard.domain.restore.DescribedTable;
import io.pitrguard.domain.restore.Restorability;
import io.pitrguard.domain.restore.RestorableTimes;
import io.pitrguard.domain.restore.RestorePoint;
import io.pitrguard.domain.restore.RestoreSource;
import io.pitrguard.domain.restore.SourceFacts;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableRestores;
import io.pitrguard.port.Time;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the source of a restore, and judges whether it can be restored to the moment that is asked for. */
final class SourceReader {
    private final TableRestores tables;
    private final Time time;

    SourceReader(TableRestores tables, Time time) {
        this.tables = tables;
        this.time = time;
    }

    PlanPart<PlanBasis> read(PlanOrder order) {
        return switch (order.request().source()) {
            case RestoreSource.Live(TableRef table) -> live(order, table);
            case RestoreSource.Deleted(TableRef table) -> deleted(order, table);
        };
    }

    private PlanPart<PlanBasis> live(PlanOrder order, TableRef table) {
        return switch (tables.describe(table)) {
            case Result.Failure<DescribedTable>(Cause cause) -> PlanPart.notKnown(cause);
            case Result.Success<DescribedTable>(DescribedTable.Gone _) ->
                judged(order, new RecoveryState.TableGone(), this::noFacts);
            case Result.Success<DescribedTable>(DescribedTable.Present(TableDescription found)) -> {
                RecoveryState state = tables.recovery(table);
                yield judged(
                        order,
                        state,
                        from -> new PlanPart.Found<>(new PlanBasis(
                                from, new SourceFacts(Optional.of(found.tableId()), found.shape(), state))));
            }
        };
    }

    /** A table that does not exist is never judged restorable. */
    private PlanPart<PlanBasis> noFacts(RestorePoint from) {
        return PlanPart.notPossible("The table does not exist.", List.of());
    }

    private PlanPart<PlanBasis> judged(
            PlanOrder order, RecoveryState state, Function<RestorePoint, PlanPart<PlanBasis>> possible) {
        TableRef table = order.request().source().table();
        return switch (times(order, state, List.of()).judge(order.request().moment())) {
            case Restorability.Possible(RestorePoint from) -> possible.apply(from);
            case Restorability.NotKnown(Cause cause) -> PlanPart.notKnown(cause);
            case Restorability.NotPossible(String reason, List<Alternative> without) ->
                switch (tables.backups(table)) {
                    case Result.Failure<List<TableBackup>>(Cause cause) ->
                        PlanPart.notPossible(reason + " Its backups could not be listed: " + cause.message(), without);
                    case Result.Success<List<TableBackup>>(List<TableBackup> backups) ->
                        ended(times(order, state, backups).judge(order.request().moment()));
                };
        };
    }

    private PlanPart<PlanBasis> deleted(PlanOrder order, TableRef table) {
        return switch (tables.backups(table)) {
            case Result.Failure<List<TableBackup>>(Cause cause) -> PlanPart.notKnown(cause);
            case Result.Success<List<TableBackup>>(List<TableBackup> backups) -> {
                Restorability judged = times(order, new RecoveryState.TableGone(), backups)
                        .judgeDeleted(order.request().moment());
                yield judged instanceof Restorability.Possible(RestorePoint.Backup from)
                        ? backup(table, from)
                        : ended(judged);
            }
        };
    }

    private PlanPart<PlanBasis> backup(TableRef table, RestorePoint.Backup from) {
        return switch (tables.backup(table.where(), from.backup().arn())) {
            case Result.Failure<Optional<BackupDescription>>(Cause cause) -> PlanPart.notKnown(cause);
            case Result.Success<Optional<BackupDescription>>(Optional<BackupDescription> found) ->
                found.<PlanPart<PlanBasis>>map(description -> new PlanPart.Found<>(new PlanBasis(
                                from,
                                new SourceFacts(
                                        description.backup().tableId(),
                                        description.facts(),
                                        new RecoveryState.TableGone()))))
                        .orElseGet(() -> PlanPart.notPossible(
                                "The backup " + from.backup().name() + " does not exist any more.", List.of()));
        };
    }

    private static PlanPart<PlanBasis> ended(Restorability judged) {
        return switch (judged) {
            case Restorability.NotPossible(String reason, List<Alternative> alternatives) ->
                PlanPart.notPossible(reason, alternatives);
            case Restorability.NotKnown(Cause cause) -> PlanPart.notKnown(cause);
            // Between two judgements of one state only time passes.
            case Restorability.Possible _ ->
                PlanPart.notKnown(new Cause(Cause.Kind.NOT_YET, "The window changed meanwhile. Try again."));
        };
    }

    private RestorableTimes times(PlanOrder order, RecoveryState state, List<TableBackup> backups) {
        return new RestorableTimes(
                order.request().source().table(), state, order.past(), backups, order.times(), time.awsInstant());
    }
}

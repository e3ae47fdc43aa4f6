package io.pitrguard.export;

import io.pitrguard.domain.export.ExportRequest;
import io.pitrguard.domain.export.TableExport;
import io.pitrguard.domain.recovery.RecoveryPast;
import io.pitrguard.domain.restore.Alternative;
import io.pitrguard.domain.restore.DescribedTable;
import io.pitrguard.domain.restore.Restorability;
import io.pitrguard.domain.restore.RestorableTimes;
import io.pitrguard.domain.restore.RestorePoint;
import io.pitrguard.domain.restore.RestoreTimes;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.BucketLocks;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableExports;
import io.pitrguard.port.TableRestores;
import io.pitrguard.port.Time;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** Finds out whether a moment of a table can be exported, and otherwise which can, and which backups there are. */
public final class ExportPlanner {
    /** Describing each export takes a call. */
    private static final int MOST_LISTED = 100;

    private final TableRestores tables;
    private final TableExports exports;
    private final BucketLocks locks;
    private final Time time;

    /** Creates the use case. */
    public ExportPlanner(TableRestores tables, TableExports exports, BucketLocks locks, Time time) {
        this.tables = tables;
        this.exports = exports;
        this.locks = locks;
        this.time = time;
    }

    /**
     * Plans an export. Writes nothing.
     *
     * @param past what the ledger knows of the table
     * @param times shows times in sentences
     */
    public ExportPlan plan(ExportRequest request, RecoveryPast past, RestoreTimes times) {
        RecoveryState state = tables.recovery(request.table());
        return switch (judge(request, state, past, times, List.of())) {
            case Restorability.Possible(RestorePoint.PointInTime(Instant moment)) -> ready(request, moment);
            // A table that exists is never restored from a backup.
            case Restorability.Possible(RestorePoint.Backup _) ->
                new ExportPlan.NotPossible("Only a table that exists can be exported.", List.of());
            case Restorability.NotKnown(Cause cause) -> new ExportPlan.NotKnown(cause);
            case Restorability.NotPossible _ -> notPossible(request, state, past, times);
        };
    }

    private Restorability judge(
            ExportRequest request,
            RecoveryState state,
            RecoveryPast past,
            RestoreTimes times,
            List<TableBackup> backups) {
        return new RestorableTimes(request.table(), state, past, backups, times, time.awsInstant())
                .judge(request.moment());
    }

    private ExportPlan ready(ExportRequest request, Instant moment) {
        return switch (tables.describe(request.table())) {
            case Result.Failure<DescribedTable>(Cause cause) -> new ExportPlan.NotKnown(cause);
            case Result.Success<DescribedTable>(DescribedTable described) ->
                new ExportPlan.Ready(
                        request.order(moment),
                        size(described),
                        locks.of(request.to().bucket()));
        };
    }

    private static OptionalLong size(DescribedTable described) {
        return switch (described) {
            case DescribedTable.Present present -> present.description().shape().sizeBytes();
            case DescribedTable.Gone _ -> OptionalLong.empty();
        };
    }

    private ExportPlan notPossible(ExportRequest request, RecoveryState state, RecoveryPast past, RestoreTimes times) {
        Result<List<TableBackup>> backups = tables.backups(request.table());
        String unread = backups.failure()
                .map(cause -> " Its backups could not be listed: " + cause.message())
                .orElse("");
        return judge(request, state, past, times, backups.success().orElse(List.of()))
                        instanceof Restorability.NotPossible(String reason, List<Alternative> alternatives)
                ? new ExportPlan.NotPossible(reason + unread, alternatives)
                // Between two judgements of one state only time passes.
                : new ExportPlan.NotKnown(new Cause(Cause.Kind.NOT_YET, "The window changed meanwhile. Try again."));
    }

    /** Returns the exports of a table that AWS still knows, the newest first. */
    public Result<List<TableExport>> exports(TableRef table) {
        return exports.list(table)
                .map(all -> all.stream()
                        .sorted(Comparator.comparing(TableExport::arn).reversed())
                        .limit(MOST_LISTED)
                        .map(export -> exports.describe(table.where(), export.arn())
                                .success()
                                .flatMap(read -> read)
                                .orElse(export))
                        .toList());
    }
}

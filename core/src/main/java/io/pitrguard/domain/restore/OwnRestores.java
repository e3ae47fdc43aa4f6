package io.pitrguard.domain.restore;

import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableRef;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The restores of an account and region, by which tables that pitr-guard is restoring differ from all others. One that somebody else restored, or that has the name of
 * a restore by chance, is not among them.
 *
 * @param records the restores of an account and region
 */
public record OwnRestores(List<RestoreRecord> records) {
    /** How long after its request a restore counts as under way: one that nobody continues must not hide a table for ever. */
    public static final Duration LONGEST = Duration.ofDays(7);

    /** DynamoDB's clock, which says when the table was created, may be behind the one that says when it was requested. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    public OwnRestores {
        records = List.copyOf(records);
    }

    /** Returns the restore that is making a table and is not complete yet; empty if there is none. */
    public Optional<RestoreId> making(TableRef table, TableDetails details, Instant now) {
        if (details.origin().isEmpty() || details.restored().isEmpty()) {
            return Optional.empty();
        }
        Made made = new Made(details.origin().get(), details.restored().get());
        return records.stream()
                .filter(record -> record.plan().target().equals(table))
                .filter(record -> requestedAt(record.state())
                        .filter(at -> now.isBefore(at.plus(LONGEST)))
                        .isPresent())
                .filter(record -> made.by(record))
                .map(RestoreRecord::id)
                .findFirst();
    }

    /** Returns when AWS was asked for the table of a restore that is under way; empty if none is. */
    private static Optional<Instant> requestedAt(RestoreState state) {
        return switch (state) {
            case RestoreState.Requested requested -> Optional.of(requested.at());
            case RestoreState.Restoring restoring -> Optional.of(restoring.requestedAt());
            case RestoreState.CopyingSettings copying ->
                Optional.of(copying.table().requestedAt());
            case RestoreState.AwaitingConfirmation waiting ->
                Optional.of(waiting.table().requestedAt());
            case RestoreState.Planned _ -> Optional.empty();
            case RestoreState.AwaitingApproval _ -> Optional.empty();
            case RestoreState.Approved _ -> Optional.empty();
            case RestoreState.Completed _ -> Optional.empty();
            case RestoreState.Failed _ -> Optional.empty();
            case RestoreState.Discarding _ -> Optional.empty();
            case RestoreState.Discarded _ -> Optional.empty();
            case RestoreState.Refused _ -> Optional.empty();
            case RestoreState.Expired _ -> Optional.empty();
        };
    }

    /** A table that a restore made, as AWS describes it. */
    private record Made(TableDetails.Origin origin, TableDetails.Restored restored) {
        boolean by(RestoreRecord record) {
            // Until AWS answers the request, the table's id is not known.
            return record.state() instanceof RestoreState.Requested requested
                    ? isAsRequested(record.plan(), requested.at())
                    : record.state().madeTableId().equals(Optional.of(origin.tableId()));
        }

        private boolean isAsRequested(RestorePlan plan, Instant at) {
            boolean sameSource = switch (plan.from()) {
                case RestorePoint.PointInTime(Instant moment) ->
                    restored.moment().truncatedTo(ChronoUnit.SECONDS).equals(moment)
                            && restored.sourceTableArn()
                                    .filter(plan.sourceTable().arn()::equals)
                                    .isPresent();
                case RestorePoint.Backup(TableBackup backup) ->
                    restored.sourceBackupArn().filter(backup.arn()::equals).isPresent();
            };
            return sameSource && !origin.createdAt().isBefore(at.minus(SKEW));
        }
    }
}

package io.pitrguard.domain.restore;

import io.pitrguard.domain.recovery.RecoveryPast;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Judges whether a table can be restored to a moment, by its window, its backups and the losses that the ledger knows.
 *
 * @param state the recovery state as it was read
 * @param past what the ledger knows of the table; {@link RecoveryPast#UNKNOWN} without a ledger
 * @param backups all backups of tables of that name
 * @param times shows times in sentences
 * @param now AWS's time
 */
public record RestorableTimes(
        TableRef table,
        RecoveryState state,
        RecoveryPast past,
        List<TableBackup> backups,
        RestoreTimes times,
        Instant now) {
    public RestorableTimes {
        backups = List.copyOf(backups);
    }

    /** Judges a moment of a table that exists. */
    public Restorability judge(RestoreMoment moment) {
        return switch (state) {
            case RecoveryState.Enabled enabled -> inWindow(enabled, moment);
            case RecoveryState.Disabled _ ->
                notPossible(
                        moment,
                        "Point-in-time recovery of " + table.name() + " is off, so it cannot be restored to any moment."
                                + lossAt(now));
            case RecoveryState.TableGone _ ->
                notPossible(
                        moment,
                        "There is no table " + table.name() + " in "
                                + table.where().region() + ". Check its name, and name its region with --region.");
            case RecoveryState.Unreadable(Cause cause) -> new Restorability.NotKnown(cause);
        };
    }

    /** Judges a deleted table: it can be restored from the backup that AWS made when it was deleted. */
    public Restorability judgeDeleted(RestoreMoment moment) {
        List<TableBackup> system = alternatives().system();
        Optional<TableBackup> fitting = switch (moment) {
            case RestoreMoment.Latest _ -> system.stream().findFirst();
            case RestoreMoment.At(Instant asked) ->
                system.stream()
                        .filter(backup -> seconds(backup.created(), asked) < 60)
                        .findFirst();
        };
        if (fitting.isPresent()) {
            return new Restorability.Possible(new RestorePoint.Backup(fitting.get()));
        }
        return notPossible(
                moment,
                system.isEmpty()
                        ? "There is no system backup of a table " + table.name() + " in "
                                + table.where().region()
                                + ". AWS makes one when a table with point-in-time recovery is deleted, and keeps it for"
                                + " 35 days."
                        : "A deleted table can only be restored to the moment before it was deleted.");
    }

    private Restorability inWindow(RecoveryState.Enabled enabled, RestoreMoment moment) {
        if (enabled.earliest().isEmpty() || enabled.latest().isEmpty()) {
            return new Restorability.NotKnown(new Cause(
                    Cause.Kind.NOT_YET,
                    "AWS does not show yet to which moments " + table.name() + " can be restored.",
                    Optional.of("Try again in a few minutes.")));
        }
        Instant earliest = enabled.earliest().get();
        Instant latest = enabled.latest().get();
        Instant asked = switch (moment) {
            case RestoreMoment.At(Instant at) -> at;
            case RestoreMoment.Latest _ -> latest.truncatedTo(ChronoUnit.SECONDS);
        };
        if (asked.isAfter(latest)) {
            return tooLate(asked, latest);
        }
        if (moment instanceof RestoreMoment.Latest && asked.isBefore(earliest)) {
            return notPossible(
                    moment,
                    "AWS offers no moment of %s yet: its window begins at %s. Try again in a few minutes."
                            .formatted(table.name(), times.show(earliest)));
        }
        return asked.isBefore(earliest)
                ? notPossible(
                        moment,
                        "%s can be restored to moments since %s, not to %s.%s"
                                .formatted(table.name(), times.show(earliest), times.show(asked), lossAt(asked)))
                : new Restorability.Possible(new RestorePoint.PointInTime(asked.truncatedTo(ChronoUnit.SECONDS)));
    }

    private Restorability tooLate(Instant asked, Instant latest) {
        RestoreMoment moment = new RestoreMoment.At(asked);
        if (asked.isAfter(now)) {
            return notPossible(moment, times.show(asked) + " is in the future.");
        }
        Instant offered = asked.plus(Duration.between(latest, now));
        return notPossible(
                moment,
                "AWS offers %s only up to %s so far. It will offer %s at about %s."
                        .formatted(table.name(), times.show(latest), times.show(asked), times.show(offered)));
    }

    /** Describes the loss that took a moment away; nothing where the ledger knows of none. */
    private String lossAt(Instant asked) {
        return past.history().losses().stream()
                .filter(loss -> !asked.isBefore(loss.from()) && asked.isBefore(loss.to()))
                .findFirst()
                .map(loss -> " The history from %s to %s is lost%s."
                        .formatted(
                                times.show(loss.from()),
                                times.show(loss.to()),
                                past.cause(loss).map(by -> ": " + by).orElse("")))
                .orElse("");
    }

    private Restorability notPossible(RestoreMoment moment, String reason) {
        return new Restorability.NotPossible(reason, alternatives().to(moment));
    }

    private Alternatives alternatives() {
        return new Alternatives(table, state, backups, now);
    }

    static long seconds(Instant one, Instant other) {
        return Duration.between(one, other).abs().toSeconds();
    }
}

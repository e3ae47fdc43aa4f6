package io.pitrguard.domain.ledger;

import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.recovery.DrillPast;
import io.pitrguard.domain.recovery.Drilled;
import io.pitrguard.domain.recovery.Loss;
import io.pitrguard.domain.recovery.Point;
import io.pitrguard.domain.recovery.RecoveryHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Leaves out of a record what is of a time that has not come yet: a clock was ahead when it was stored, or somebody made it
 * up. It would silence what happens until then.
 */
public final class FutureTimes {
    /** Two clocks differ by so much. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final Instant latest;

    private FutureTimes(Instant now) {
        this.latest = now.plus(TOLERANCE);
    }

    /** Returns the record with what can be believed at this time, which is the same record if all of it can. */
    public static TableRecord without(TableRecord record, Instant now) {
        return new FutureTimes(now).without(record);
    }

    /** Returns the entry that says so in the timeline. */
    public static TimelineEntry entry(TableRecord record, Trigger trigger, Instant now) {
        return new TimelineEntry(
                now,
                TimelineEntry.Kind.DISBELIEVED,
                trigger,
                "The ledger's record of the table had times in the future, which count as unknown now. A clock was ahead when it was written, or somebody changed it: check who may write to the ledger's table.",
                Optional.empty(),
                record.tableId());
    }

    private TableRecord without(TableRecord record) {
        return new TableRecord(
                record.table(),
                known(record.identity(), Identity::since),
                record.lastObservation().filter(this::isPast),
                record.lastUnreadable().filter(this::isPast),
                new RecoveryHistory(
                        record.history().points().stream().filter(this::isPast).toList()),
                record.lossesRecorded().stream().filter(this::isPast).toList(),
                known(record.lossesAcknowledgedUntil(), Function.identity()),
                record.notified().at().filter(this::isFuture).isPresent() ? NotifiedState.nothing() : record.notified(),
                new Flapping(
                        known(record.flapping().enabledAt(), Function.identity()),
                        record.flapping().disables().stream()
                                .filter(disable -> !isFuture(disable.at()) && !isFuture(disable.enabledAt()))
                                .toList()),
                known(record.historyCuts(), cut -> cut.at()),
                known(record.runMarkers(), RunMarker::at),
                known(record.lastAttempt(), LastAttempt::at),
                known(record.unnotified(), TimelineEntry::at),
                new DrillPast.Known(
                        known(record.drills().passed(), Drilled::at),
                        known(record.drills().failed(), Drilled::at),
                        known(record.drills().notProven(), Drilled::at)));
    }

    private boolean isFuture(Instant moment) {
        return moment.isAfter(latest);
    }

    private boolean isPast(LastObservation observation) {
        LastObservation.Recovery recovery = observation.recovery();
        return !isFuture(observation.at())
                && recovery.earliest().filter(this::isFuture).isEmpty()
                && recovery.latest().filter(this::isFuture).isEmpty();
    }

    private boolean isPast(Point point) {
        return !isFuture(point.at())
                && point.window()
                        .map(Point.Window::earliest)
                        .filter(this::isFuture)
                        .isEmpty();
    }

    private boolean isPast(Loss loss) {
        return !isFuture(loss.to()) && !isFuture(loss.noticedAt());
    }

    private <T> Optional<T> known(Optional<T> value, Function<T, Instant> time) {
        return value.filter(each -> !isFuture(time.apply(each)));
    }

    private <T> List<T> known(List<T> values, Function<T, Instant> time) {
        return values.stream().filter(each -> !isFuture(time.apply(each))).toList();
    }
}

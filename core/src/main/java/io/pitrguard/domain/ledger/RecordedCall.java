package io.pitrguard.domain.ledger;

import io.pitrguard.domain.recovery.HistoryCut;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** What a call means for the record of its table. */
record RecordedCall(TableRecord record, Call call) {
    private static final Duration ABOUT_THEN = Duration.ofMinutes(2);

    /** Returns the record with the call taken in. */
    TableRecord taken() {
        Flapping flapping = record.flapping();
        for (RunMarker marker : record.runMarkers()) {
            if (call.disabled() && marker.mayHaveEnabled() && marker.at().isBefore(call.at())) {
                flapping = flapping.enabled(marker.at());
            }
        }
        return record.with(
                call.disabled() ? flapping.disabled(call.at(), call.actor()) : flapping,
                call.disabled() || shortenedFrom().isPresent() ? cuts() : record.historyCuts());
    }

    /** Whether a run of pitr-guard set out to make the call, or enabled recovery, about then. */
    boolean isOurs() {
        Stream<Instant> changes = Stream.concat(
                record.runMarkers().stream().filter(RunMarker::changes).map(RunMarker::at),
                record.flapping().enabledAt().stream());
        return !call.disabled()
                && shortenedFrom().isEmpty()
                && changes.anyMatch(at -> Duration.between(at, call.at()).abs().compareTo(ABOUT_THEN) <= 0);
    }

    /** Returns the period that it shortened, in days; empty if it shortened none, as far as is known. */
    OptionalInt shortenedFrom() {
        int before = daysBefore();
        return call.periodDays().isPresent() && call.periodDays().getAsInt() < before
                ? OptionalInt.of(before)
                : OptionalInt.empty();
    }

    /** The same event may come twice, and late. */
    private List<HistoryCut> cuts() {
        return Stream.concat(record.historyCuts().stream(), Stream.of(call.cut()))
                .distinct()
                .sorted(Comparator.comparing(HistoryCut::at).thenComparing(HistoryCut::by))
                .toList();
    }

    /** Returns the period that the table had before, in days; 0 if that is not known. */
    private int daysBefore() {
        return record.history().points().stream()
                .filter(point -> point.at().isBefore(call.at()))
                .flatMap(point -> point.window().stream())
                .mapToInt(window -> window.periodDays().orElse(0))
                .reduce(0, (_, last) -> last);
    }
}

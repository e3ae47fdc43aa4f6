package io.pitrguard.domain.ledger;

import io.pitrguard.domain.finding.FindingKind;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The other runs that are at work on a table, each of which is about to notify people.
 *
 * @param markers their markers
 */
record OtherRuns(TableRecord record, List<RunMarker> markers) {
    OtherRuns {
        markers = List.copyOf(markers);
    }

    static OtherRuns of(TableRecord record, NotificationRules.Run run) {
        return new OtherRuns(
                record, record.runMarkers().stream().filter(run::isKeptOutBy).toList());
    }

    boolean areAtWork() {
        return !markers.isEmpty();
    }

    /** Whether the ledger has what each of them notifies people of, so that they do not notify of what came later. */
    boolean haveResults() {
        return markers.stream().allMatch(marker -> marker.open().isPresent());
    }

    /** Whether people were notified of the table after each of them came to its result. */
    boolean areOutdated() {
        return markers.stream().map(RunMarker::at).allMatch(record.notified()::isLaterThan);
    }

    /** Returns the findings of which they notify people, or somebody did since. */
    NavigableSet<FindingKind> open() {
        NavigableSet<FindingKind> open = new TreeSet<>();
        markers.forEach(marker -> marker.open().ifPresent(open::addAll));
        if (areOutdated()) {
            open.addAll(record.notified().open());
        }
        return open;
    }

    /** Whether one of them may have notified people, unless of flapping that began since. */
    boolean mayHaveNotified(FlappingRules rules) {
        Optional<Instant> flapping = record.flapping().flappingSince(rules);
        return markers.stream()
                .filter(RunMarker::recorded)
                .anyMatch(marker -> flapping.filter(marker.at()::isBefore).isEmpty());
    }
}

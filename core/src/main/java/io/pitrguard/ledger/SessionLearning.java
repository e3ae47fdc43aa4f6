package io.pitrguard.ledger;

import io.pitrguard.domain.ledger.Call;
import io.pitrguard.domain.ledger.Observation;
import io.pitrguard.domain.ledger.Suspension;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.TableRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the calls and results of one run add to the records and timelines of tables. Stores nothing. */
final class SessionLearning {
    private final NotificationSettings settings;
    private final Map<TableRef, Call> calls = new ConcurrentHashMap<>();

    SessionLearning(NotificationSettings settings) {
        this.settings = settings;
    }

    /** Notes the call that this run reads a table for. */
    void madeFor(TableRef table, Call call) {
        calls.put(table, call);
    }

    /** Returns an observation of what a result shows. */
    Observation observation(TableResult result) {
        return Observation.of(result, settings.trigger(), Optional.ofNullable(calls.get(result.table())));
    }

    /** Adds a call; empty where it adds nothing. */
    Optional<TableRecord.Learned> called(TableRecord before, Call call) {
        TableRecord after = before.called(call);
        if (call.aboutTags() && after.equals(before)) {
            return Optional.empty();
        }
        List<TimelineEntry> entries = call.aboutTags() ? List.of() : List.of(entry(before, call));
        // The same event may come again; it is new only once.
        boolean throwsHistoryAway = !after.historyCuts().equals(before.historyCuts());
        TableRecord noted = throwsHistoryAway ? after.mustNotify(entries) : after;
        return Optional.of(withSuspension(before, new TableRecord.Learned(noted, entries), call.at()));
    }

    /**
     * Adds an observation.
     *
     * @param enabled whether this run enabled recovery
     */
    TableRecord.Learned learn(TableRecord before, Observation observation, boolean enabled) {
        Instant at = observation.observed().at();
        TableRecord.Learned learned = before.learn(observation);
        TableRecord record = enabled ? learned.record().enabled(at) : learned.record();
        List<TimelineEntry> entries =
                learned.entries().stream().map(this::withRunner).toList();
        return withSuspension(before, new TableRecord.Learned(record, entries), at);
    }

    /** A person who remediates from a terminal is named. */
    private TimelineEntry withRunner(TimelineEntry entry) {
        boolean remediation =
                entry.kind() == TimelineEntry.Kind.REMEDIATED || entry.kind() == TimelineEntry.Kind.FAILED;
        return settings.runner().filter(_ -> remediation).map(entry::by).orElse(entry);
    }

    private TimelineEntry entry(TableRecord before, Call call) {
        // CloudTrail does not show the table's id, and the known one may differ when the same call comes again.
        return new TimelineEntry(
                call.at(),
                TimelineEntry.Kind.ACTOR,
                settings.trigger(),
                call.description(before.shortenedFrom(call)),
                Optional.of(call.actor()),
                Optional.empty());
    }

    private TableRecord.Learned withSuspension(TableRecord before, TableRecord.Learned after, Instant at) {
        return new TableRecord.Learned(
                after.record(),
                Suspension.begins(
                        before, after, at, settings.trigger(), settings.rules().flappingRules()));
    }
}

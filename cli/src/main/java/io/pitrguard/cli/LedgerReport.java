package io.pitrguard.cli;

import io.pitrguard.concurrent.Workers;
import io.pitrguard.config.Prices;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.ledger.FutureTimes;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.Counted;
import io.pitrguard.port.DrillStore;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Result;
import io.pitrguard.port.SweepHistory;
import io.pitrguard.report.OrganizationStatusView;
import io.pitrguard.report.ReportView;
import io.pitrguard.report.ReportViews;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.DrillWiring;
import io.pitrguard.wiring.HubWiring;
import io.pitrguard.wiring.SystemTime;
import io.pitrguard.wiring.Wiring;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads what the ledger has for a report.
 *
 * @param policy tells rules and required periods; the verdicts are those that were recorded
 */
record LedgerReport(AwsClients clients, OpenLedger open, Policy policy, Display display) {
    private static final int AT_ONCE = 16;
    private static final int NEWEST_ENTRIES = 100;

    /**
     * How to show progress.
     *
     * @param quiet whether to show none
     */
    record Display(PrintWriter err, boolean quiet) {}

    /**
     * Returns the report of an account and region.
     *
     * @throws CommandFailure if the ledger cannot be read or has no tables
     */
    ReportView read() throws InterruptedException {
        Ledger.Fleet fleet = StatusCommand.fleet(open);
        List<TableRecord> records = fleet.tables();
        return ReportViews.ofLedger(
                sources(records, fleet.problems(), Wiring.sweepHistory(clients, Optional.of(open.name()))));
    }

    /**
     * Returns the report of an organization.
     *
     * @throws CommandFailure if the ledger cannot be read or has no tables
     */
    ReportView readOrganization(OrganizationStatus status) throws InterruptedException {
        List<TableRecord> records = new ArrayList<>();
        List<Cause> problems = new ArrayList<>();
        OrganizationStatusView counted = status.read(clients, open, page -> {
            page.records()
                    .values()
                    .forEach(stored -> records.add(
                            FutureTimes.without(stored.record(), open.time().awsInstant())));
            problems.addAll(page.problems());
        });
        return ReportViews.ofLedger(
                counted, sources(records, problems, HubWiring.sweepHistory(clients, Optional.of(open.name()))));
    }

    private ReportViews.Sources sources(List<TableRecord> records, List<Cause> unreadable, SweepHistory history)
            throws InterruptedException {
        List<Cause> problems = new ArrayList<>(unreadable);
        Map<TableRef, List<TimelineEntry>> timelines = timelines(records, problems);
        SweepHistory.Past sweeps = switch (history.read(open.location().where(), RecordedSweeps.NEWEST)) {
            case Result.Success<SweepHistory.Past>(SweepHistory.Past past) -> past;
            case Result.Failure<SweepHistory.Past>(Cause cause) -> new SweepHistory.Past(List.of(), List.of(cause));
        };
        problems.addAll(sweeps.problems());
        List<DrillRecord> drills = drills(records, problems);
        return new ReportViews.Sources(
                open.where(),
                open.location(),
                records,
                timelines,
                sweeps.sweeps(),
                policy,
                open.flappingRules(),
                problems.stream().distinct().toList(),
                Prices.shipped(),
                open.time().awsInstant(),
                drills);
    }

    /** A place whose drills cannot be read does not keep the others from being read. */
    private List<DrillRecord> drills(List<TableRecord> records, List<Cause> problems) throws InterruptedException {
        DrillStore store = DrillWiring.store(clients, open.name());
        Queue<DrillStore.Listing> read = new ConcurrentLinkedQueue<>();
        Map<String, Cause> failures = new ConcurrentHashMap<>();
        List<AccountRegion> places = records.stream()
                .map(record -> record.table().where())
                .distinct()
                .toList();
        Workers.forEach(AT_ONCE, places, place -> {
            switch (store.list(place)) {
                case Result.Success<DrillStore.Listing>(DrillStore.Listing listing) -> read.add(listing);
                case Result.Failure<DrillStore.Listing>(Cause cause) -> failures.putIfAbsent(cause.message(), cause);
            }
        });
        problems.addAll(failures.values());
        read.forEach(listing -> problems.addAll(listing.problems()));
        return read.stream().flatMap(listing -> listing.drills().stream()).toList();
    }

    /** One timeline that cannot be read does not keep the others from being read. */
    private Map<TableRef, List<TimelineEntry>> timelines(List<TableRecord> records, List<Cause> problems)
            throws InterruptedException {
        CountProgress progress = CountProgress.on(display.err(), new SystemTime(), display.quiet());
        AtomicInteger read = new AtomicInteger();
        Map<TableRef, List<TimelineEntry>> timelines = new ConcurrentHashMap<>();
        Map<String, Cause> failures = new ConcurrentHashMap<>();
        Workers.forEach(AT_ONCE, records, record -> {
            switch (open.ledger().timeline(record.table(), NEWEST_ENTRIES)) {
                case Result.Success<List<TimelineEntry>>(List<TimelineEntry> entries) ->
                    timelines.put(record.table(), entries);
                case Result.Failure<List<TimelineEntry>>(Cause cause) -> failures.putIfAbsent(cause.message(), cause);
            }
            progress.show("%d of %s read"
                    .formatted(read.incrementAndGet(), Counted.of(records.size(), "timeline", "timelines")));
        });
        progress.clear();
        problems.addAll(failures.values());
        return timelines;
    }
}

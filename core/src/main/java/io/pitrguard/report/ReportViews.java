package io.pitrguard.report;

import io.pitrguard.config.Version;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.remediation.PriceList;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.LedgerLocation;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.SweepHistory;
import io.pitrguard.report.OrganizationStatusView.AccountView;
import io.pitrguard.report.OrganizationStatusView.PlaceStatusView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns what the ledger knows of an account and region, or of an organization, into the document of the report page. */
public final class ReportViews {
    private static final int MOST_DRIFT = 1_000;

    private ReportViews() {}

    /**
     * What a report is made of.
     *
     * @param where the account and region of the tables; of an organization, where its ledger is
     * @param timelines the timelines of tables, oldest entry first; a table without one has no entries
     * @param sweeps earlier sweeps, oldest first
     * @param problems why not everything could be read; empty if all could
     * @param drills of these tables
     */
    public record Sources(
            AccountRegion where,
            LedgerLocation ledger,
            List<TableRecord> records,
            Map<TableRef, List<TimelineEntry>> timelines,
            List<SweepHistory.Sweep> sweeps,
            Policy policy,
            FlappingRules flappingRules,
            List<Cause> problems,
            PriceList prices,
            Instant now,
            List<DrillRecord> drills) {
        /** Creates sources without the history of drills. */
        public Sources(
                AccountRegion where,
                LedgerLocation ledger,
                List<TableRecord> records,
                Map<TableRef, List<TimelineEntry>> timelines,
                List<SweepHistory.Sweep> sweeps,
                Policy policy,
                FlappingRules flappingRules,
                List<Cause> problems,
                PriceList prices,
                Instant now) {
            this(where, ledger, records, timelines, sweeps, policy, flappingRules, problems, prices, now, List.of());
        }

        public Sources {
            records = List.copyOf(records);
            timelines = Map.copyOf(timelines);
            sweeps = List.copyOf(sweeps);
            problems = List.copyOf(problems);
            drills = List.copyOf(drills);
        }

        /** Returns the same of these records alone. */
        Sources with(List<TableRecord> some) {
            return new Sources(
                    where, ledger, some, timelines, sweeps, policy, flappingRules, problems, prices, now, drills);
        }

        /** Returns the timeline of a table, oldest entry first. */
        List<TimelineEntry> timeline(TableRef table) {
            return timelines.getOrDefault(table, List.of());
        }
    }

    /** What was counted, and where. */
    private record Counted(
            ReportView.Scope scope,
            StatusView.Summary summary,
            @Nullable String newestObservationAt,
            boolean stale,
            List<ReportView.PlaceCounts> places) {}

    /** Returns the report of an account and region, as the ledger knows it. */
    public static ReportView ofLedger(Sources sources) {
        StatusView status = StatusViews.of(
                sources.ledger().table(), sources.where(), sources.records(), sources.flappingRules(), sources.now());
        StatusView.Header header = status.status();
        return of(
                new Counted(
                        new ReportView.OfAccount(header.account(), header.region()),
                        status.summary(),
                        header.newestObservationAt(),
                        header.stale(),
                        List.of(place(sources, status.summary()))),
                sources);
    }

    /**
     * Returns the report of an organization, as its ledger knows it.
     *
     * @param status what was counted by account and region; tables in those that sweeps leave out are not in the report
     * @param sources of the whole ledger
     */
    public static ReportView ofLedger(OrganizationStatusView status, Sources sources) {
        List<PlaceStatusView> counted = status.places().stream()
                .filter(place -> place.leftOut() == null)
                .toList();
        Set<List<String>> places = counted.stream()
                .map(place -> List.of(place.account().id(), place.region()))
                .collect(Collectors.toSet());
        List<TableRecord> records = sources.records().stream()
                .filter(record -> places.contains(List.of(
                        record.table().where().account(), record.table().where().region())))
                .toList();
        OrganizationStatusView.Header header = status.status();
        return of(
                new Counted(
                        new ReportView.OfOrganization(null, status.summary().accounts(), (int) counted.stream()
                                .map(PlaceStatusView::region)
                                .distinct()
                                .count()),
                        status.summary().tables(),
                        header.newestObservationAt(),
                        header.stale(),
                        counted.stream().map(ReportViews::place).toList()),
                sources.with(records));
    }

    private static ReportView of(Counted counted, Sources sources) {
        ReportTables views = new ReportTables(sources);
        List<ReportView.TableView> tables = sources.records().stream()
                .map(views::table)
                .filter(table -> table.recovery().status() != LastObservation.Status.GONE)
                .toList();
        List<ReportView.TableView> listed = ListedTables.of(tables);
        List<ReportDrift.Span> drift = sources.records().stream()
                .flatMap(record -> views.drift(record).stream())
                .sorted(Comparator.comparing(ReportDrift.Span::at).reversed())
                .toList();
        boolean complete = sources.problems().isEmpty();
        return new ReportView(
                header(counted, sources, tables.size() - listed.size()),
                new ReportHeadline(counted.summary(), ListedTables.worst(tables), counted.stale(), complete).headline(),
                counted.summary(),
                counted.places(),
                ReportSweeps.counts(sources.sweeps()),
                drift.stream().limit(MOST_DRIFT).map(ReportDrift.Span::view).toList(),
                ReportDrift.timeToRemediate(drift),
                SweepReportCosts.of(tables, counted.summary().tables()),
                Controls.load().controls(),
                listed);
    }

    private static ReportView.Header header(Counted counted, Sources sources, int omitted) {
        return new ReportView.Header(
                ReportView.FORMAT,
                SweepViews.time(sources.now()),
                "ledger",
                counted.scope(),
                sources.ledger().table(),
                counted.newestObservationAt(),
                counted.stale(),
                sources.problems().isEmpty(),
                Version.CURRENT,
                ReportSweeps.policy(sources.sweeps()),
                omitted);
    }

    private static ReportView.PlaceCounts place(Sources sources, StatusView.Summary counts) {
        return ReportView.PlaceCounts.of(
                new AccountView(
                        sources.where().account(),
                        null,
                        sources.policy().owner(sources.where().account()).orElse(null)),
                sources.where().region(),
                counts,
                sources.problems().isEmpty()
                        ? null
                        : sources.problems().stream().map(Cause::message).collect(Collectors.joining(" ")));
    }

    private static ReportView.PlaceCounts place(PlaceStatusView place) {
        return ReportView.PlaceCounts.of(place.account(), place.region(), place.tables(), null);
    }
}

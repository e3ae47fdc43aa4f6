package io.pitrguard.report;

import io.pitrguard.config.Version;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.port.SweepHistory;
import io.pitrguard.report.OrganizationView.AccountView;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns what a sweep came to into the document of the report page: the same counts, tables and words. */
public final class SweepReports {
    private SweepReports() {}

    /**
     * What a sweep itself does not know.
     *
     * @param policyDigest the SHA-256 of the policy's file, in hexadecimal; empty where there was no file
     * @param ledger the name of the ledger's table; empty if there is none
     * @param sweeps earlier sweeps, and this one
     */
    public record Context(Optional<String> policyDigest, Optional<String> ledger, List<SweepHistory.Sweep> sweeps) {
        /** Nothing is known. */
        public static final Context NONE = new Context(Optional.empty(), Optional.empty(), List.of());

        public Context {
            sweeps = List.copyOf(sweeps);
        }
    }

    /** An account and region, and what was counted there. */
    private record Place(
            AccountView account,
            @Nullable String owner,
            String region,
            SweepView.Summary summary,
            @Nullable String failure) {}

    /** Which sweep, in the words of both of its kinds. */
    private record Swept(ReportView.Scope scope, String finishedAt, String policy, boolean complete) {}

    /** Returns the report of a sweep of an account and region. */
    public static ReportView of(SweepView sweep, Context context) {
        SweepView.Header header = sweep.sweep();
        Place place = new Place(
                new AccountView(header.account(), "", List.of()),
                null,
                header.region(),
                sweep.summary(),
                failure(header.failure(), header.ledgerFailure()));
        return of(
                new Swept(
                        new ReportView.OfAccount(header.account(), header.region()),
                        header.finishedAt(),
                        header.policy(),
                        header.complete()),
                List.of(place),
                SweepReportTables.tables(sweep).toList(),
                context);
    }

    /** Returns the report of a sweep of an organization from a terminal. */
    public static ReportView of(OrganizationView sweep, Context context) {
        List<Place> places = sweep.sweeps().stream()
                .map(each -> new Place(
                        each.account(),
                        null,
                        each.sweep().region(),
                        each.summary(),
                        failure(each.sweep().failure(), each.sweep().ledgerFailure())))
                .toList();
        return ofOrganization(
                sweep.organization(),
                sweep.plan(),
                places,
                sweep.sweeps().stream()
                        .flatMap(each -> SweepReportTables.tables(each.view()))
                        .toList(),
                context);
    }

    /**
     * Returns the report of a sweep of a state machine.
     *
     * @param parts what its workers judged; where there are very many tables, those that need nobody may be left out
     */
    public static ReportView of(OrganizationReport report, Collection<SweepView> parts, Context context) {
        List<Place> places = report.places().stream()
                .map(each -> new Place(
                        each.account(),
                        each.owner(),
                        each.region(),
                        each.summary(),
                        failure(each.failure(), each.ledgerFailure())))
                .toList();
        return ofOrganization(
                report.organization(),
                report.plan(),
                places,
                parts.stream().flatMap(SweepReportTables::tables).toList(),
                context);
    }

    /** Without the past nobody knows what was lost: a table that is compliant now may have lost history. */
    private static @Nullable String failure(@Nullable String sweep, @Nullable String ledger) {
        return sweep != null || ledger == null
                ? sweep
                : "The ledger could not be used, so that lost history may be missing. " + ledger;
    }

    private static ReportView ofOrganization(
            OrganizationView.Header header,
            OrganizationView.PlanView plan,
            List<Place> places,
            List<ReportView.TableView> tables,
            Context context) {
        Set<String> known = places.stream().map(place -> place.account().id()).collect(Collectors.toSet());
        List<Place> all = Stream.concat(
                        places.stream(),
                        plan.failed().stream()
                                .filter(failed ->
                                        !known.contains(failed.account().id()))
                                .map(failed -> new Place(
                                        failed.account(), null, "all regions", Summaries.none(), failed.cause())))
                .toList();
        return of(
                new Swept(
                        new ReportView.OfOrganization(
                                null, distinct(all, place -> place.account().id()), distinct(places, Place::region)),
                        header.finishedAt(),
                        header.policy(),
                        header.complete()),
                all,
                tables,
                context);
    }

    private static int distinct(List<Place> places, Function<Place, String> by) {
        return new HashSet<>(places.stream().map(by).toList()).size();
    }

    private static ReportView of(Swept swept, List<Place> places, List<ReportView.TableView> tables, Context context) {
        Map<List<String>, List<ReportView.TableView>> byPlace =
                tables.stream().collect(Collectors.groupingBy(table -> List.of(table.account(), table.region())));
        List<ReportView.PlaceCounts> counts = places.stream()
                .map(place -> counts(
                        place, byPlace.getOrDefault(List.of(place.account().id(), place.region()), List.of())))
                .toList();
        StatusView.Summary summary = counts.stream()
                .map(ReportView.PlaceCounts::summary)
                .reduce(StatusView.Summary.NONE, StatusView.Summary::plus);
        List<ReportView.TableView> shown = ListedTables.of(tables);
        boolean complete = swept.complete() && places.stream().allMatch(place -> place.failure() == null);
        return new ReportView(
                new ReportView.Header(
                        ReportView.FORMAT,
                        swept.finishedAt(),
                        "sweep",
                        swept.scope(),
                        context.ledger().orElse(null),
                        swept.finishedAt(),
                        false,
                        complete,
                        Version.CURRENT,
                        new ReportView.AppliedPolicy(
                                swept.policy(), context.policyDigest().orElse(null), swept.finishedAt()),
                        summary.tables() - shown.size()),
                new ReportHeadline(summary, ListedTables.worst(tables), false, complete).headline(),
                summary,
                counts,
                ReportSweeps.counts(context.sweeps()),
                List.of(),
                null,
                SweepReportCosts.of(tables, summary.tables()),
                Controls.load().controls(),
                shown);
    }

    private static ReportView.PlaceCounts counts(Place place, List<ReportView.TableView> tables) {
        SweepView.Summary counted = place.summary();
        String name = place.account().label();
        return ReportView.PlaceCounts.of(
                new OrganizationStatusView.AccountView(
                        place.account().id(), name.isEmpty() ? null : name, place.owner()),
                place.region(),
                new StatusView.Summary(
                        counted.tables(),
                        counted.compliant(),
                        counted.nonCompliant(),
                        counted.exempt(),
                        counted.notApplicable(),
                        counted.undetermined(),
                        counted.gone(),
                        counted.flapping(),
                        count(tables, SweepReports::hasLost)),
                place.failure());
    }

    private static boolean hasLost(ReportView.TableView table) {
        return !table.losses().isEmpty()
                || table.violations().stream()
                        .anyMatch(violation -> violation.kind().equals(FindingKind.HISTORY_LOST.toString()));
    }

    private static int count(List<ReportView.TableView> tables, Predicate<ReportView.TableView> test) {
        return (int) tables.stream().filter(test).count();
    }
}

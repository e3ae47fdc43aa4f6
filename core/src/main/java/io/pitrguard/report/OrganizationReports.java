package io.pitrguard.report;

import io.pitrguard.domain.selfcheck.BlindSpot;
import io.pitrguard.domain.selfcheck.Component;
import io.pitrguard.domain.selfcheck.HealthFinding;
import io.pitrguard.report.OrganizationReport.NotSweptView;
import io.pitrguard.report.OrganizationReport.PlaceReport;
import io.pitrguard.report.OrganizationReport.WorstAccountView;
import io.pitrguard.report.OrganizationView.FailedView;
import io.pitrguard.report.UnreadAccounts.Unread;
import io.pitrguard.selfcheck.SelfCheckReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns the counts of accounts and regions into the report of a sweep. */
public final class OrganizationReports {
    private static final int WORST = 20;
    static final String REMEDY =
            "See docs/organization.md#what-may-go-wrong; to check it again: ./pitr-guard doctor --organization";
    private static final Comparator<PlaceReport> WORST_FIRST = Comparator.comparing(
                    (PlaceReport place) -> place.failure() == null)
            .thenComparing(PlaceReport::open, Comparator.reverseOrder())
            .thenComparing(place -> place.account().id())
            .thenComparing(PlaceReport::region);

    private OrganizationReports() {}

    /**
     * Returns the report of a whole sweep, without a self-check.
     *
     * @param header without the counts of calls
     */
    public static OrganizationReport of(OrganizationView.Header header, SweepPlanView plan, List<PlaceReport> places) {
        OrganizationView.PlanView view = new OrganizationView.PlanView(plan.skipped(), plan.failed(), plan.gaps());
        return of(header, null, view, plan.problems(), places);
    }

    /** Returns the part of a report that is about the accounts of one owner. */
    public static OrganizationReport ofOwner(OrganizationReport whole, String owner) {
        // What was not swept concerns who operates pitr-guard, not the owner of the account.
        OrganizationView.PlanView nothing = new OrganizationView.PlanView(List.of(), List.of(), List.of());
        OrganizationReport part = of(
                whole.organization(), owner, nothing, List.of(), places(whole, place -> owner.equals(place.owner())));
        return with(part, null, List.of(), List.of());
    }

    /**
     * Returns the part of a report that is for those who operate pitr-guard: all but accounts whose owners get digests.
     *
     * @param unheard owners who get none
     */
    public static OrganizationReport ofOperators(OrganizationReport whole, Set<String> unheard) {
        OrganizationReport part = of(
                whole.organization(),
                null,
                whole.plan(),
                List.of(),
                places(whole, place -> place.owner() == null || unheard.contains(place.owner())));
        return with(part, whole.selfCheck(), whole.notSwept(), whole.problems());
    }

    private static List<PlaceReport> places(OrganizationReport whole, Predicate<PlaceReport> which) {
        return whole.places().stream().filter(which).toList();
    }

    private static OrganizationReport with(
            OrganizationReport part,
            @Nullable SelfCheckView selfCheck,
            List<NotSweptView> notSwept,
            List<String> problems) {
        return new OrganizationReport(
                part.organization(),
                part.owner(),
                part.summary(),
                selfCheck,
                part.plan(),
                notSwept,
                problems,
                part.worst(),
                part.places(),
                null);
    }

    private static OrganizationReport of(
            OrganizationView.Header header,
            @Nullable String owner,
            OrganizationView.PlanView plan,
            List<String> problems,
            List<PlaceReport> places) {
        List<PlaceReport> sorted = places.stream().sorted(WORST_FIRST).toList();
        List<PlaceReport> planned = planned(plan, sorted);
        boolean complete = plan.failed().isEmpty()
                && plan.gaps().isEmpty()
                && planned.stream().allMatch(PlaceReport::complete);
        return new OrganizationReport(
                with(header, complete, places),
                owner,
                summary(plan, sorted),
                null,
                plan,
                notSwept(plan.failed(), planned),
                Stream.concat(
                                problems.stream(),
                                planned.stream()
                                        .flatMap(place -> place.problems().stream()
                                                .map(problem -> place.description() + ": " + problem)))
                        .toList(),
                worst(sorted),
                sorted,
                null);
    }

    /** Returns the accounts and regions that workers went through; of accounts that failed the ledger has tables at most. */
    static List<PlaceReport> planned(OrganizationView.PlanView plan, List<PlaceReport> places) {
        Set<String> failed =
                plan.failed().stream().map(each -> each.account().id()).collect(Collectors.toSet());
        return places.stream()
                .filter(place -> !failed.contains(place.account().id()))
                .toList();
    }

    /** Returns the same report with the self-check that went with it. */
    public static OrganizationReport with(OrganizationReport report, SelfCheckReport self) {
        return new OrganizationReport(
                report.organization(),
                report.owner(),
                report.summary(),
                self.checked() ? view(self) : null,
                report.plan(),
                report.notSwept(),
                report.problems(),
                report.worst(),
                report.places(),
                report.omitted());
    }

    /** What was not swept and is swept again is named, not only its kind. */
    private static SelfCheckView view(SelfCheckReport self) {
        SelfCheckView view = SelfCheckViews.of(self);
        Stream<String> components = view.resolved().stream().filter(kind -> !kind.equals(Component.PLACE.kind()));
        Set<String> open = self.findings().stream().map(HealthFinding::what).collect(Collectors.toSet());
        Stream<String> places = self.notification().resolved().stream()
                .filter(spot -> spot.component() == Component.PLACE && !open.contains(spot.what()))
                .map(BlindSpot::what);
        return new SelfCheckView(
                view.blindSpots(),
                view.notification(),
                Stream.concat(components, places).toList(),
                view.mayRepeat(),
                view.omitted());
    }

    private static OrganizationView.Header with(
            OrganizationView.Header header, boolean complete, List<PlaceReport> places) {
        return new OrganizationView.Header(
                header.id(),
                header.startedAt(),
                header.finishedAt(),
                complete,
                header.policy(),
                header.fix(),
                header.selection(),
                new SweepView.Reads(
                        places.stream()
                                .mapToLong(place -> place.reads().calls())
                                .sum(),
                        places.stream()
                                .mapToLong(place -> place.reads().throttled())
                                .sum()),
                header.clock(),
                header.evidence());
    }

    private static OrganizationView.Summary summary(OrganizationView.PlanView plan, List<PlaceReport> places) {
        List<PlaceReport> planned = planned(plan, places);
        return new OrganizationView.Summary(
                (int) Stream.concat(
                                places.stream().map(place -> place.account().id()),
                                plan.failed().stream()
                                        .map(failed -> failed.account().id()))
                        .distinct()
                        .count(),
                plan.failed().size(),
                plan.skipped().size(),
                planned.size(),
                (int) planned.stream().filter(place -> place.failure() != null).count(),
                places.stream().map(PlaceReport::summary).reduce(Summaries.none(), Summaries::sum));
    }

    private static List<NotSweptView> notSwept(List<FailedView> failed, List<PlaceReport> places) {
        List<Unread> unread = new ArrayList<>();
        failed.forEach(each -> unread.add(new Unread(each.account(), "", each.cause())));
        for (PlaceReport place : places) {
            if (place.failure() != null) {
                unread.add(new Unread(place.account(), place.region(), place.failure()));
            }
        }
        return UnreadAccounts.group(unread).stream()
                .map(group -> new NotSweptView(
                        group.cause(),
                        REMEDY,
                        group.accounts().size(),
                        group.accounts().stream()
                                .map(UnreadAccounts.Where::toString)
                                .toList()))
                .toList();
    }

    private static List<WorstAccountView> worst(List<PlaceReport> places) {
        Map<String, List<PlaceReport>> byAccount = places.stream()
                .collect(Collectors.groupingBy(place -> place.account().id(), LinkedHashMap::new, Collectors.toList()));
        return byAccount.values().stream()
                .map(OrganizationReports::worstOf)
                .filter(account -> account.nonCompliant() + account.undetermined() > 0)
                .sorted(Comparator.comparingInt(
                                (WorstAccountView account) -> -(account.nonCompliant() + account.undetermined()))
                        .thenComparing(WorstAccountView::account))
                .limit(WORST)
                .toList();
    }

    private static WorstAccountView worstOf(List<PlaceReport> places) {
        PlaceReport first = places.getFirst();
        return new WorstAccountView(
                first.account().id(),
                first.account().name(),
                first.owner(),
                sum(places, place -> place.summary().nonCompliant()),
                sum(places, place -> place.summary().undetermined()));
    }

    private static int sum(List<PlaceReport> places, ToIntFunction<PlaceReport> count) {
        return places.stream().mapToInt(count).sum();
    }
}

package io.pitrguard.report;

import io.pitrguard.domain.selfcheck.Component;
import io.pitrguard.domain.selfcheck.HealthFinding;
import io.pitrguard.report.OrganizationReport.PlaceReport;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a sweep of an organization did not see, and whom its digests do not reach. */
public final class OrganizationFindings {
    // One item of the ledger, of 400 KB at most, holds all that people know of.
    private static final int MOST_FINDINGS = 1_000;
    private static final int MOST_BYTES = 250;

    private OrganizationFindings() {}

    /**
     * Returns the blind spots of the sweep: the same words as long as they last, whatever the cause is at the moment.
     *
     * @param unheard owners of accounts who get no digest
     */
    public static List<HealthFinding> of(OrganizationReport report, Set<String> unheard) {
        Stream<HealthFinding> gaps = gaps(report);
        Stream<HealthFinding> accounts = report.plan().failed().stream()
                .map(failed -> finding("Account " + failed.account().id() + " was not swept."));
        Stream<HealthFinding> owners = unheard.stream().sorted().map(OrganizationFindings::unheard);
        Stream<HealthFinding> regions = OrganizationReports.planned(report.plan(), report.places()).stream()
                .sorted(Comparator.comparing(
                                (PlaceReport place) -> place.account().id())
                        .thenComparing(PlaceReport::region))
                .flatMap(OrganizationFindings::findings);
        List<HealthFinding> all = Stream.of(gaps, accounts, owners, regions)
                .flatMap(findings -> findings)
                .toList();
        if (all.size() <= MOST_FINDINGS) {
            return all;
        }
        return Stream.concat(
                        all.stream().limit(MOST_FINDINGS),
                        Stream.of(finding("More accounts and regions were not swept; the report has all.")))
                .toList();
    }

    /** Returns how many of them are not about accounts and regions that were not swept, which a report counts apart. */
    static long apartFromFailures(OrganizationReport report) {
        Stream<HealthFinding> problems = OrganizationReports.planned(report.plan(), report.places()).stream()
                .flatMap(OrganizationFindings::problems);
        return Stream.concat(gaps(report), problems).count();
    }

    private static Stream<HealthFinding> gaps(OrganizationReport report) {
        return report.plan().gaps().stream()
                .map(OrganizationView.GapView::what)
                .distinct()
                .map(OrganizationFindings::finding);
    }

    private static Stream<HealthFinding> findings(PlaceReport place) {
        Stream<HealthFinding> failure =
                place.complete() ? Stream.empty() : Stream.of(finding(where(place) + " was not swept to its end."));
        return Stream.concat(failure, problems(place));
    }

    private static Stream<HealthFinding> problems(PlaceReport place) {
        // The sentences after the first give the cause, which may be another one each time.
        return place.problems().stream()
                .map(problem -> where(place) + ": " + problem.split("(?<=\\.) ", 2)[0])
                .distinct()
                .map(OrganizationFindings::finding);
    }

    private static String where(PlaceReport place) {
        return "Account " + place.account().id() + ", " + place.region();
    }

    private static HealthFinding unheard(String owner) {
        return new HealthFinding.Problem(
                Component.SUBSCRIPTION,
                bounded(
                        "Nobody gets the digests of the owner %s, so that the tables of this owner are in the digest without an owner."
                                .formatted(owner)),
                "Subscribe somebody with a filter policy that has the owner in exactly these letters (docs/hub.md), or correct the account's tag or the policy's owners.");
    }

    private static String bounded(String what) {
        int end = what.length();
        while (what.substring(0, end).getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            end--;
        }
        if (end < what.length() && Character.isHighSurrogate(what.charAt(end - 1))) {
            // Half a character is stored as another one, and would be news each time.
            end--;
        }
        return end == what.length() ? what : what.substring(0, end) + "…";
    }

    private static HealthFinding finding(String what) {
        return new HealthFinding.Problem(Component.PLACE, bounded(what), OrganizationReports.REMEDY);
    }
}

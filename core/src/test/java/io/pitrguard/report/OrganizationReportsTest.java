package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.selfcheck.HealthFinding;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.organization.OrganizationPlan;
import io.pitrguard.organization.OwnerLookup;
import io.pitrguard.report.OrganizationReport.PlaceReport;
import io.pitrguard.report.OrganizationView.AccountView;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OrganizationReportsTest {
    private static final AccountView GONE = new AccountView("999900001111", "gone", List.of());

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    /** A random organization, and what an onlooker counted of it. */
    private static final class Fleet {
        final List<PlaceReport> places = new ArrayList<>();
        final List<SweepView.TableView> tables = new ArrayList<>();
        private final Random random;

        Fleet(long seed) {
            random = new Random(seed);
            int accounts = random.nextInt(6);
            for (int account = 0; account < accounts; account++) {
                String owner = List.of("team-a", "team-b", "").get(random.nextInt(3));
                for (String region : List.of("eu-west-1", "us-east-1").subList(0, 1 + random.nextInt(2))) {
                    add(Places.place("11112222000" + account, region), owner.isEmpty() ? null : owner);
                }
            }
        }

        private void add(PlaceView place, String owner) {
            int parts = random.nextInt(4);
            PlaceSum sum = new PlaceSum(place, Optional.ofNullable(owner));
            for (int call = 1; call <= parts; call++) {
                SweepView.TableView[] judged = IntStream.range(0, random.nextInt(5))
                        .mapToObj(i -> table("t-" + i + "-" + tables.size()))
                        .toArray(SweepView.TableView[]::new);
                PartView part = Places.part(place, call, call < parts, judged);
                sum.add(part);
                for (SweepView.TableView table : judged) {
                    tables.add(Places.in(place, table));
                }
            }
            places.add(sum.report());
        }

        private SweepView.TableView table(String name) {
            return switch (random.nextInt(4)) {
                case 0 -> Views.off(name);
                case 1 -> Views.open(name, "No permission.");
                case 2 -> Views.fixed(name);
                default -> Views.compliant(name);
            };
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSumOverAccountsIsTheReport(long seed) {
        Fleet fleet = new Fleet(seed);
        OrganizationReport report = OrganizationReports.of(Places.header(), Places.plan(List.of()), fleet.places);

        assertThat(report.summary().tables()).isEqualTo(Summaries.of(fleet.tables));
        assertThat(report.places()).containsExactlyInAnyOrderElementsOf(fleet.places);
        assertThat(report.places().stream().map(PlaceReport::summary).reduce(Summaries.none(), Summaries::sum))
                .isEqualTo(report.summary().tables());
        assertThat(report.organization().reads().calls())
                .isEqualTo(fleet.places.stream()
                        .mapToLong(place -> place.reads().calls())
                        .sum());
        assertThat(report.organization().complete())
                .isEqualTo(fleet.places.stream().allMatch(PlaceReport::complete));
        assertThat(report.worst().stream()
                        .mapToInt(worst -> worst.nonCompliant() + worst.undetermined())
                        .sum())
                .isEqualTo(report.summary().tables().nonCompliant()
                        + report.summary().tables().undetermined());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachAccountIsInTheDigestOfExactlyOneOwner(long seed) {
        Fleet fleet = new Fleet(seed);
        OrganizationReport whole = OrganizationReports.of(Places.header(), Places.plan(List.of()), fleet.places);

        List<OrganizationReport> parts = List.of(
                OrganizationReports.ofOperators(whole, Set.of()),
                OrganizationReports.ofOwner(whole, "team-a"),
                OrganizationReports.ofOwner(whole, "team-b"));

        assertThat(parts.stream().flatMap(part -> part.places().stream()))
                .containsExactlyInAnyOrderElementsOf(fleet.places);
        assertThat(parts.stream().map(part -> part.summary().tables()).reduce(Summaries.none(), Summaries::sum))
                .isEqualTo(whole.summary().tables());
        assertThat(parts.getFirst().notSwept()).isEqualTo(whole.notSwept());
        assertThat(parts.get(1).notSwept())
                .as("what is not swept is in one digest")
                .isEmpty();
    }

    @Test
    void putsTheWorstFirstAndGroupsWhatWasNotSweptByCause() {
        PlaceView one = Places.place("111122223333", "eu-west-1");
        PlaceView other = Places.place("111122223333", "us-east-1");
        PlaceView third = Places.place("444455556666", "eu-west-1");
        PlaceView fine = Places.place("777788889999", "eu-west-1");
        OrganizationReport report = OrganizationReports.of(
                Places.header(),
                new SweepPlanView(
                        "sweep-1",
                        "2026-11-22T10:00:00Z",
                        List.of(),
                        List.of(),
                        List.of(new OrganizationView.FailedView(GONE, "AWS denied sts:AssumeRole.")),
                        List.of(new OrganizationView.GapView("Root r-1 could not be listed.", null)),
                        List.of(),
                        List.of()),
                List.of(
                        Places.report(fine, null, Places.part(fine, 1, false, Views.off("a"))),
                        Places.report(one, null, Places.part(one, 1, false, "No list in eu-west-1.")),
                        Places.report(other, null, Places.part(other, 1, false, "No list in us-east-1.")),
                        Places.report(third, null, Places.part(third, 1, false, Views.off("a"), Views.off("b")))));

        assertThat(report.places())
                .extracting(PlaceReport::description)
                .containsExactly(
                        "111122223333 name-3333 (Workloads), eu-west-1",
                        "111122223333 name-3333 (Workloads), us-east-1",
                        "444455556666 name-6666 (Workloads), eu-west-1",
                        "777788889999 name-9999 (Workloads), eu-west-1");
        assertThat(report.notSwept())
                .extracting(OrganizationReport.NotSweptView::accounts)
                .containsExactly(
                        List.of("999900001111 gone"),
                        List.of("111122223333 name-3333 (Workloads): eu-west-1, us-east-1"));
        assertThat(report.worst())
                .extracting(OrganizationReport.WorstAccountView::account)
                .containsExactly("444455556666", "777788889999");
        assertThat(report.organization().complete()).isFalse();
        assertThat(report.summary().accounts()).isEqualTo(4);
        assertThat(OrganizationFindings.of(report, Set.of()))
                .extracting(HealthFinding::what)
                .containsExactly(
                        "Root r-1 could not be listed.",
                        "Account 999900001111 was not swept.",
                        "Account 111122223333, eu-west-1 was not swept to its end.",
                        "Account 111122223333, us-east-1 was not swept to its end.");
    }

    @Test
    void boundsTheFindingsThatTheLedgerStores() {
        List<PlaceReport> places = IntStream.range(0, 1_500)
                .mapToObj(i -> Places.report(Places.place("1111%08d".formatted(i), "eu-west-1"), null))
                .toList();
        OrganizationReport report = OrganizationReports.of(Places.header(), Places.plan(List.of()), places);

        List<HealthFinding> findings = OrganizationFindings.of(report, Set.of());

        assertThat(findings).hasSize(1_001);
        assertThat(findings.getLast().what()).startsWith("More accounts and regions");
        assertThat(findings.stream()
                        .mapToInt(finding -> finding.what().length())
                        .sum())
                .as("one item of the ledger holds 400 KB")
                .isLessThan(100_000);
        assertThat(AnswerSize.fit(report).length()).isLessThan(AnswerSize.MAX_RESULT);
        assertThat(Json.write(Map.of("Output", AnswerSize.fit(report))))
                .as("what Step Functions answers about the execution, with room for what it adds")
                .hasSizeLessThan(200_000);
        assertThat(AnswerSize.fit(report)).contains("… and 1480 more").endsWith("\"omitted\":\"1,480 places\"}");
    }

    /** A list that is throttled once and denied another time must not be mailed each time. */
    @Test
    void whyAccountsCouldNotBeListedIsNoNews() {
        List<List<Cause>> causes = List.of(
                List.of(new Cause(Cause.Kind.THROTTLED, "AWS throttled organizations:ListChildren on ou-1.")),
                List.of(
                        new Cause(Cause.Kind.DENIED, "AWS denied organizations:ListChildren on ou-1."),
                        new Cause(Cause.Kind.DENIED, "AWS denied organizations:ListChildren on ou-2.")));

        assertThat(causes)
                .map(gaps -> new OrganizationPlan(List.of(), List.of(), List.of(), gaps))
                .map(plan -> OrganizationReports.of(
                        Places.header(),
                        SweepPlans.of("sweep-1", Instant.EPOCH, plan, OwnerLookup.Owners.NONE, Optional.empty()),
                        List.of()))
                .map(report -> OrganizationFindings.of(report, Set.of()))
                .allSatisfy(findings -> assertThat(findings)
                        .extracting(HealthFinding::what)
                        .containsExactly("Not all accounts of the organization could be listed."));
    }

    @Test
    void theWordsOfAFindingHaveTheirBoundAndNoCause() {
        PlaceView long1 = Places.place("111122223333", "eu-west-1");
        PartView part = Places.part(long1, 1, false, Views.off("a"));
        OrganizationReport report = OrganizationReports.of(
                Places.header(),
                new SweepPlanView(
                        "sweep-1",
                        "2026-11-22T10:00:00Z",
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new OrganizationView.GapView("ß".repeat(5_000), null)),
                        List.of(),
                        List.of("The owners of some accounts could not be read.")),
                List.of(Places.report(
                        long1,
                        "team-a",
                        new PartView(
                                long1,
                                1,
                                false,
                                part.view(),
                                part.names(),
                                List.of(),
                                List.of("Whether calls reach the hub could not be read. AWS throttled it.")))));

        List<HealthFinding> findings = OrganizationFindings.of(report, Set.of("team-a"));

        assertThat(findings)
                .extracting(HealthFinding::what)
                .containsExactly(
                        "ß".repeat(125) + "…",
                        "Nobody gets the digests of the owner team-a, so that the tables of this owner are in the digest without an owner.",
                        "Account 111122223333, eu-west-1: Whether calls reach the hub could not be read.");
        assertThat(report.problems())
                .containsExactly(
                        "The owners of some accounts could not be read.",
                        "111122223333 name-3333 (Workloads), eu-west-1: Whether calls reach the hub could not be read. AWS throttled it.");
    }

    @Test
    void longProblemsOfManyPlacesFitOneItemOfTheLedger() {
        List<PlaceReport> places = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            PlaceView place = Places.place("1111%08d".formatted(i), "eu-west-1");
            PartView part = Places.part(place, 1, false, "No list.");
            String problem = "𝄞".repeat(40 + i % 2) + "a".repeat(i % 4) + "𝄞".repeat(2_000);
            places.add(Places.report(
                    place,
                    null,
                    new PartView(place, 1, false, part.view(), part.names(), List.of(), List.of(problem))));
        }
        OrganizationReport report = OrganizationReports.of(Places.header(), Places.plan(List.of()), places);

        List<HealthFinding> findings = OrganizationFindings.of(report, Set.of());

        assertThat(findings)
                .hasSize(1_001)
                .allSatisfy(finding -> assertThat(
                                new String(finding.what().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                        .as("no half characters")
                        .isEqualTo(finding.what()));
        assertThat(findings.stream()
                        .mapToInt(finding ->
                                "AccountRegion:".length() + finding.what().getBytes(StandardCharsets.UTF_8).length + 3)
                        .sum())
                .isLessThan(380_000);
    }

    /** Parts of each place: how many. A place without any is one whose worker stored nothing. */
    @ParameterizedTest
    @CsvSource({"1 1, true", "2 1, true", "1 0, false", "0, false", "'', false"})
    void aSweepEndedIfEachPlaceHasAPart(String parts, boolean ended) {
        List<PlaceReport> places = new ArrayList<>();
        for (String each :
                Arrays.stream(parts.split(" ")).filter(text -> !text.isEmpty()).toList()) {
            PlaceView place = Places.place("11112222%04d".formatted(places.size()), "eu-west-1");
            places.add(Places.report(
                    place,
                    null,
                    IntStream.rangeClosed(1, Integer.parseInt(each))
                            .mapToObj(call -> Places.part(place, call, true, "No list."))
                            .toArray(PartView[]::new)));
        }

        assertThat(OrganizationReports.of(Places.header(), Places.plan(List.of()), places)
                        .ended())
                .isEqualTo(ended);
    }

    @Test
    void tablesOfAnAccountThatFailedCountAndItsRegionsDoNot() {
        PlaceView fine = Places.place("111122223333", "eu-west-1");
        PlaceView gone = Places.place(GONE.id(), "eu-west-1");
        PlaceSum known = new PlaceSum(gone, Optional.of("team-a"));
        known.notSwept("AWS denied sts:AssumeRole.");
        known.unread(7, 2);

        OrganizationReport report = OrganizationReports.of(
                Places.header(),
                new SweepPlanView(
                        "sweep-1",
                        "2026-11-22T10:00:00Z",
                        List.of(fine),
                        List.of(),
                        List.of(new OrganizationView.FailedView(GONE, "AWS denied sts:AssumeRole.")),
                        List.of(),
                        List.of(),
                        List.of()),
                List.of(Places.report(fine, null, Places.part(fine, 1, false, Views.compliant("a"))), known.report()));

        assertThat(report.summary().tables().nonCompliant()).isZero();
        assertThat(report.summary().tables().undetermined()).isEqualTo(7);
        assertThat(report.lastNonCompliant()).isEqualTo(2);
        assertThat(report.summary().accountRegions()).isEqualTo(1);
        assertThat(report.summary().accountRegionsFailed()).isZero();
        assertThat(report.summary().accountsFailed()).isEqualTo(1);
        assertThat(report.summary().accounts()).isEqualTo(2);
        assertThat(report.ended()).isTrue();
        assertThat(report.organization().complete()).isFalse();
        assertThat(OrganizationFindings.of(report, Set.of()))
                .extracting(HealthFinding::what)
                .containsExactly("Account 999900001111 was not swept.");
        assertThat(OrganizationReports.ofOwner(report, "team-a").notSwept()).isEmpty();
    }
}

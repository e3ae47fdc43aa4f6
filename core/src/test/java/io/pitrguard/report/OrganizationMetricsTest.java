package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.selfcheck.Footprint;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.report.OrganizationReport.PlaceReport;
import io.pitrguard.report.OrganizationView.AccountView;
import io.pitrguard.report.OrganizationView.FailedView;
import io.pitrguard.report.OrganizationView.GapView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganizationMetricsTest {
    private static final AccountView GONE = new AccountView("999900001111", "gone", List.of());
    private static final GapView NAMED = new GapView("The scope names a unit that is not there.", null);
    private static final GapView UNLISTED = new GapView("Not all accounts could be listed.", "AWS denied it.");

    /** An alarm whose metric is missing keeps its state; one whose metric is 0 clears. */
    @ParameterizedTest
    @CsvSource({
        // a second place; the ledger's failure there; an account that failed; a gap; whether a 0 is a metric
        "swept,  -,         -,        -,        true",
        "swept,  a failure, -,        -,        true",
        "failed, -,         -,        -,        true",
        "failed, a failure, -,        -,        false",
        "-,      -,         known,    -,        true",
        "-,      -,         unknown,  -,        false",
        "-,      -,         -,        named,    true",
        "failed, -,         known,    named,    true",
        "-,      -,         -,        unlisted, false",
        "nothing, -,        -,        named,    false",
    })
    void aZeroIsAMetricUnlessItMayBeWrong(String second, String ledger, String account, String gap, boolean metric) {
        PlaceView fine = Places.place("111122223333", "eu-west-1");
        List<PlaceReport> places = new ArrayList<>();
        if (!second.equals("nothing")) {
            places.add(Places.report(fine, null, Places.part(fine, 1, false, Views.compliant("a"))));
        }
        switch (second) {
            case "swept" -> places.add(place("111122224444", false, ledger.equals("-")));
            case "failed" -> places.add(place("111122224444", true, ledger.equals("-")));
            default -> {}
        }
        if (!account.equals("-")) {
            places.add(place(GONE.id(), true, account.equals("known")));
        }
        SweepPlanView plan = new SweepPlanView(
                "sweep-1",
                "2026-11-22T10:00:00Z",
                List.of(fine),
                List.of(),
                account.equals("-") ? List.of() : List.of(new FailedView(GONE, "AWS denied sts:AssumeRole.")),
                switch (gap) {
                    case "named" -> List.of(NAMED);
                    case "unlisted" -> List.of(UNLISTED);
                    default -> List.of();
                },
                List.of(),
                List.of());

        String line = OrganizationMetrics.line(
                OrganizationReports.of(Places.header(), plan, places),
                new MetricsOutput("PitrGuard", Footprint.FULL),
                new AccountRegion("aws", "123456789012", "eu-west-1"),
                1,
                1);

        Map<?, ?> document = (Map<?, ?>) Json.parse(line);
        for (String name : List.of("NonCompliantTables", "UndeterminedTables")) {
            assertThat(document.get(name)).as(name).isEqualTo(0L);
            assertThat(line.contains("\"Name\":\"" + name + "\"")).as(name).isEqualTo(metric);
        }
    }

    private static PlaceReport place(String account, boolean failed, boolean ledgerWorks) {
        PlaceView place = Places.place(account, "eu-west-1");
        PlaceSum sum = new PlaceSum(place, Optional.empty());
        sum.add(Places.part(place, 1, false, Views.compliant("b")));
        if (failed) {
            sum.notSwept("AWS denied sts:AssumeRole.");
        }
        if (!ledgerWorks) {
            sum.uncounted("AWS denied dynamodb:Query.");
        }
        return sum.report();
    }
}

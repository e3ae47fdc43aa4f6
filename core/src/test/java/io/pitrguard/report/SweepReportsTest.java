package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.port.SweepHistory;
import io.pitrguard.report.OrganizationReport.PlaceReport;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SweepReportsTest {
    private static final String DIGEST = "ab".repeat(32);
    private static final PlaceView SHOP = Places.place("111111111111", "eu-west-1");
    private static final PlaceView LAB = Places.place("222222222222", "us-east-1");

    @Test
    void isADocumentOfThePagesSchema() {
        SweepView sweep = Views.view(
                Views.compliant("fine"),
                Views.off("off"),
                Views.fixed("fixed"),
                Views.open("open", "AWS denied it."),
                Views.severe(VerdictKind.NON_COMPLIANT, null, Severity.HIGH, null));

        assertThat(ReportSchema.problems(SweepReports.of(sweep, context()))).isEmpty();
        assertThat(ReportSchema.problems(SweepReports.of(Views.view(), SweepReports.Context.NONE)))
                .isEmpty();
        assertThat(ReportSchema.problems(SweepReports.of(organization(), List.of(), context())))
                .isEmpty();
    }

    @Test
    void tellsTheNumbersOfTheSweep() {
        SweepView sweep = Views.view(Views.compliant("a"), Views.off("b"), Views.open("c", "Denied."));

        ReportView report = SweepReports.of(sweep, context());

        assertThat(report.summary()).isEqualTo(new StatusView.Summary(3, 1, 1, 0, 0, 1, 0, 0, 0));
        assertThat(report.places())
                .singleElement()
                .satisfies(place -> assertThat(place.summary()).isEqualTo(report.summary()));
        assertThat(report.headline().text())
                .isEqualTo("1 of 3 tables falls short of the policy, and 1 is undetermined.");
        assertThat(report.report().from()).isEqualTo("sweep");
        assertThat(report.report().at()).isEqualTo(sweep.sweep().finishedAt());
        assertThat(report.report().policy())
                .isEqualTo(new ReportView.AppliedPolicy("policy.yaml", DIGEST, "2026-11-22T10:00:30Z"));
        assertThat(report.sweeps()).hasSize(1);
    }

    /** Law 1: without the past nobody knows whether history was lost, so not all is well. */
    @Test
    void isIncompleteWithoutTheLedger() {
        SweepView fine = Views.view(Views.compliant("a"));
        SweepView blind = Views.withoutLedger(fine, "AWS denied dynamodb:GetItem.");

        ReportView report = SweepReports.of(blind, context());

        assertThat(report.report().complete()).isFalse();
        assertThat(report.headline().severity()).isEqualTo("HIGH");
        assertThat(report.places())
                .singleElement()
                .satisfies(place -> assertThat(place.failure()).contains("lost history", "dynamodb:GetItem"));
        assertThat(SweepReports.of(fine, context()).headline().severity()).isEqualTo("NONE");
    }

    @Test
    void recoveryThatIsOffCostsNothingUntilItIsOn() {
        ReportView report = SweepReports.of(
                Views.view(Views.compliant("a"), Views.off("b"), Views.fixed("c"), Views.offFor("d", "It is off.")),
                context());

        assertThat(report.tables())
                .extracting(table -> table.cost().now(), table -> table.cost().afterRemediation())
                .containsExactly(
                        tuple(null, null),
                        tuple(new BigDecimal("0.00"), new BigDecimal("1.50")),
                        tuple(new BigDecimal("2.25"), new BigDecimal("2.25")),
                        tuple(new BigDecimal("0.00"), null));
        assertThat(report.cost()).isEqualTo(new ReportView.Cost(new BigDecimal("2.25"), new BigDecimal("3.75"), 2));
        assertThat(report.tables().getLast().cost().note()).isEqualTo("No price.");
        assertThat(SweepReports.of(Views.view(Views.compliant("a")), context()).cost())
                .isEqualTo(new ReportView.Cost(null, null, 1));
    }

    @Test
    void showsTheWindowWithWhatIsRequiredAndLost() {
        SweepView.RecoveryView recovery = new SweepView.RecoveryView(
                SweepView.RecoveryView.Status.ENABLED,
                35,
                "2026-11-20T00:00:00Z",
                "2026-11-22T09:55:00Z",
                35,
                new StatusView.LossView("2026-10-18T00:00:00Z", "2026-11-20T00:00:00Z", "ann"));
        SweepView.TableView table = Places.with(
                Views.compliant("orders"),
                recovery,
                List.of(new SweepView.NoticeView(FindingKind.RECOVERY_WINDOW_GROWING, "It grows.", true)));

        ReportView report = SweepReports.of(Views.view(table), context());

        assertThat(report.tables()).singleElement().satisfies(view -> {
            assertThat(view.recovery())
                    .isEqualTo(new ReportView.RecoveryView(
                            LastObservation.Status.ENABLED,
                            35,
                            35,
                            "2026-11-20T00:00:00Z",
                            "2026-11-22T09:55:00Z",
                            true));
            assertThat(view.losses())
                    .containsExactly(
                            new ReportView.LossView("2026-10-18T00:00:00Z", "2026-11-20T00:00:00Z", "ann", false));
        });
        assertThat(report.summary().historyLost()).isOne();
    }

    @Test
    void tableThatTheSweepDidNotReadIsCompliantWithAnUnknownWindow() {
        SweepView.CarriedView carried = new SweepView.CarriedView(
                "arn:aws:dynamodb:eu-west-1:123456789012:table/idle", "idle", "2026-11-22T04:00:00Z", 35);
        SweepView sweep = new SweepView(
                Views.view().sweep(),
                Summaries.of(List.of(), 1, "2026-11-22T04:00:00Z"),
                List.of(),
                0,
                List.of(carried));

        ReportView report = SweepReports.of(sweep, context());

        assertThat(report.tables()).singleElement().satisfies(table -> {
            assertThat(table.verdict()).isEqualTo(VerdictKind.COMPLIANT);
            assertThat(table.observedAt()).isEqualTo("2026-11-22T04:00:00Z");
            assertThat(table.recovery().earliest()).isNull();
            assertThat(table.account()).isEqualTo("123456789012");
        });
        assertThat(report.summary().compliant()).isOne();
    }

    @Test
    void whatCouldNotBeListedIsNeverWell() {
        ReportView report =
                SweepReports.of(Views.view(false, "AWS denied the list.", List.of(Views.compliant("a"))), context());

        assertThat(report.report().complete()).isFalse();
        assertThat(report.headline().severity()).isEqualTo("HIGH");
        assertThat(report.places())
                .singleElement()
                .satisfies(place -> assertThat(place.failure()).isEqualTo("AWS denied the list."));
    }

    @Test
    void showsNoCommandThatANameCouldBend() {
        ReportView.TableView table = SweepReports.of(Views.view(Views.off("a; reboot")), context())
                .tables()
                .getFirst();

        assertThat(table.violations())
                .singleElement()
                .satisfies(violation -> assertThat(violation.remedy()).isEqualTo(ReportCommands.NONE));
        assertThat(table.command()).isNull();
    }

    @Test
    void organizationHasEachAccountAndRegionWithItsOwner() {
        SweepView shop = Views.view(Places.in(SHOP, Views.off("orders")));

        ReportView report = SweepReports.of(organization(), List.of(shop), context());

        assertThat(report.report().scope()).isEqualTo(new ReportView.OfOrganization(null, 2, 2));
        assertThat(report.places())
                .extracting(
                        ReportView.PlaceCounts::account,
                        ReportView.PlaceCounts::owner,
                        ReportView.PlaceCounts::nonCompliant,
                        ReportView.PlaceCounts::failure)
                .containsExactlyInAnyOrder(
                        tuple(SHOP.account(), "shop@example.com", 1, null), tuple(LAB.account(), null, 0, "Denied."));
        assertThat(report.summary().tables()).isEqualTo(3);
        assertThat(report.report().tablesOmitted()).isEqualTo(2);
        assertThat(report.tables()).extracting(ReportView.TableView::name).containsExactly("orders");
    }

    @Test
    void tablesThatNeedNobodyAreLeftOutOfAVeryLongList() {
        List<SweepView.TableView> tables = Stream.concat(
                        IntStream.range(0, 20_500).mapToObj(i -> Views.compliant("a" + i)),
                        Stream.of(Views.off("zzz-off")))
                .toList();

        ReportView report = SweepReports.of(Views.view(true, null, tables), SweepReports.Context.NONE);

        assertThat(report.tables())
                .hasSize(20_000)
                .last()
                .satisfies(table -> assertThat(table.name()).isEqualTo("zzz-off"));
        assertThat(report.report().tablesOmitted()).isEqualTo(501);
        assertThat(report.summary().tables()).isEqualTo(20_501);
    }

    private static OrganizationReport organization() {
        PlaceReport shop = Places.report(
                SHOP,
                "shop@example.com",
                Places.part(SHOP, 1, false, Views.off("orders"), Views.compliant("a"), Views.compliant("b")));
        PlaceReport lab = Places.report(LAB, null, Places.part(LAB, 1, false, "Denied."));
        return OrganizationReports.of(Places.header(), Places.plan(List.of(SHOP, LAB)), List.of(shop, lab));
    }

    private static SweepReports.Context context() {
        return new SweepReports.Context(
                Optional.of(DIGEST),
                Optional.of("pitr-guard-ledger"),
                List.of(new SweepHistory.Sweep(
                        Instant.parse("2026-11-22T10:00:30Z"),
                        new SweepHistory.Verdicts(1, 1, 0, 0, 1),
                        0,
                        "policy.yaml",
                        Optional.of(DIGEST))));
    }
}

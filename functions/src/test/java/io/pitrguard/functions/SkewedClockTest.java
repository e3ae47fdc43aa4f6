package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.report.DriftView;
import io.pitrguard.report.SelfCheckView;
import io.pitrguard.report.SweepView;
import io.pitrguard.sandbox.SandboxOptions;
import io.pitrguard.selfcheck.DeployedComponents;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions on a machine whose clock is wrong, which is a message and no verdict. */
class SkewedClockTest {
    private static final Policy FRESH = ConfigRuleTestBed.policy("""
            version: 1
            rules: [{ name: fresh, require: { maxRestorePointLag: 1h }, action: alert }]
            """);

    @ParameterizedTest
    @ValueSource(strings = {"PT3H", "-PT3H", "P2D", "-P2D"})
    void sweepJudgesByAwssTimeAndNotifiesOfTheClock(Duration ahead) throws IOException {
        try (SweepTestBed bed = new SweepTestBed(machineAhead(ahead))) {
            bed.policy = FRESH;
            bed.expected = DeployedComponents.BEFORE_DEPLOYMENT;
            bed.aws.sandbox().tables().create("stale").enabled(35).latestLag(Duration.ofHours(2));
            bed.aws.sandbox().tables().create("fine").enabled(35);

            SweepView view = bed.run(SweepTestBed.HOURLY);

            assertThat(view.tables())
                    .extracting(SweepView.TableView::verdict)
                    .containsExactly(VerdictKind.COMPLIANT, VerdictKind.NON_COMPLIANT);
            assertThat(Objects.requireNonNull(view.sweep().selfCheck()).blindSpots())
                    .extracting(SelfCheckView.BlindSpotView::kind)
                    .contains("Clock");
            assertThat(DriftTestBed.mail(bed.mails().getFirst()))
                    .contains("This machine's clock is", "Set the machine's clock");
        }
    }

    @Test
    void sweepSaysNothingOfAClockThatIsRight() throws IOException {
        try (SweepTestBed bed = new SweepTestBed()) {
            assertThat(bed.run(SweepTestBed.HOURLY).sweep().clock()).isNull();
            assertThat(bed.logged().sweep().selfCheck()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT3H", "-PT3H"})
    void driftJudgesByAwssTime(Duration ahead) {
        try (DriftTestBed bed = new DriftTestBed(machineAhead(ahead))) {
            bed.policy = FRESH;
            bed.create("stale").enabled(35).latestLag(Duration.ofHours(2));
            bed.create("fine").enabled(35);
            bed.send(bed.call("UpdateContinuousBackups").table("stale"));
            bed.send(bed.call("UpdateContinuousBackups").table("fine"));

            assertThat(bed.deliver()).isEmpty();

            assertThat(bed.alerts("stale"))
                    .singleElement()
                    .extracting(DriftView::table)
                    .satisfies(table -> assertThat(Objects.requireNonNull(table).violations())
                            .extracting(SweepView.ViolationView::kind)
                            .containsExactly(FindingKind.RESTORE_POINT_STALE));
            assertThat(bed.alerts("fine")).isEmpty();
            assertThat(bed.log).allSatisfy(line -> assertThat(line.clock()).contains("This machine's clock is"));
            assertThat(bed.record("stale").lastObservation().orElseThrow().at())
                    .isEqualTo(bed.aws.sandbox().clock().instant());
        }
    }

    @Test
    void driftSaysNothingOfAClockThatIsRight() {
        try (DriftTestBed bed = new DriftTestBed()) {
            bed.create("fine").enabled(35);
            bed.send(bed.call("UpdateContinuousBackups").table("fine"));

            assertThat(bed.deliver()).isEmpty();

            assertThat(bed.log).singleElement().extracting(DriftView::clock).isNull();
        }
    }

    /** No call of AWS is made, whose answer would tell the time: the event's own counts. */
    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "P2D", "-P2D"})
    void configRuleJudgesAProposalByTheTimeOfItsEvent(Duration ahead) {
        try (ConfigRuleTestBed bed = new ConfigRuleTestBed(machineAhead(ahead))) {
            String event = RuleEvents.withItem(
                    RuleEvents.read("proactive-table.json"),
                    item -> item.put("configurationItemCaptureTime", "2026-11-20T23:59:59.000Z"));
            RuleEvents.token(event).ifPresent(bed.rule::acceptToken);
            bed.policy = exemptUntil("2026-11-20");
            assertThat(bed.invoke(event).only()).startsWith("NOT_APPLICABLE");

            bed.policy = exemptUntil("2026-11-19");
            assertThat(bed.invoke(event).only()).startsWith("COMPLIANT");
            assertThat(bed.sandbox().calls().all())
                    .extracting(call -> call.operation())
                    .containsOnly(ConfigRuleTestBed.PUT);
        }
    }

    private static Policy exemptUntil(String day) {
        return ConfigRuleTestBed.policy("""
                version: 1
                rules: [{ name: drop, match: { table: 'orders*' }, exempt: { reason: test, owner: me, until: %s } }]
                """.formatted(day));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT3H", "-PT3H"})
    void configRuleJudgesByAwssTime(Duration ahead) {
        try (ConfigRuleTestBed bed = new ConfigRuleTestBed(machineAhead(ahead))) {
            bed.policy = FRESH;
            bed.create("stale").enabled(35).latestLag(Duration.ofHours(2));
            bed.create("fine").enabled(35);

            assertThat(bed.invoke(bed.changed("stale")).only()).startsWith("NON_COMPLIANT");
            assertThat(bed.invoke(bed.changed("fine")).only()).startsWith("COMPLIANT");
        }
    }

    private static UnaryOperator<SandboxOptions> machineAhead(Duration ahead) {
        return options -> options.withClockSkew(ahead.negated());
    }
}

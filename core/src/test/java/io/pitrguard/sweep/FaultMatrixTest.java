package io.pitrguard.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.aws.SandboxAws;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.report.SweepView;
import io.pitrguard.report.SweepViews;
import io.pitrguard.sandbox.SandboxTable;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.state.ContinuousBackups;
import io.pitrguard.sandbox.state.Recovery;
import io.pitrguard.sandbox.traffic.Call;
import io.pitrguard.sweep.MatrixTable.Said;
import io.pitrguard.wiring.Wiring;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault that the sandbox can inject, at every call of a sweep: no table is misjudged, none is lost, nothing is
 * changed that must not be, and the exit code is the right one.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FaultMatrixTest {
    private static final String READ = "DescribeContinuousBackups";
    private static final String WRITE = "UpdateContinuousBackups";
    private static final int TAG_PAGE = 100;

    static Stream<MatrixCase> everyFaultEverywhere() {
        return Stream.of(MatrixSpot.values())
                .flatMap(spot -> Stream.of(Effect.values()).flatMap(effect -> cases(spot, effect)));
    }

    private static Stream<MatrixCase> cases(MatrixSpot spot, Effect effect) {
        Stream.Builder<MatrixCase> cases = Stream.builder();
        for (boolean always : new boolean[] {false, true}) {
            for (boolean fix : spot.onlyWithFix() ? new boolean[] {true} : new boolean[] {false, true}) {
                cases.add(new MatrixCase(MatrixTable.EVERY_KIND, spot, effect, always, null, fix));
                if (spot.ofOneTable()) {
                    cases.add(new MatrixCase(MatrixTable.HANDFUL, spot, effect, always, MatrixTable.GUARD_OFF, fix));
                }
            }
            if (!spot.onlyWithFix() && !spot.name().endsWith("SECOND_PAGE")) {
                cases.add(new MatrixCase(MatrixTable.HEALTHY, spot, effect, always, null, false));
            }
        }
        return cases.build();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyFaultEverywhere")
    void losesAndMisjudgesNoTable(MatrixCase fault) throws Exception {
        boolean secondTagPage = fault.spot() == MatrixSpot.TAGS_SECOND_PAGE;
        try (SandboxAws aws =
                SandboxAws.start(options -> options.withListPageSize(secondTagPage ? 100 : MatrixCase.LIST_PAGE)
                        // Its faults count the reads.
                        .withStaleReads(0))) {
            List<String> fillers = fill(aws, secondTagPage ? TAG_PAGE : 0);
            Map<MatrixTable, ContinuousBackups> before = seed(aws, fault.fleet());
            fault.arm(aws.sandbox().faults());

            SweepResult result = sweep(aws, fault.fix());

            SweepView view = SweepViews.of(result);
            assertSaid(fault, view, fillers);
            assertTrue(view, aws);
            assertExitCode(fault, view);
            assertChangedOnlyAsSaid(fault, before, aws);
            assertEachWriteStandsBetweenReads(aws.sandbox().calls().all());
            assertThat(view.sweep().reads().calls())
                    .isEqualTo(aws.sandbox().calls().count(READ));
            assertThat(view.sweep().reads().throttled())
                    .isEqualTo(aws.sandbox().calls().throttled(READ));
        }
    }

    private static SweepResult sweep(SandboxAws aws, boolean fix) throws InterruptedException {
        return SweepFixture.run(
                Wiring.sweep(aws.clients(), Double.POSITIVE_INFINITY, Settings.LedgerSettings.NONE, aws.time()),
                new SweepOrder("matrix", aws.where(), MatrixTable.POLICY, fix, SweepOrder.NO_DEADLINE));
    }

    /** Tagged tables that come first, so that those of the fleet stand on the second page of tags. */
    private static List<String> fill(SandboxAws aws, int count) {
        List<String> names =
                IntStream.range(0, count).mapToObj("aaa-%03d"::formatted).toList();
        names.forEach(name -> aws.sandbox().tables().create(name).enabled(35).tags(Map.of("kind", "filler")));
        return names;
    }

    private static Map<MatrixTable, ContinuousBackups> seed(SandboxAws aws, List<MatrixTable> fleet) {
        Map<MatrixTable, ContinuousBackups> before = new HashMap<>();
        for (MatrixTable table : fleet) {
            SandboxTable created = aws.sandbox().tables().create(table.table());
            table.seed(created);
            before.put(table, created.state().backups());
        }
        return before;
    }

    private static void assertSaid(MatrixCase fault, SweepView view, List<String> fillers) {
        Map<String, String> expected = new TreeMap<>();
        fillers.forEach(name -> expected.put(name, "COMPLIANT none"));
        fault.listed().forEach(table -> {
            Said said = fault.expected(table);
            expected.put(table.table(), said.verdict() + " " + said.outcome());
        });
        Map<String, String> actual = new TreeMap<>();
        for (SweepView.TableView table : view.tables()) {
            String outcome = table.remediation() == null
                    ? "none"
                    : table.remediation().outcome().toString();
            assertThat(actual.put(table.name(), table.verdict() + " " + outcome))
                    .as("%s stands once", table.name())
                    .isNull();
            assertThat(table.reason() != null)
                    .as("%s has a reason", table.name())
                    .isEqualTo(table.verdict() == VerdictKind.UNDETERMINED
                            || table.verdict() == VerdictKind.NOT_APPLICABLE);
        }
        assertThat(actual).isEqualTo(expected);
        SweepView.Summary summary = view.summary();
        assertThat(summary.tables()).isEqualTo(expected.size());
        assertThat(summary.compliant()
                        + summary.nonCompliant()
                        + summary.exempt()
                        + summary.notApplicable()
                        + summary.undetermined())
                .isEqualTo(expected.size());
    }

    /** Whatever else is said: nothing is called compliant or not that is not so in the sandbox. */
    private static void assertTrue(SweepView view, SandboxAws aws) {
        for (SweepView.TableView table : view.tables()) {
            MatrixTable.EVERY_KIND.stream()
                    .filter(kind -> kind.table().equals(table.name()))
                    .forEach(kind -> {
                        boolean compliant =
                                kind.compliantNow(aws.sandbox().tables().get(table.name()));
                        switch (table.verdict()) {
                            case COMPLIANT ->
                                assertThat(compliant).as(table.name()).isTrue();
                            case NON_COMPLIANT ->
                                assertThat(compliant).as(table.name()).isFalse();
                            case EXEMPT, NOT_APPLICABLE, UNDETERMINED -> {}
                        }
                        if (table.remediation() != null) {
                            assertThat(table.remediation().resolved())
                                    .doesNotContain(FindingKind.DELETION_PROTECTION_OFF);
                        }
                    });
        }
    }

    /** The rule that the command line documents: 1 failed, 2 non-compliant, 3 undetermined, else 0. */
    private static void assertExitCode(MatrixCase fault, SweepView view) {
        List<String> verdicts = fault.listed().stream()
                .map(table -> fault.expected(table).verdict())
                .toList();
        int expected = fault.listingFails()
                ? 1
                : verdicts.contains("NON_COMPLIANT") ? 2 : verdicts.contains("UNDETERMINED") ? 3 : 0;
        int actual = view.sweep().failure() != null
                ? 1
                : view.summary().nonCompliant() > 0 ? 2 : view.summary().undetermined() > 0 ? 3 : 0;
        assertThat(actual).isEqualTo(expected);
        assertThat(view.sweep().complete()).isEqualTo(!fault.listingFails());
    }

    private static void assertChangedOnlyAsSaid(
            MatrixCase fault, Map<MatrixTable, ContinuousBackups> before, SandboxAws aws) {
        for (MatrixTable table : fault.fleet()) {
            SandboxTable now = aws.sandbox().tables().get(table.table());
            int days = fault.listed().contains(table) ? fault.expected(table).days() : 0;
            if (days == 0) {
                assertThat(now.state().backups()).as(table.table()).isEqualTo(before.get(table));
            } else {
                assertThat(now.recovery())
                        .as(table.table())
                        .isInstanceOfSatisfying(
                                Recovery.Enabled.class,
                                enabled -> assertThat(enabled.days()).isEqualTo(days));
            }
        }
    }

    private static void assertEachWriteStandsBetweenReads(List<Call> calls) {
        for (int i = 0; i < calls.size(); i++) {
            Call call = calls.get(i);
            if (call.operation().equals(WRITE)) {
                assertThat(reads(calls.subList(0, i), call)).as("reads before").isGreaterThanOrEqualTo(2);
                if (call.error() == null) {
                    assertThat(reads(calls.subList(i, calls.size()), call))
                            .as("reads after")
                            .isPositive();
                }
            }
        }
    }

    private static long reads(List<Call> calls, Call write) {
        return calls.stream()
                .filter(call -> call.operation().equals(READ))
                .filter(call -> String.valueOf(write.table()).equals(call.table()))
                .count();
    }
}

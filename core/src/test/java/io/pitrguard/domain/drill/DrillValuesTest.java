package io.pitrguard.domain.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.domain.policy.DrillBudget;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.restore.RestoreCall;
import io.pitrguard.domain.restore.RestoreCommands;
import io.pitrguard.domain.restore.RestorePoint;
import io.pitrguard.domain.restore.TableKeys;
import io.pitrguard.port.AnyDrill;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrillValuesTest {
    private static final Instant AT = AnyDrill.AT;

    @Test
    void idsSortByTheTimeOfTheRequest() {
        assertThat(AnyDrill.id(0)).hasToString("drill-20261122-100000-orders-7f3a");
        assertThat(AnyDrill.id(1)).isGreaterThan(AnyDrill.id(0));
        assertThat(DrillId.valid("drill-20261122-100000-orders-7f3a")).isTrue();
        assertThat(DrillId.of(AT, AnyDrill.SOURCE.where().table("x".repeat(255)), "7f3a")
                        .value())
                .hasSizeLessThanOrEqualTo(80);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "drill-", "drill-A", "20261122-100000-orders-7f3a", "drill-a b", "drill-abc-"})
    void refusesWhatIsNoId(String text) {
        assertThat(DrillId.valid(text)).isFalse();
        assertThatThrownBy(() -> new DrillId(text)).hasMessageContaining("not the id of a drill");
    }

    @Test
    void namesTablesAfterTheirSourceAndTheTime() {
        assertThat(DrillTarget.of(AnyDrill.SOURCE, "id-1", AT).name())
                .matches("pitr-guard-drill-[0-9a-f]{8}-20261122-100000");
        assertThat(DrillTarget.of(AnyDrill.SOURCE, "id-1", AT))
                .isNotEqualTo(DrillTarget.of(AnyDrill.SOURCE, "id-2", AT));
    }

    @Test
    void restoresOnDemandAndWithoutIndexesUnlessAsked() {
        RestoreCall call = AnyDrill.plan().call();

        assertThat(call.onDemand()).isTrue();
        assertThat(call.indexes()).isFalse();
        assertThat(call.kmsKey()).isEmpty();
        assertThat(call.from())
                .isEqualTo(new RestorePoint.PointInTime(AnyDrill.plan().moment()));
        assertThat(AnyDrill.plan(AnyDrill.everything()).call().indexes()).isTrue();
        assertThat(AnyDrill.plan().where()).isEqualTo(AnyDrill.SOURCE.where());
        assertThat(RestoreCommands.restore(call))
                .contains(" --billing-mode-override PAY_PER_REQUEST", " --global-secondary-index-override '[]'");
    }

    @ParameterizedTest
    @CsvSource({"'', PT0S", "' ', PT0S", "ann, PT-1S", "ann, PT168H1S"})
    void refusesOrdersThatCannotBe(String requester, Duration keep) {
        assertThatThrownBy(() -> new DrillOrder(requester, "0", keep, false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyWhatIsNotPassedHasAReason() {
        CheckResult.Question question = new CheckResult.Question(CheckKind.COUNT, "how", "expected");

        assertThat(question.passed("seen").reason()).isEmpty();
        assertThatThrownBy(() -> question.failed("seen", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> question.notProven("seen", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CheckResult(CheckKind.COUNT, "", "", "", DrillVerdict.PASSED, "But it is not."))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void measuresFromTheRequest() {
        DrillTimes times = DrillTimes.NONE.requested(AT).active(AT.plusSeconds(60));

        assertThat(times.restored()).contains(Duration.ofMinutes(1));
        assertThat(times.recovery()).isEmpty();
        assertThat(times.checked(AT.plusSeconds(90)).recovery()).contains(Duration.ofSeconds(90));
        assertThat(times.deleted(AT.plusSeconds(99)).deleted()).contains(AT.plusSeconds(99));
        assertThat(DrillTimes.NONE.restored()).isEmpty();
    }

    @Test
    void whatWasAbortedIsNotPassed() {
        assertThatThrownBy(() -> new Abort(DrillVerdict.PASSED, "", "")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, -1", "NaN, 0", "0, NaN"})
    void readUnitsAreNumbersFromZero(double restored, double source) {
        assertThatThrownBy(() -> new ReadUnits(restored, source)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readUnitsAddUp() {
        assertThat(new ReadUnits(1.5, 2).and(new ReadUnits(1, 0.5))).isEqualTo(new ReadUnits(2.5, 2.5));
    }

    @Test
    void callsKeepTheFirstThatIsKnown() {
        DrillCalls known = DrillCalls.NONE.restored(Optional.of("r-1"), "id-2");

        assertThat(known.restored(Optional.empty(), "id-2")).isEqualTo(known);
        assertThat(known.consumed(new ReadUnits(1, 1)).units()).isEqualTo(new ReadUnits(1, 1));
    }

    @Test
    void everyStateTellsItsKindAndItsTable() {
        assertThat(AnyDrill.states())
                .extracting(DrillState::kind)
                .containsExactly(
                        DrillStateKind.PLANNED,
                        DrillStateKind.REQUESTED,
                        DrillStateKind.RESTORING,
                        DrillStateKind.RESTORING,
                        DrillStateKind.CHECKING,
                        DrillStateKind.CHECKING,
                        DrillStateKind.KEEPING,
                        DrillStateKind.DELETING,
                        DrillStateKind.ENDED,
                        DrillStateKind.ENDED);
        assertThat(AnyDrill.states())
                .extracting(state -> state.madeTableId().orElse("-"))
                .containsExactly("-", "-", "id-2", "id-2", "id-2", "id-2", "id-2", "id-2", "-", "id-2");
        assertThat(AnyDrill.states().stream().filter(DrillState::over)).hasSize(2);
    }

    @Test
    void segmentsEndWithoutANextKey() {
        SegmentProgress half = SegmentProgress.NONE.after(
                5, AnyDrill.progress().segments().getFirst().next());

        assertThat(half.over()).isFalse();
        assertThat(half.after(2, Optional.empty())).isEqualTo(new SegmentProgress(7, Optional.empty(), true));
        assertThatThrownBy(() -> new SegmentProgress(-1, Optional.empty(), false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SegmentProgress(1, half.next(), true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void progressKnowsWhatIsDone() {
        CheckProgress start = CheckProgress.start(2);

        assertThat(start.counted()).isFalse();
        CheckProgress counted = start.with(0, new SegmentProgress(3, Optional.empty(), true))
                .with(1, new SegmentProgress(4, Optional.empty(), true))
                .consumed(new ReadUnits(2, 1))
                .withExport("arn")
                .with(SampleProgress.NONE.nextSpot());
        assertThat(counted.counted()).isTrue();
        assertThat(counted.items()).isEqualTo(7);
        assertThat(counted.units()).isEqualTo(new ReadUnits(2, 1));
        assertThat(counted.export()).contains("arn");
        assertThat(counted.sample().spot()).isEqualTo(1);
        assertThat(counted.has(CheckKind.COUNT)).isFalse();
        CheckProgress judged = counted.with(AnyDrill.results().getFirst())
                .with(AnyDrill.results().getLast());
        assertThat(judged.has(CheckKind.COUNT)).isTrue();
        assertThat(judged.assertions()).isEqualTo(1);
        assertThatThrownBy(() -> CheckProgress.start(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void recordsKeepTheBeginningAndTheEndOfALongLog() {
        DrillRecord record = DrillRecord.planned(AnyDrill.id(1), AnyDrill.plan());
        for (int i = 0; i < 300; i++) {
            record = record.noted(AT, "Entry " + i);
        }

        assertThat(record.log()).hasSize(DrillRecord.MOST_EVENTS);
        assertThat(record.log().getFirst().what()).startsWith("Planned by");
        assertThat(record.log().getLast().what()).isEqualTo("Entry 299");
        assertThat(record.where()).isEqualTo(AnyDrill.SOURCE.where());
    }

    @Test
    void recordsKnowWhatTheyCameTo() {
        DrillRecord planned = DrillRecord.planned(AnyDrill.id(1), AnyDrill.plan());
        CheckResult passed = AnyDrill.results().getFirst();
        CheckResult failed = AnyDrill.results().get(1);
        Abort abort = new Abort(DrillVerdict.NOT_PROVEN, "It vanished.", "Again.");

        assertThat(planned.verdict()).isEmpty();
        assertThat(planned.recoveryPoint()).isEmpty();
        assertThat(AnyDrill.ended(1, AT, passed).verdict()).contains(DrillVerdict.PASSED);
        assertThat(AnyDrill.ended(1, AT, passed).recoveryPoint()).contains(Duration.ofMinutes(5));
        assertThat(planned.aborted(abort).verdict()).contains(DrillVerdict.NOT_PROVEN);
        assertThat(planned.with(List.of(failed)).aborted(abort).verdict()).contains(DrillVerdict.FAILED);
        assertThat(planned.with(List.of(passed)).aborted(abort).verdict()).contains(DrillVerdict.NOT_PROVEN);
        assertThat(planned.with(new ReadUnits(3, 1)).calls().units()).isEqualTo(new ReadUnits(3, 1));
        assertThat(planned.with(new DrillState.Requested(AT)).state()).isEqualTo(new DrillState.Requested(AT));
        assertThat(planned.with(new DrillEvidenceLink(1, "a")).evidence()).contains(new DrillEvidenceLink(1, "a"));
        assertThat(planned.notification()).isEqualTo(EndNotification.PENDING);
        assertThat(planned.with(new EndNotification.Begun(AT)).notification()).isEqualTo(new EndNotification.Begun(AT));
    }

    @Test
    void onlyADrillThatIsOverLeavesATable() {
        DrillState.LeftOver left = new DrillState.LeftOver("id-2", List.of("It is used."));

        assertThat(AnyDrill.record(AnyDrill.id(1), new DrillState.Deleting("id-2", AT))
                        .left())
                .isEmpty();
        assertThat(AnyDrill.record(AnyDrill.id(1), new DrillState.Ended(Optional.of(left)))
                        .left())
                .contains(left);
    }

    @ParameterizedTest
    @CsvSource({"PT23H, 1", "PT8785H, 1", "PT24H, 0", "PT24H, 1000001"})
    void refusesRequirementsThatCannotBe(Duration every, int sample) {
        assertThatThrownBy(() -> new DrillRequirement(
                        every,
                        Optional.empty(),
                        Optional.empty(),
                        sample,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesMoreAssertionsThanADrillMayHave() {
        List<DrillRequirement.Assertion> many =
                Collections.nCopies(DrillRequirement.MOST_ASSERTIONS + 1, assertion("SELECT", 1, -1));

        assertThatThrownBy(() -> new DrillRequirement(
                        Duration.ofDays(30),
                        Optional.empty(),
                        Optional.empty(),
                        1,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        many))
                .hasMessage("a drill has 10 assertions at most, not 11");
    }

    @Test
    void refusesTimeAttributesThatCannotBe() {
        assertThatThrownBy(() -> new DrillRequirement.TimeAttribute(" ", Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DrillRequirement.TimeAttribute("t", Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void assertionsHoldWithinTheirBounds() {
        DrillRequirement.Assertion least = assertion("SELECT", 2, -1);
        DrillRequirement.Assertion most = assertion("SELECT", -1, 4);
        DrillRequirement.Assertion both = assertion("SELECT", 2, 4);

        assertThat(List.of(least.bounds(), most.bounds(), both.bounds()))
                .containsExactly("at least 2", "at most 4", "2 to 4");
        assertThat(List.of(least.holds(1), least.holds(2), most.holds(4), most.holds(5), both.holds(3)))
                .containsExactly(false, true, true, false, true);
    }

    @ParameterizedTest
    @CsvSource({"' ', 1, 2", "SELECT, -1, -1", "SELECT, 3, 2", "SELECT, -5, 2"})
    void refusesAssertionsThatCannotBe(String statement, long min, long max) {
        assertThatThrownBy(() -> assertion(statement, min, max)).isInstanceOf(IllegalArgumentException.class);
    }

    /** {@code -1} is none. */
    private static DrillRequirement.Assertion assertion(String statement, long min, long max) {
        return new DrillRequirement.Assertion(
                statement,
                min == -1 ? OptionalLong.empty() : OptionalLong.of(min),
                max == -1 ? OptionalLong.empty() : OptionalLong.of(max));
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "101, 1, 1", "1, 0, 1", "1, 21, 1", "1, 1, 0", "1, 1, 100001"})
    void refusesBudgetsThatCannotBe(int perRun, int concurrent, int reads) {
        assertThatThrownBy(() -> new DrillBudget(perRun, concurrent, Optional.empty(), reads))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be 1 to");
    }

    @Test
    void keysAreShownWithTheirTypes() {
        assertThat(new TableKeys.Part("pk", "HASH", "S")).hasToString("pk (HASH, S)");
        List<TableKeys.Part> parts = new ArrayList<>(AnyDrill.KEYS.own());
        TableKeys keys = new TableKeys(parts, AnyDrill.KEYS.indexes());
        parts.clear();
        assertThat(keys).isEqualTo(AnyDrill.KEYS);
    }
}

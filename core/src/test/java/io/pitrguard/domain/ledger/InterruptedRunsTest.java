package io.pitrguard.domain.ledger;

import static io.pitrguard.domain.ledger.ObservationSequence.ORDERS;
import static io.pitrguard.domain.ledger.ObservationSequence.minute;
import static io.pitrguard.domain.ledger.ResultFixture.FIXED;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.RecoveryEnabledCheck;
import io.pitrguard.domain.evaluation.RecoveryPeriodCheck;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.ledger.RunMarker.Change;
import io.pitrguard.domain.ledger.RunMarker.Span;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.TableResult;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterruptedRunsTest {
    private static final TableRecord NOTHING = TableRecord.of(ORDERS);
    private static final InterruptedRuns NONE = runs();

    @ParameterizedTest
    @CsvSource({
        "mine, 0, true, true",
        "mine, 0, false, true",
        "other, 14, true, false",
        "other, 15, true, true",
        "other, 15, false, false"
    })
    void takesOverItsOwnTriesAndThoseOfOthersThatAreOver(String run, int minute, boolean notifies, boolean takesOver) {
        TableRecord record = NOTHING.begin(new RunMarker(minute(0), run, Change.NONE, false));

        assertThat(InterruptedRuns.of(record, "mine", Span.CALL, notifies, minute(minute))
                        .any())
                .isEqualTo(takesOver);
    }

    /** A function that reacts to a call leaves to a running sweep what its summary will say. */
    @ParameterizedTest
    @CsvSource({"CALL, 20, false", "CALL, 379, false", "CALL, 380, true", "SWEEP, 14, false", "SWEEP, 20, true"})
    void leavesToASweepOfManyCallsWhatItSetOutToDo(Span asking, int minute, boolean takesOver) {
        TableRecord record = NOTHING.begin(new RunMarker(minute(0), "sweep", Change.NONE, true, Span.SWEEP));

        assertThat(InterruptedRuns.of(record, "mine", asking, true, minute(minute))
                        .any())
                .isEqualTo(takesOver);
    }

    @Test
    void finishesWhatItTakesOverTogetherWithItself() {
        assertThat(NONE.runs()).containsExactly("mine");
        assertThat(runs(marker("other", Change.NONE, false)).runs()).containsExactly("mine", "other");
    }

    @Test
    void outcomeIsRecordedIfAnInterruptedRunRecordedItsChange() {
        TableResult fixed = ResultFixture.compliant(1).with(FIXED);

        assertThat(runs(marker("other", Change.ENABLING, true)).recorded(fixed)).isTrue();
        assertThat(runs(marker("other", Change.ENABLING, false)).recorded(fixed))
                .isFalse();
        assertThat(runs(marker("other", Change.NONE, true)).recorded(fixed)).isFalse();
        assertThat(runs(marker("other", Change.ENABLING, true)).recorded(ResultFixture.compliant(1)))
                .isFalse();
    }

    @Test
    void explainsThatRecoveryIsOnByTheRunThatSetOutToEnableIt() {
        InterruptedRuns enabling = runs(marker("a", Change.NONE, false), marker("b", Change.ENABLING, false));

        assertThat(enabling.explain(ResultFixture.compliant(1)).outcome())
                .contains(new Outcome.Fixed(
                        "Recovery is on: a run of pitr-guard that was interrupted had set out to enable it.",
                        List.of(new RecoveryEnabledCheck.RecoveryDisabled())));
        assertThat(enabling.explain(ResultFixture.off(1))).isEqualTo(ResultFixture.off(1));
        assertThat(NONE.explain(ResultFixture.compliant(1))).isEqualTo(ResultFixture.compliant(1));
    }

    @Test
    void explainsALongerPeriodOnlyIfItIsLongEnough() {
        InterruptedRuns lengthening = runs(marker("a", Change.LENGTHENING, false));
        TableResult tooShort = ResultFixture.result(
                1, ResultFixture.ON, ResultFixture.falling(new RecoveryPeriodCheck.PeriodTooShort(35, 7)));

        assertThat(lengthening.explain(ResultFixture.compliant(1)).outcome())
                .contains(new Outcome.Fixed(
                        "The recovery period is long enough: a run of pitr-guard that was interrupted had set out to lengthen it.",
                        List.of()));
        assertThat(lengthening.explain(tooShort)).isEqualTo(tooShort);
    }

    @Test
    void marksTheChangeThatPeopleAreNotifiedOf() {
        TableRecord record = NOTHING.begin(marker("mine", Change.LENGTHENING, false));
        InterruptedRuns other = runs(marker("other", Change.ENABLING, false));
        TableResult fixed = ResultFixture.compliant(1).with(FIXED);

        assertThat(other.notifying(record, fixed, minute(2)))
                .isEqualTo(new RunMarker(minute(2), "mine", Change.LENGTHENING, true));
        assertThat(other.notifying(NOTHING, fixed, minute(2)))
                .isEqualTo(new RunMarker(minute(2), "mine", Change.ENABLING, true));
        assertThat(NONE.notifying(NOTHING, fixed, minute(2)))
                .isEqualTo(new RunMarker(minute(2), "mine", Change.NONE, true));
        assertThat(other.notifying(record, ResultFixture.off(1), minute(2)))
                .isEqualTo(new RunMarker(minute(2), "mine", Change.NONE, true));
    }

    /** A later run that looked at the table notified people of how it is; only what the run itself began is not over. */
    @ParameterizedTest
    @CsvSource({"other, 2, 3, false", "other, 2, 1, true", "other, 1, 3, true", "mine, 2, 3, true"})
    void explainsNothingOnceALaterLookWasNotified(String run, int observed, int notified, boolean any) {
        TableRecord record = NOTHING.begin(new RunMarker(minute(1), run, Change.ENABLING, true))
                .learn(ObservationSequence.compliant(observed))
                .record()
                .notified(NotifiedState.<FindingKind>nothing().with(new TreeSet<>(), minute(notified)));

        InterruptedRuns runs = InterruptedRuns.of(record, "mine", Span.CALL, true, minute(20));

        assertThat(runs.any()).isEqualTo(any);
        assertThat(runs.mayHaveNotified()).isEqualTo(any);
        assertThat(runs.explain(ResultFixture.compliant(20)).fixed()).isEqualTo(any);
        assertThat(runs.runs()).contains("mine", run);
    }

    @Test
    void explainsAChangeThatNobodyWasEverNotifiedOf() {
        TableRecord record = NOTHING.begin(marker("other", Change.ENABLING, true))
                .learn(ObservationSequence.compliant(2))
                .record();

        assertThat(InterruptedRuns.of(record, "mine", Span.CALL, true, minute(20))
                        .explain(ResultFixture.compliant(20))
                        .fixed())
                .isTrue();
    }

    private static InterruptedRuns runs(RunMarker... markers) {
        return new InterruptedRuns("mine", Span.CALL, List.of(markers), Set.of());
    }

    private static RunMarker marker(String run, Change change, boolean recorded) {
        return new RunMarker(minute(0), run, change, recorded);
    }
}

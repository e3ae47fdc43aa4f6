package io.pitrguard.domain.ledger;

import static io.pitrguard.domain.ledger.ObservationSequence.minute;
import static io.pitrguard.domain.ledger.ResultFixture.compliant;
import static io.pitrguard.domain.ledger.ResultFixture.off;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.RecoveryEnabledCheck;
import io.pitrguard.domain.evaluation.RecoveryPeriodCheck;
import io.pitrguard.domain.ledger.LastAttempt.Ending;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.domain.remediation.Plan;
import io.pitrguard.domain.remediation.TableResult;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is left of an attempt that did not show, or failed. */
class LastAttemptTest {
    private static final LastAttempt OPEN = new LastAttempt(RunMarker.Change.ENABLING, minute(0), Ending.UNCONFIRMED);
    private static final LastAttempt FAILED = new LastAttempt(RunMarker.Change.NONE, minute(0), Ending.FAILED);
    private static final Outcome AGAIN = ResultFixture.outcome(OutcomeKind.UNCONFIRMED);

    @ParameterizedTest
    @EnumSource(OutcomeKind.class)
    void isDecidedByTheOutcome(OutcomeKind kind) {
        Optional<LastAttempt> expected = switch (kind) {
            case FIXED -> Optional.empty();
            case UNCONFIRMED -> Optional.of(new LastAttempt(RunMarker.Change.ENABLING, minute(1), Ending.UNCONFIRMED));
            case FIX_FAILED -> Optional.of(new LastAttempt(RunMarker.Change.NONE, minute(1), Ending.FAILED));
            case PLANNED, ALERT_ONLY, DEFERRED, OVER_BUDGET, FLAPPING -> Optional.of(OPEN);
        };

        assertThat(after(OPEN, off(1).with(ResultFixture.outcome(kind)))).isEqualTo(expected);
    }

    @Test
    void isOverWhenTheTableNoLongerFallsShort() {
        RecoveryPeriodCheck.PeriodTooShort tooShort = new RecoveryPeriodCheck.PeriodTooShort(35, 7);
        TableResult shortened = ResultFixture.result(1, ResultFixture.ON, ResultFixture.falling(tooShort));
        TableResult unread = ResultFixture.result(1, ResultFixture.ON, ResultFixture.UNDETERMINED);

        assertThat(after(OPEN, compliant(1))).isEmpty();
        assertThat(after(OPEN, off(1))).hasValue(OPEN);
        assertThat(after(OPEN, shortened)).hasValue(OPEN);
        assertThat(after(OPEN, unread)).hasValue(OPEN);
    }

    @Test
    void staysWhereAnOlderObservationComesLate() {
        assertThat(after(OPEN, compliant(-1))).hasValue(OPEN);
    }

    @Test
    void failsWhatNoReadShowsFiveMinutesLater() {
        assertThat(OPEN.judge(AGAIN, minute(4))).isEqualTo(AGAIN);
        assertThat(OPEN.judge(AGAIN, minute(5)))
                .isInstanceOfSatisfying(
                        Outcome.FixFailed.class,
                        failed -> assertThat(failed.message()).contains("Not shown yet.", minute(0) + ""));
        assertThat(OPEN.judge(ResultFixture.FIXED, minute(5))).isEqualTo(ResultFixture.FIXED);
        assertThat(FAILED.judge(AGAIN, minute(5))).isEqualTo(AGAIN);
    }

    @Test
    void explainsTheChangeThatShowsLate() {
        assertThat(OPEN.explain(compliant(1)).outcome())
                .hasValueSatisfying(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Outcome.Fixed.class,
                                fixed -> assertThat(fixed.resolved())
                                        .containsExactly(new RecoveryEnabledCheck.RecoveryDisabled())));
        LastAttempt longer = new LastAttempt(RunMarker.Change.LENGTHENING, minute(0), Ending.UNCONFIRMED);
        assertThat(longer.explain(compliant(1)).outcome())
                .hasValueSatisfying(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Outcome.Fixed.class,
                                fixed -> assertThat(fixed.resolved()).isEqualTo(List.of())));
    }

    @Test
    void explainsNothingElse() {
        TableResult shorter = ResultFixture.result(
                1, ResultFixture.ON, ResultFixture.falling(new RecoveryPeriodCheck.PeriodTooShort(35, 7)));

        assertThat(FAILED.explain(compliant(1))).isEqualTo(compliant(1));
        assertThat(OPEN.explain(off(1))).isEqualTo(off(1));
        assertThat(OPEN.explain(shorter)).isEqualTo(shorter);
        TableResult explained = compliant(1).with(ResultFixture.FIXED);
        assertThat(OPEN.explain(explained)).isEqualTo(explained);
    }

    @Test
    void knowsWhatAPlanChanges() {
        assertThat(RunMarker.Change.of(new Plan.EnableRecovery(35))).isEqualTo(RunMarker.Change.ENABLING);
        assertThat(RunMarker.Change.of(new Plan.LengthenPeriod(7, 35))).isEqualTo(RunMarker.Change.LENGTHENING);
        assertThat(FAILED.failed()).isTrue();
        assertThat(OPEN.failed()).isFalse();
    }

    private static Optional<LastAttempt> after(LastAttempt before, TableResult result) {
        return LastAttempt.after(Optional.of(before), Observation.of(result, Trigger.SWEEP, Optional.empty()));
    }
}

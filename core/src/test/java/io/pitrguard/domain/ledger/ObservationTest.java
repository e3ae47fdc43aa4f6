package io.pitrguard.domain.ledger;

import static io.pitrguard.domain.ledger.ObservationSequence.ORDERS;
import static io.pitrguard.domain.ledger.ObservationSequence.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.domain.evaluation.DeletionProtectionCheck;
import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.RecoveryPeriodCheck;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.ledger.LastObservation.Recovery;
import io.pitrguard.domain.ledger.LastObservation.Status;
import io.pitrguard.domain.policy.Exemption;
import io.pitrguard.domain.recovery.Loss;
import io.pitrguard.domain.recovery.Point;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ObservationTest {
    private static final Cause THROTTLED = new Cause(Cause.Kind.THROTTLED, "AWS throttled it.");
    private static final RecoveryState.Enabled ON =
            new RecoveryState.Enabled(OptionalInt.of(7), Optional.of(minute(-60)), Optional.of(minute(-5)));

    @Test
    void sumsUpWhatWasSeenAndTellsWhatTheWindowWas() {
        Optional<Outcome> outcome = Optional.of(new Outcome.Planned("It would be."));

        Observation observation =
                Observation.of(ORDERS, minute(0), Trigger.DRIFT, ON, judged(new Verdict.Compliant()), outcome);

        assertThat(observation)
                .isEqualTo(new Observation(
                        ORDERS,
                        Optional.empty(),
                        Optional.empty(),
                        new LastObservation(
                                minute(0),
                                Trigger.DRIFT,
                                "Compliant",
                                new TreeMap<>(),
                                "",
                                new Recovery(
                                        Status.ENABLED,
                                        OptionalInt.of(7),
                                        Optional.of(minute(-60)),
                                        Optional.of(minute(-5)))),
                        Optional.of(
                                new Point(minute(0), Optional.of(new Point.Window(minute(-60), OptionalInt.of(7))))),
                        outcome,
                        Optional.empty()));
    }

    @Test
    void takesTheIdAndTheActor() {
        Actor actor = new Actor("role/admin", "192.0.2.1", "AWS CLI", "r-1");
        Observation observation = read(ON).of("id-1").by(actor);

        assertThat(observation.tableId()).contains("id-1");
        assertThat(observation.actor()).contains(actor);
        assertThat(actor.description()).isEqualTo("role/admin, from 192.0.2.1, with AWS CLI (request r-1)");
    }

    @Test
    void tellsTheWindowOnlyWhereItWasRead() {
        assertThat(read(new RecoveryState.Disabled()).point()).contains(new Point(minute(0), Optional.empty()));
        assertThat(read(new RecoveryState.Enabled(OptionalInt.of(7), Optional.empty(), Optional.empty()))
                        .point())
                .isEmpty();
        assertThat(read(new RecoveryState.TableGone()).point()).isEmpty();
        assertThat(read(new RecoveryState.Unreadable(THROTTLED)).point()).isEmpty();
    }

    @Test
    void sumsUpEachState() {
        assertThat(List.of(
                        new RecoveryState.Disabled(),
                        new RecoveryState.TableGone(),
                        new RecoveryState.Unreadable(THROTTLED)))
                .extracting(state -> read(state).seen().recovery())
                .containsExactly(
                        new Recovery(Status.DISABLED, OptionalInt.empty(), Optional.empty(), Optional.empty()),
                        new Recovery(Status.GONE, OptionalInt.empty(), Optional.empty(), Optional.empty()),
                        new Recovery(Status.UNREADABLE, OptionalInt.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void sumsUpViolationsByKind() {
        LastObservation seen = seen(new Verdict.NonCompliant(List.of(
                new RecoveryPeriodCheck.PeriodTooShort(35, 7),
                new DeletionProtectionCheck.DeletionProtectionOff(),
                new RecoveryPeriodCheck.PeriodTooShort(14, 7))));

        assertThat(seen.verdict()).hasToString("NonCompliant");
        assertThat(seen.violations())
                .isEqualTo(Map.of(
                        "DeletionProtectionOff",
                        new DeletionProtectionCheck.DeletionProtectionOff().message(),
                        "PeriodTooShort",
                        new RecoveryPeriodCheck.PeriodTooShort(35, 7).message()
                                + " "
                                + new RecoveryPeriodCheck.PeriodTooShort(14, 7).message()));
        assertThat(seen.reason()).isEmpty();
        assertThat(seen.exempt() || seen.undetermined()).isFalse();
    }

    @Test
    void sumsUpWhyThereIsNothingToSay() {
        LastObservation exempt =
                seen(new Verdict.Exempt(new Exemption("being retired", "shop", LocalDate.parse("2027-01-01"))));
        LastObservation undetermined = seen(new Verdict.Undetermined(THROTTLED));

        assertThat(exempt.exempt()).isTrue();
        assertThat(exempt.reason()).isEqualTo("Exempt until 2027-01-01: being retired (owner: shop).");
        assertThat(undetermined.undetermined()).isTrue();
        assertThat(undetermined.reason()).isEqualTo("AWS throttled it.");
        assertThat(seen(new Verdict.NotApplicable("It is gone.")).reason()).isEqualTo("It is gone.");
    }

    @Test
    void lossHasALength() {
        assertThatThrownBy(() -> new Loss(minute(1), minute(1), minute(2)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static LastObservation seen(Verdict verdict) {
        return LastObservation.of(minute(0), Trigger.SWEEP, ON, judged(verdict));
    }

    private static Observation read(RecoveryState state) {
        return Observation.of(
                ORDERS, minute(0), Trigger.SWEEP, state, judged(new Verdict.Compliant()), Optional.empty());
    }

    private static Judgement judged(Verdict verdict) {
        return new Judgement(verdict, Optional.empty(), List.of());
    }
}

package io.pitrguard.domain.ledger;

import static io.pitrguard.domain.ledger.ObservationSequence.ORDERS;
import static io.pitrguard.domain.ledger.ObservationSequence.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.domain.evaluation.DeletionProtectionCheck;
import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.RecoveryPeriodCheck;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.ledger.LastObservation.Recovery;
import io.pitrguard.domain.ledger.LastObservation.Status;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Exemption;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.recovery.Loss;
import io.pitrguard.domain.recovery.Point;
import io.pitrguard.domain.remediation.MonthlyCost;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.domain.table.Tags;
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
                Observation.of(result(ON, new Fact.NotRead<>(), outcome), Trigger.DRIFT, Optional.empty());

        assertThat(observation)
                .isEqualTo(new Observation(
                        ORDERS,
                        Optional.empty(),
                        Optional.empty(),
                        new LastObservation(
                                minute(0),
                                Trigger.DRIFT,
                                VerdictKind.COMPLIANT,
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
    void takesTheIdAndTheCall() {
        Actor actor = new Actor("role/admin", "192.0.2.1", "AWS CLI", "r-1");
        Fact<TableDetails> details = new Fact.Known<>(new TableDetails(
                TableStatus.ACTIVE, 0, false, Optional.of(new TableDetails.Origin("id-1", minute(-90)))));

        Call call = new Call("DeleteTable", minute(0), actor, false, false, OptionalInt.empty(), false);

        Observation observation =
                Observation.of(result(ON, details, Optional.empty()), Trigger.DRIFT, Optional.of(call));

        assertThat(observation.tableId()).contains("id-1");
        assertThat(observation.createdAt()).contains(minute(-90));
        assertThat(observation.call()).contains(call);
        assertThat(actor.description()).isEqualTo("role/admin, from 192.0.2.1, with AWS CLI (request r-1)");
    }

    /** What could not be read of it is not judged later, but undetermined now. */
    @Test
    void isPostponedOnlyWhereATableOfAnOwnRestoreIsJudgedLater() {
        Verdict later = new Verdict.NotApplicable("pitr-guard is restoring this table.", true);
        Verdict undetermined = new Verdict.Undetermined(THROTTLED);

        assertThat(judged(later, Optional.of("20261130-091500-orders")).postponed())
                .isTrue();
        assertThat(judged(undetermined, Optional.of("20261130-091500-orders")).postponed())
                .isFalse();
        assertThat(judged(later, Optional.empty()).postponed()).isFalse();
    }

    private static Observation judged(Verdict verdict, Optional<String> ownRestore) {
        LastObservation observed =
                LastObservation.of(minute(0), Trigger.SWEEP, ON, new Judgement(verdict, Optional.empty(), List.of()));
        return new Observation(
                ORDERS,
                Optional.empty(),
                Optional.empty(),
                observed,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ownRestore);
    }

    @Test
    void keepsTheRuleAndTheSizeThatWasRead() {
        Fact<TableDetails> described = new Fact.Known<>(new TableDetails(TableStatus.ACTIVE, 4_096, false));
        Rule rule =
                new Rule("critical", Match.EVERY_TABLE, new Rule.Effect.Require(Requirement.RECOVERY_ON, Action.ALERT));
        Judgement judged = new Judgement(new Verdict.Compliant(), Optional.of(rule), List.of());

        assertThat(observed(new Fact.NotRead<>()).details()).isEqualTo(LastObservation.Details.NONE);
        assertThat(observed(described).details().sizeBytes()).hasValue(4_096);
        assertThat(LastObservation.of(minute(0), Trigger.SWEEP, ON, judged)
                        .details()
                        .rule())
                .contains("critical");
    }

    private static LastObservation observed(Fact<TableDetails> details) {
        return Observation.of(result(ON, details, Optional.empty()), Trigger.SWEEP, Optional.empty())
                .observed();
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
    void isNotSureOfTheWindowOfATableThatCouldNotBeDescribed() {
        assertThat(Observation.of(
                                result(ON, new Fact.Unreadable<>(THROTTLED), Optional.empty()),
                                Trigger.SWEEP,
                                Optional.empty())
                        .point())
                .isEmpty();
        Fact<TableDetails> unknown = new Fact.Known<>(new TableDetails(TableStatus.ACTIVE, 0, false));
        for (Fact<TableDetails> details : List.<Fact<TableDetails>>of(unknown, new Fact.Gone<>())) {
            Observation observation =
                    Observation.of(result(ON, details, Optional.empty()), Trigger.SWEEP, Optional.empty());
            assertThat(observation.point()).isPresent();
            assertThat(observation.tableId()).isEmpty();
        }
    }

    @Test
    void sumsUpEachState() {
        assertThat(List.of(
                        new RecoveryState.Disabled(),
                        new RecoveryState.TableGone(),
                        new RecoveryState.Unreadable(THROTTLED)))
                .extracting(state -> read(state).observed().recovery())
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

        assertThat(seen.verdict()).isEqualTo(VerdictKind.NON_COMPLIANT);
        assertThat(seen.violations())
                .isEqualTo(Map.of(
                        FindingKind.DELETION_PROTECTION_OFF,
                        new DeletionProtectionCheck.DeletionProtectionOff().message(),
                        FindingKind.PERIOD_TOO_SHORT,
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
        return Observation.of(result(state, new Fact.NotRead<>(), Optional.empty()), Trigger.SWEEP, Optional.empty());
    }

    private static TableResult result(RecoveryState state, Fact<TableDetails> details, Optional<Outcome> outcome) {
        return new TableResult(
                new TableSnapshot(new TableFacts(ORDERS, Tags.NONE, details), state, minute(0)),
                judged(new Verdict.Compliant()),
                new MonthlyCost.Unknown("No price."),
                outcome);
    }

    private static Judgement judged(Verdict verdict) {
        return new Judgement(verdict, Optional.empty(), List.of());
    }
}

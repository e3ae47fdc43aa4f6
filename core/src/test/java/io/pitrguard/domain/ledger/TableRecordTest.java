package io.pitrguard.domain.ledger;

import static io.pitrguard.domain.ledger.ObservationSequence.OFF;
import static io.pitrguard.domain.ledger.ObservationSequence.ORDERS;
import static io.pitrguard.domain.ledger.ObservationSequence.compliant;
import static io.pitrguard.domain.ledger.ObservationSequence.exempt;
import static io.pitrguard.domain.ledger.ObservationSequence.minute;
import static io.pitrguard.domain.ledger.ObservationSequence.of;
import static io.pitrguard.domain.ledger.ObservationSequence.point;
import static io.pitrguard.domain.ledger.ObservationSequence.undetermined;
import static io.pitrguard.domain.ledger.ObservationSequence.violating;
import static io.pitrguard.domain.ledger.ObservationSequence.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pitrguard.domain.evaluation.RecoveryEnabledCheck;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.ledger.TimelineEntry.Kind;
import io.pitrguard.domain.policy.Exemption;
import io.pitrguard.domain.recovery.Loss;
import io.pitrguard.domain.recovery.Point;
import io.pitrguard.domain.recovery.RecoveryHistory;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.table.RecoveryState;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TableRecordTest {
    private static final String MESSAGE = OFF.get(FindingKind.RECOVERY_DISABLED);
    private static final FindingKind SHORT = FindingKind.PERIOD_TOO_SHORT;

    private final List<TimelineEntry> timeline = new ArrayList<>();
    private TableRecord record = TableRecord.of(ORDERS);

    @Test
    void knowsNothingOfATableThatWasNeverSeen() {
        assertThat(record)
                .isEqualTo(new TableRecord(
                        ORDERS,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        RecoveryHistory.NONE,
                        List.of(),
                        Optional.empty(),
                        NotifiedState.nothing(),
                        Flapping.NONE,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        List.of()));
        assertThat(record.tableId()).isEmpty();
    }

    @Test
    void keepsTheNewestObservationAndAddsNothingForCompliantTable() {
        learn(compliant(0), compliant(5));

        assertThat(record.lastObservation()).contains(compliant(5).observed());
        assertThat(timeline).isEmpty();
    }

    @Test
    void opensWhatWasNotThereBefore() {
        Actor actor = new Actor("role/admin", "192.0.2.1", "AWS CLI", "r-1");
        Call disabling = new Call("UpdateContinuousBackups", minute(1), actor, false, true, OptionalInt.empty(), false);
        Observation off = violating(1, OFF).of("id-1").after(disabling);

        learn(compliant(0), off);

        assertThat(timeline)
                .containsExactly(new TimelineEntry(
                        minute(1),
                        Kind.OPENED,
                        Trigger.SWEEP,
                        MESSAGE,
                        Optional.of(actor),
                        Optional.of("id-1"),
                        Optional.of(FindingKind.RECOVERY_DISABLED)));
    }

    @Test
    void opensEachViolationOfATableThatWasNeverSeen() {
        learn(violating(
                0, Map.of(FindingKind.RECOVERY_DISABLED, MESSAGE, FindingKind.DELETION_PROTECTION_OFF, "It is off.")));

        assertTimeline(tuple(0, Kind.OPENED, MESSAGE), tuple(0, Kind.OPENED, "It is off."));
    }

    @Test
    void tellsNothingOfWhatIsStillTheSame() {
        learn(violating(0, OFF), violating(1, OFF));

        assertTimeline(tuple(0, Kind.OPENED, MESSAGE));
    }

    @Test
    void tellsWhatHasChanged() {
        learn(violating(0, Map.of(SHORT, "It is 7 days.")), violating(1, Map.of(SHORT, "It is 3 days.")));

        assertTimeline(tuple(0, Kind.OPENED, "It is 7 days."), tuple(1, Kind.CHANGED, "It is 3 days."));
    }

    @Test
    void takesALagThatOnlyWentOnForTheSame() {
        String lag = "The latest restorable time is %s (%s ago); the policy allows a lag of at most 15m.";

        learn(
                violating(0, Map.of(FindingKind.RESTORE_POINT_STALE, lag.formatted("2026-11-22T09:00:00Z", "1h"))),
                violating(9, Map.of(FindingKind.RESTORE_POINT_STALE, lag.formatted("2026-11-22T09:00:03Z", "1h 8m"))));

        assertThat(timeline).extracting(TimelineEntry::kind).containsExactly(Kind.OPENED);
    }

    @Test
    void resolvesWhatIsGone() {
        learn(violating(0, OFF), violating(1, Map.of(SHORT, "It is 3 days.")), compliant(2));

        assertTimeline(
                tuple(0, Kind.OPENED, MESSAGE),
                tuple(1, Kind.OPENED, "It is 3 days."),
                tuple(1, Kind.RESOLVED, "Resolved: recovery was off. Before: Point-in-time recovery is off."),
                tuple(2, Kind.RESOLVED, "Resolved: the recovery period was too short. Before: It is 3 days."));
    }

    @Test
    void entryNamesTheFindingThatItIsAbout() {
        learn(violating(0, Map.of(SHORT, "It is 7 days.")), violating(1, Map.of(SHORT, "It is 3 days.")), exempt(2));
        learn(violating(3, OFF), compliant(4));

        assertThat(timeline)
                .extracting(TimelineEntry::kind, TimelineEntry::finding)
                .containsExactly(
                        tuple(Kind.OPENED, Optional.of(SHORT)),
                        tuple(Kind.CHANGED, Optional.of(SHORT)),
                        tuple(Kind.EXEMPTED, Optional.empty()),
                        tuple(Kind.EXEMPTION_ENDED, Optional.empty()),
                        tuple(Kind.OPENED, Optional.of(FindingKind.RECOVERY_DISABLED)),
                        tuple(Kind.RESOLVED, Optional.of(FindingKind.RECOVERY_DISABLED)));
        assertThat(timeline.getFirst().by(new Actor("a", "b", "c", "d")).finding())
                .contains(SHORT);
    }

    @Test
    void tellsThatAnExemptionBeginsAndEnds() {
        learn(violating(0, OFF), exempt(1), exempt(2), compliant(3));

        assertTimeline(
                tuple(0, Kind.OPENED, MESSAGE),
                tuple(1, Kind.EXEMPTED, exempt(1).observed().reason()),
                tuple(3, Kind.EXEMPTION_ENDED, "It is no longer exempt."));
    }

    @Test
    void tellsWhatWasDone() {
        learn(
                with(violating(0, OFF), new Outcome.FixFailed("AWS denied it.")),
                with(
                        compliant(1),
                        new Outcome.Fixed("It was turned on.", List.of(new RecoveryEnabledCheck.RecoveryDisabled()))));

        assertTimeline(
                tuple(0, Kind.OPENED, MESSAGE),
                tuple(0, Kind.FAILED, "AWS denied it."),
                tuple(1, Kind.RESOLVED, "Resolved: recovery was off. Before: Point-in-time recovery is off."),
                tuple(1, Kind.REMEDIATED, "It was turned on."));
    }

    static List<Outcome> nothingDone() {
        return List.of(
                new Outcome.Planned("It would be turned on."),
                new Outcome.Deferred("Later."),
                new Outcome.OverBudget("Too many."));
    }

    @ParameterizedTest
    @MethodSource("nothingDone")
    void tellsNothingWhereNothingWasDone(Outcome outcome) {
        learn(with(compliant(0), outcome));

        assertThat(timeline).isEmpty();
    }

    @Test
    void undeterminedObservationOpensAndResolvesNothing() {
        learn(violating(0, OFF), undetermined(1));

        assertTimeline(tuple(0, Kind.OPENED, MESSAGE));
        assertThat(record.lastObservation()).contains(violating(0, OFF).observed());
        assertThat(record.lastUnreadable()).contains(undetermined(1).observed());
    }

    @Test
    void determinedObservationClearsLastUnreadable() {
        learn(undetermined(0), compliant(1));

        assertThat(record.lastObservation()).contains(compliant(1).observed());
        assertThat(record.lastUnreadable()).isEmpty();
    }

    @Test
    void keepsTheNewestOfTheUndeterminedObservations() {
        learn(undetermined(2), undetermined(1));
        assertThat(record.lastUnreadable()).contains(undetermined(2).observed());

        learn(compliant(0));
        assertThat(record.lastObservation()).contains(compliant(0).observed());
        assertThat(record.lastUnreadable()).contains(undetermined(2).observed());

        learn(undetermined(3));
        assertThat(record.lastUnreadable()).contains(undetermined(3).observed());
    }

    @Test
    void lateUndeterminedObservationAddsNoEntry() {
        learn(compliant(2), undetermined(1));

        assertThat(record.lastUnreadable()).isEmpty();
        assertThat(timeline).isEmpty();
    }

    @Test
    void lateObservationReplacesNothingAndIsRecorded() {
        learn(compliant(2), violating(1, OFF));

        assertThat(record.lastObservation()).contains(compliant(2).observed());
        assertTimeline(tuple(1, Kind.LATE, "Learned late: the table was non-compliant then. " + MESSAGE));
    }

    @Test
    void lateObservationWithoutViolationsIsRecordedInOneSentence() {
        learn(violating(2, OFF), compliant(1));

        assertThat(timeline)
                .extracting(TimelineEntry::text)
                .containsExactly(MESSAGE, "Learned late: the table was compliant then.");
    }

    @Test
    void lateObservationOfOtherViolationsIsRecorded() {
        learn(violating(2, OFF), violating(1, Map.of(SHORT, "It is 3 days.")));

        assertThat(timeline).extracting(TimelineEntry::kind).containsExactly(Kind.OPENED, Kind.LATE);
    }

    @Test
    void lateObservationOfTheSameViolationsIsNotRecorded() {
        learn(violating(2, OFF), violating(1, OFF));

        assertThat(timeline).extracting(TimelineEntry::kind).containsExactly(Kind.OPENED);
    }

    @Test
    void lateObservationStillRecordsOutcomeAndLoss() {
        learn(
                with(compliant(0), point(0, -900)),
                compliant(20),
                with(with(compliant(19), point(19, 15)), new Outcome.Fixed("It was turned on.", List.of())));

        assertTimeline(tuple(19, Kind.HISTORY_LOST, lost(-900, 15)), tuple(19, Kind.REMEDIATED, "It was turned on."));
    }

    @Test
    void tellsOfALossOnce() {
        learn(
                with(compliant(0), point(0, -900)),
                with(compliant(20), point(20, 15)),
                with(compliant(40), point(40, 15)),
                with(compliant(60), point(60, 55)));

        assertTimeline(tuple(20, Kind.HISTORY_LOST, lost(-900, 15)), tuple(60, Kind.HISTORY_LOST, lost(15, 55)));
    }

    @Test
    void tellsOfALossAgainOnlyWhereItReachesFurther() {
        learn(
                with(compliant(0), point(0, -900)),
                with(compliant(60), point(60, 55)),
                with(compliant(30), point(30, 15)),
                with(compliant(-60), point(-60, -1200)));

        assertTimeline(tuple(60, Kind.HISTORY_LOST, lost(-900, 55)), tuple(-60, Kind.HISTORY_LOST, lost(-1200, -900)));
    }

    @Test
    void tellsOfALossOnceThatIsTakenBackAndComesAgain() {
        int day = 24 * 60;
        learn(with(compliant(0), point(0, -30 * day)), with(compliant(day), point(day, 7, -6 * day)));
        Loss loss = new Loss(minute(-30 * day), minute(-6 * day), minute(day));
        assertThat(record.history().losses()).containsExactly(loss);

        learn(with(compliant(5), point(5, 7, -30 * day)));
        assertThat(record.history().losses()).isEmpty();

        learn(with(compliant(10), point(10, -30 * day)));
        assertThat(record.history().losses()).containsExactly(loss);
        assertTimeline(tuple(day, Kind.HISTORY_LOST, lost(-30 * day, -6 * day)));
    }

    @Test
    void withdrawsALossThatALaterWindowDisproves() {
        learn(with(compliant(0), point(0, -900)), with(compliant(60), point(60, 55)));
        learn(with(compliant(62), point(62, -900)), with(compliant(70), point(70, -900)));

        assertThat(record.history().losses()).isEmpty();
        assertThat(record.lossesRecorded()).isEmpty();
        assertTimeline(
                tuple(60, Kind.HISTORY_LOST, lost(-900, 55)),
                tuple(
                        62,
                        Kind.LOSS_WITHDRAWN,
                        "Withdrawn: history between 2026-11-21T19:00:00Z and 2026-11-22T10:55:00Z is not lost; AWS can restore the table since 2026-11-21T19:00:00Z."));
    }

    @Test
    void partOfALossThatLastsIsNotWithdrawn() {
        learn(with(compliant(0), point(0, -900)), with(compliant(60), point(60, 55)));
        learn(with(compliant(62), point(62, 10)), with(violating(63, OFF), new Point(minute(63), Optional.empty())));

        assertThat(timeline).extracting(TimelineEntry::kind).containsExactly(Kind.HISTORY_LOST, Kind.OPENED);
    }

    @Test
    void lostHistoryIsResolvedOnlyByItsAge() {
        Map<FindingKind, String> lost = Map.of(FindingKind.HISTORY_LOST, "Nothing can be restored.");
        learn(with(compliant(0), point(0, -900)), with(violating(60, lost), point(60, 55)));
        TableRecord open = record;

        learn(with(compliant(70), point(70, 55)));
        assertThat(timeline.getLast().text())
                .isEqualTo(
                        "Resolved: history was lost, and is by now older than the policy requires. Before: Nothing can be restored.");
        timeline.clear();
        record = open.acknowledge(minute(65));
        learn(with(compliant(70), point(70, 55)));
        assertThat(timeline).isEmpty();
    }

    @Test
    void lossSinceAnAcknowledgementIsOneOfItsOwn() {
        Map<FindingKind, String> lost = Map.of(FindingKind.HISTORY_LOST, "Nothing can be restored.");
        learn(with(compliant(0), point(0, -900)), with(violating(60, lost), point(60, 55)));
        record = record.acknowledge(minute(30));

        learn(with(compliant(70), point(70, 55)));

        assertThat(timeline).last().extracting(TimelineEntry::kind).isEqualTo(Kind.RESOLVED);
    }

    @Test
    void anotherReasonIsAnotherExemption() {
        Observation other = of(
                minute(2),
                ResultFixture.OFF,
                ResultFixture.judged(
                        new Verdict.Exempt(new Exemption("load test", "team-perf", LocalDate.parse("2027-03-09")))));
        learn(exempt(0), exempt(1), other);

        assertThat(timeline).extracting(TimelineEntry::kind).containsExactly(Kind.EXEMPTED, Kind.EXEMPTED);
    }

    @Test
    void tellsOnceThatATableWasDeletedAndByWhomIfThatIsKnown() {
        Actor actor = new Actor("role/admin", "192.0.2.1", "AWS CLI", "r-1");
        Call deleting = new Call("DeleteTable", minute(1), actor, false, false, OptionalInt.empty(), false);
        Observation gone = of(minute(1), new RecoveryState.TableGone(), ResultFixture.judged(ResultFixture.GONE));
        learn(violating(0, OFF), gone.after(deleting), gone);

        assertThat(timeline)
                .hasSize(2)
                .last()
                .satisfies(entry -> assertThat(entry.kind()).isEqualTo(Kind.DELETED))
                .satisfies(entry -> assertThat(entry.text()).isEqualTo("It is gone."))
                .satisfies(entry -> assertThat(entry.actor()).contains(actor));
    }

    @ParameterizedTest
    @CsvSource({
        "UpdateContinuousBackups, true, 0, RECOVERY_DISABLED, true",
        "UpdateContinuousBackups, false, 1, RECOVERY_DISABLED, false",
        "UpdateContinuousBackups, false, 1, PERIOD_TOO_SHORT, true",
        "UpdateContinuousBackups, false, 0, PERIOD_TOO_SHORT, false",
        "UpdateContinuousBackups, true, 1, DELETION_PROTECTION_OFF, false",
        "TagResource, false, 0, RECOVERY_DISABLED, false"
    })
    void namesACallerOnlyForWhatTheCallExplains(
            String operation, boolean disabled, int days, FindingKind kind, boolean named) {
        Actor actor = new Actor("role/admin", "192.0.2.1", "AWS CLI", "r-1");
        OptionalInt period = days == 0 ? OptionalInt.empty() : OptionalInt.of(days);
        Call call = new Call(operation, minute(1), actor, false, disabled, period, false);

        learn(violating(0, Map.of(kind, "It is wrong.")).after(call));

        assertThat(timeline.getFirst().actor()).isEqualTo(named ? Optional.of(actor) : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "UpdateContinuousBackups, false, RECOVERY_DISABLED, true",
        "UpdateContinuousBackups, false, PERIOD_TOO_SHORT, true",
        "UpdateContinuousBackups, true, PERIOD_TOO_SHORT, false",
        "UpdateTable, false, RECOVERY_DISABLED, false",
        "UpdateContinuousBackups, false, DELETION_PROTECTION_OFF, false"
    })
    void namesACallerOnlyForWhatTheCallResolved(String operation, boolean disabled, FindingKind kind, boolean named) {
        Actor actor = new Actor("role/admin", "192.0.2.1", "AWS CLI", "r-1");
        Call call = new Call(operation, minute(1), actor, false, disabled, OptionalInt.empty(), false);

        learn(violating(0, Map.of(kind, "It is wrong.")), compliant(1).after(call));

        assertThat(timeline.getLast().actor()).isEqualTo(named ? Optional.of(actor) : Optional.empty());
    }

    @Test
    void dropsLossesThatAreTooOldToBeRecordedAgain() {
        int day = 24 * 60;
        learn(with(compliant(0), point(0, -900)), with(compliant(60), point(60, 55)));
        learn(with(compliant(71 * day), point(71 * day, 36 * day)));
        assertThat(record.lossesRecorded()).hasSize(1);

        learn(with(compliant(73 * day), point(73 * day, 38 * day)));
        assertThat(record.lossesRecorded()).isEmpty();
    }

    @Test
    void sameObservationTwiceChangesNothing() {
        Observation off = with(with(violating(20, OFF), point(20, 15)), new Outcome.FixFailed("AWS denied it."))
                .of("id-1");
        learn(with(compliant(0), point(0, -900)), off);
        TableRecord once = record;
        List<TimelineEntry> entries = List.copyOf(timeline);

        learn(off);

        assertThat(record).isEqualTo(once);
        assertThat(entries).containsAll(timeline);
    }

    @Test
    void keepsUntilWhenLossesAreAcknowledged() {
        assertThat(record.acknowledge(minute(1)).lossesAcknowledgedUntil()).contains(minute(1));
        assertThat(record.acknowledge(minute(1)).acknowledge(minute(2)).lossesAcknowledgedUntil())
                .contains(minute(2));
        assertThat(record.acknowledge(minute(2)).acknowledge(minute(1)).lossesAcknowledgedUntil())
                .contains(minute(2));
    }

    @Test
    void keepsNotifiedAndAcknowledgedFindings() {
        NotifiedState<FindingKind> notified =
                NotifiedState.<FindingKind>nothing().with(new TreeSet<>(OFF.keySet()), minute(1));
        record = record.notified(notified).acknowledge(minute(1));

        learn(violating(2, OFF), undetermined(3), compliant(1));

        assertThat(record.notified()).isEqualTo(notified);
        assertThat(record.lossesAcknowledgedUntil()).contains(minute(1));
    }

    @Test
    void whatWasNotDoneAddsNothing() {
        for (Outcome outcome : List.of(
                new Outcome.Planned("Would."),
                new Outcome.Deferred("Not yet."),
                new Outcome.OverBudget("Too many."),
                new Outcome.Flapping("Somebody keeps disabling it."))) {
            learn(with(compliant(0), outcome));
        }

        assertThat(timeline).isEmpty();
    }

    private void learn(Observation... observations) {
        for (Observation observation : observations) {
            TableRecord.Learned learned = record.learn(observation);
            record = learned.record();
            timeline.addAll(learned.entries());
        }
    }

    private void assertTimeline(Tuple... minuteKindAndText) {
        assertThat(timeline)
                .extracting(
                        entry -> (int) Duration.between(minute(0), entry.at()).toMinutes(),
                        TimelineEntry::kind,
                        TimelineEntry::text)
                .containsExactly(minuteKindAndText);
    }

    private static String lost(int from, int to) {
        return "Nothing between %s and %s can be restored any more.".formatted(minute(from), minute(to));
    }
}

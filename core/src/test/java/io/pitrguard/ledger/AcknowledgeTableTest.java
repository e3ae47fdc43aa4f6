package io.pitrguard.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.Actor;
import io.pitrguard.domain.ledger.Call;
import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.recovery.LostHistory;
import io.pitrguard.domain.recovery.Point;
import io.pitrguard.domain.recovery.RecoveryHistory;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.ForwardingLedger;
import io.pitrguard.port.InMemoryLedger;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Result;
import io.pitrguard.port.SettableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AcknowledgeTableTest {
    private static final TableRef ORDERS = new AccountRegion("aws", "123456789012", "eu-west-1").table("orders");
    private static final Instant NOW = SettableTime.START;
    private static final Actor SOMEBODY = new Actor("user/ann", "192.0.2.1", "console", "r-1");
    private static final Cause DENIED = new Cause(Cause.Kind.DENIED, "AWS denied it.");

    private final SettableTime time = new SettableTime();
    private final InMemoryLedger ledger = new InMemoryLedger();

    private Acknowledgement acknowledge(Ledger in) {
        return new AcknowledgeTable(in, new FlappingRules(1, Duration.ofDays(1)), time)
                .acknowledge(
                        ORDERS,
                        new AcknowledgeTable.Person("user/bob", "arn:aws:iam::123456789012:user/eve"),
                        "template corrected");
    }

    @Test
    void resolvesLostHistoryAndFlappingAndRecordsItInTheTimeline() {
        store(losing(flapping(TableRecord.of(ORDERS))));

        assertThat(acknowledge(ledger)).isInstanceOfSatisfying(Acknowledgement.Settled.class, settled -> {
            assertThat(settled.what().losses()).hasSize(1);
            assertThat(settled.what().flappingSince()).contains(NOW.minus(Duration.ofHours(5)));
        });
        assertThat(timeline())
                .containsExactly(new TimelineEntry(
                        NOW,
                        TimelineEntry.Kind.ACKNOWLEDGED,
                        Trigger.PERSON,
                        "Acknowledged by user/bob (arn:aws:iam::123456789012:user/eve), reason: template corrected. Acknowledged:"
                                + " nothing between 2026-11-02T10:00:00Z and 2026-11-22T07:00:00Z can be restored;"
                                + " automatic remediation, suspended since 2026-11-22T05:00:00Z, resumes.",
                        Optional.of(new Actor(
                                "arn:aws:iam::123456789012:user/eve", "a terminal", "pitr-guard acknowledge", "")),
                        Optional.empty()));
        assertThat(stored().record().unnotified()).as("people are told").isEqualTo(timeline());
        assertThat(acknowledge(ledger)).isInstanceOf(Acknowledgement.NothingOpen.class);
    }

    @Test
    void settlesOnlyLossesThatWereNoticedWhateverTheClockOfThePersonSays() {
        store(losing(TableRecord.of(ORDERS)));
        time.advance(Duration.ofDays(1));

        acknowledge(ledger);

        assertThat(stored().record().lossesAcknowledgedUntil()).contains(NOW.minus(Duration.ofHours(2)));
    }

    /** Recovery was disabled again five minutes later, which the finding counts in. */
    @Test
    void namesTheIntervalThatPeopleWereShown() {
        TableRecord losing = losing(TableRecord.of(ORDERS));
        RecoveryHistory longer =
                losing.history().with(point(NOW.minus(Duration.ofHours(1)), NOW.minus(Duration.ofMinutes(175))));
        TableRecord record = with(losing, longer);
        store(record);
        LostHistory shown = record.past().lost(Duration.ofDays(35), NOW).orElseThrow();

        assertThat(acknowledge(ledger))
                .isInstanceOfSatisfying(
                        Acknowledgement.Settled.class,
                        settled -> assertThat(settled.lost()).contains(shown));
        assertThat(timeline().getFirst().text())
                .contains("nothing between 2026-11-02T10:00:00Z and 2026-11-22T07:05:00Z can be restored");
    }

    @Test
    void resolvesFlappingWithoutOtherFindings() {
        store(flapping(TableRecord.of(ORDERS)));

        assertThat(acknowledge(ledger)).isInstanceOf(Acknowledgement.Settled.class);

        assertThat(stored().record().flapping().disables()).isEmpty();
        assertThat(timeline())
                .extracting(TimelineEntry::text)
                .containsExactly(
                        "Acknowledged by user/bob (arn:aws:iam::123456789012:user/eve), reason: template corrected. Acknowledged: automatic remediation, suspended since 2026-11-22T05:00:00Z, resumes.");
    }

    @Test
    void changesNothingWhereNothingIsOpen() {
        store(TableRecord.of(ORDERS));
        Ledger.Stored before = stored();

        assertThat(acknowledge(ledger)).isEqualTo(new Acknowledgement.NothingOpen());
        assertThat(stored()).isEqualTo(before);
        assertThat(timeline()).isEmpty();
    }

    @Test
    void doesNotKnowATableThatWasNeverSeen() {
        assertThat(acknowledge(ledger)).isEqualTo(new Acknowledgement.UnknownTable());
    }

    @Test
    void saysWhyTheLedgerCouldNotBeRead() {
        ledger.fail(DENIED);

        assertThat(acknowledge(ledger)).isEqualTo(new Acknowledgement.Failed(DENIED));
    }

    @Test
    void readsAgainWhereSomebodyElseWrote() {
        store(losing(TableRecord.of(ORDERS)));

        assertThat(acknowledge(new Answering(2, new Result.Success<>(Optional.empty()))))
                .isInstanceOf(Acknowledgement.Settled.class);
        assertThat(timeline()).hasSize(1);
    }

    @Test
    void givesUpWhereOthersKeepWriting() {
        store(losing(TableRecord.of(ORDERS)));

        assertThat(acknowledge(new Answering(99, new Result.Success<>(Optional.empty()))))
                .isEqualTo(new Acknowledgement.Failed(new Cause(
                        Cause.Kind.BROKEN,
                        "Others kept writing to the ledger's record of orders. Try again in a minute.")));
    }

    @Test
    void saysWhyTheLedgerDidNotTakeIt() {
        store(losing(TableRecord.of(ORDERS)));

        assertThat(acknowledge(new Answering(1, new Result.Failure<>(DENIED))))
                .isEqualTo(new Acknowledgement.Failed(DENIED));
        assertThat(timeline()).isEmpty();
    }

    /** History from twenty days ago was there at noon, and at eight only what came after seven. */
    private static TableRecord losing(TableRecord record) {
        RecoveryHistory history = RecoveryHistory.NONE
                .with(point(NOW.minus(Duration.ofHours(4)), NOW.minus(Duration.ofDays(20))))
                .with(point(NOW.minus(Duration.ofHours(2)), NOW.minus(Duration.ofHours(3))));
        return with(record, history);
    }

    private static TableRecord with(TableRecord record, RecoveryHistory history) {
        return new TableRecord(
                record.table(),
                record.identity(),
                record.lastObservation(),
                record.lastUnreadable(),
                history,
                record.lossesRecorded(),
                record.lossesAcknowledgedUntil(),
                record.notified(),
                record.flapping(),
                record.historyCuts(),
                record.runMarkers(),
                record.lastAttempt(),
                record.unnotified());
    }

    private static TableRecord flapping(TableRecord record) {
        Instant disabled = NOW.minus(Duration.ofHours(5));
        return record.enabled(NOW.minus(Duration.ofHours(6)))
                .called(new Call(
                        "UpdateContinuousBackups", disabled, SOMEBODY, false, true, OptionalInt.empty(), false));
    }

    private static Point point(Instant at, Instant earliest) {
        return new Point(at, Optional.of(new Point.Window(earliest, OptionalInt.of(35))));
    }

    private void store(TableRecord record) {
        ledger.write(Ledger.Stored.nothing(ORDERS), record, List.of());
    }

    private Ledger.Stored stored() {
        return ledger.read(ORDERS).success().orElseThrow();
    }

    private List<TimelineEntry> timeline() {
        return ledger.timeline(ORDERS, 10).success().orElseThrow();
    }

    /** The ledger, whose first writes end like that. */
    private final class Answering extends ForwardingLedger {
        private final Result<Optional<Stored>> answer;
        private int left;

        Answering(int times, Result<Optional<Stored>> answer) {
            super(ledger);
            this.left = times;
            this.answer = answer;
        }

        @Override
        public Result<Optional<Stored>> write(Stored read, TableRecord record, List<TimelineEntry> entries) {
            return left-- > 0 ? answer : ledger.write(read, record, entries);
        }
    }
}

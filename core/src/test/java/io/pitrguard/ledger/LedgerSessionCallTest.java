package io.pitrguard.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.ledger.Actor;
import io.pitrguard.domain.ledger.Call;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.remediation.MonthlyCost;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import io.pitrguard.port.ForwardingLedger;
import io.pitrguard.port.InMemoryLedger;
import io.pitrguard.port.InMemoryTables;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Result;
import io.pitrguard.port.SettableTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A call is stored with what is recorded of its table next, so that both take one write. */
class LedgerSessionCallTest {
    private static final TableRef ORDERS = InMemoryTables.WHERE.table("orders");

    private final SettableTime time = new SettableTime();
    private final InMemoryLedger stored = new InMemoryLedger();
    private final List<Integer> writes = new ArrayList<>();
    private Runnable beforeWrite = () -> {};
    private Optional<Cause> refusal = Optional.empty();

    private final Ledger ledger = new ForwardingLedger(stored) {
        @Override
        public Result<Optional<Stored>> write(Stored read, TableRecord record, List<TimelineEntry> entries) {
            writes.add(entries.size());
            Runnable meanwhile = beforeWrite;
            beforeWrite = () -> {};
            meanwhile.run();
            return refusal.<Result<Optional<Stored>>>map(Result.Failure::new)
                    .orElseGet(() -> stored.write(read, record, entries));
        }
    };

    private final LedgerSession session =
            new LedgerSessions(ledger, NotificationSettings.of(Trigger.DRIFT, true), time).open(ORDERS, "run-1");

    private Call off() {
        Actor ann = new Actor("user ann", "192.0.2.1", "the AWS CLI", "r-1");
        return new Call("UpdateContinuousBackups", time.instant(), ann, false, true, OptionalInt.empty(), false);
    }

    private TableResult disabled() {
        TableSnapshot snapshot =
                new TableSnapshot(new TableFacts(ORDERS, Tags.NONE), new RecoveryState.Disabled(), time.instant());
        return new TableResult(
                snapshot, snapshot.judge(Policy.BUILT_IN), new MonthlyCost.Unknown("no size"), Optional.empty());
    }

    private List<TimelineEntry.Kind> timeline() {
        return stored.timeline(ORDERS, 100).success().orElseThrow().stream()
                .map(TimelineEntry::kind)
                .toList();
    }

    private TableRecord record() {
        return stored.read(ORDERS).success().orElseThrow().record();
    }

    @Test
    void theSessionKnowsACallBeforeItIsStored() {
        session.called(ORDERS, off());

        assertThat(session.known(ORDERS).historyCuts()).isNotEmpty();
        assertThat(writes).isEmpty();
    }

    @Test
    void aCallAndItsResultAreOneWrite() throws Exception {
        session.called(ORDERS, off());

        session.record(List.of(disabled()));

        assertThat(writes).containsExactly(2);
        assertThat(timeline()).contains(TimelineEntry.Kind.ACTOR).hasSize(2);
        assertThat(record().historyCuts()).isNotEmpty();
        assertThat(record()).isEqualTo(session.known(ORDERS));
    }

    @Test
    void aCallThatNothingFollowsIsStoredAlone() {
        session.called(ORDERS, off());

        session.recordCall(ORDERS);
        session.recordCall(ORDERS);

        assertThat(writes).containsExactly(1);
        assertThat(timeline()).containsExactly(TimelineEntry.Kind.ACTOR);
    }

    @Test
    void whatOthersWroteMeanwhileStays() throws Exception {
        session.called(ORDERS, off());
        beforeWrite = () -> stored.write(
                Ledger.Stored.nothing(ORDERS), TableRecord.of(ORDERS).acknowledge(time.instant()), List.of());

        session.record(List.of(disabled()));

        assertThat(record().lossesAcknowledgedUntil()).hasValue(time.instant());
        assertThat(record().historyCuts()).isNotEmpty();
        assertThat(timeline()).contains(TimelineEntry.Kind.ACTOR).hasSize(2);
    }

    @Test
    void theSessionGoesOnWithACallThatCouldNotBeStored() throws Exception {
        refusal = Optional.of(new Cause(Cause.Kind.BROKEN, "no ledger"));
        session.called(ORDERS, off());

        session.record(List.of(disabled()));

        assertThat(session.failure()).hasValue(refusal.get());
        assertThat(session.isRecorded(ORDERS)).isFalse();
        assertThat(session.known(ORDERS).historyCuts()).isNotEmpty();
        assertThat(timeline()).isEmpty();
    }
}

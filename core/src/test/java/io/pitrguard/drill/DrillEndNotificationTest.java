package io.pitrguard.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.drill.DrillEvidenceLink;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.drill.EndNotification;
import io.pitrguard.domain.policy.DrillBudget;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.AnyDrill;
import io.pitrguard.port.DrillStore;
import io.pitrguard.port.InMemoryDrillStore;
import io.pitrguard.port.InMemoryLedger;
import io.pitrguard.port.InMemoryTableExports;
import io.pitrguard.port.InMemoryTableItems;
import io.pitrguard.port.InMemoryTableRestores;
import io.pitrguard.port.Result;
import io.pitrguard.port.SettableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** People hear of a drill's end once, whoever carries it on and whatever is down. */
class DrillEndNotificationTest {
    private static final Cause DENIED = new Cause(Cause.Kind.DENIED, "AWS denied sns:Publish.");
    private static final Cause BROKEN = new Cause(Cause.Kind.BROKEN, "The connection was lost.");

    private final SettableTime time = new SettableTime(AnyDrill.AT);
    private final InMemoryDrillStore store = new InMemoryDrillStore();
    private final InMemoryTableRestores tables = new InMemoryTableRestores(time);
    private final List<Boolean> sent = new ArrayList<>();
    private Optional<Cause> refusal = Optional.empty();
    private Optional<Cause> noEvidence = Optional.empty();

    DrillEndNotificationTest() {
        store.create(AnyDrill.ended(
                1, AnyDrill.AT.minusSeconds(800), AnyDrill.results().get(1)));
    }

    @Test
    void notifiesOnceHoweverOftenItIsCalled() {
        for (int call = 0; call < 5; call++) {
            step(engine());
        }

        assertThat(sent).containsExactly(false);
        assertThat(record().notification()).isEqualTo(new EndNotification.Settled(time.instant()));
    }

    @Test
    void notifiesNobodyWhereSomebodyWatches() {
        DrillEngine watched = engine(Optional.empty());

        assertThat(step(watched)).isInstanceOf(DrillStep.Done.class);
        step(engine());

        assertThat(sent).isEmpty();
    }

    @Test
    void leavesItToWhoeverBegan() {
        DrillRecord begun = record().with(new EndNotification.Begun(time.instant()));
        store.write(stored(), begun);

        assertThat(step(engine())).isEqualTo(new DrillStep.Wait(begun, EndNotification.PATIENCE));
        assertThat(sent).isEmpty();

        time.advance(EndNotification.PATIENCE);
        assertThat(step(engine())).isInstanceOf(DrillStep.Done.class);
        assertThat(sent).as("whoever began may have done it").containsExactly(true);
    }

    @Test
    void triesAgainWhatWasRefused() {
        refusal = Optional.of(DENIED);
        assertThat(step(engine())).isInstanceOf(DrillStep.Wait.class);
        assertThat(step(engine())).isInstanceOf(DrillStep.Wait.class);
        assertThat(record().log().getLast().what()).isEqualTo("Notification: not sent yet. AWS denied sns:Publish.");
        assertThat(record().log()).hasSize(3);
        refusal = Optional.empty();

        assertThat(step(engine())).isInstanceOf(DrillStep.Done.class);

        assertThat(sent).as("AWS took none of the first two").containsExactly(false, false, false);
    }

    @Test
    void saysThatPeopleMayKnowItWhereTheAnswerWasLost() {
        refusal = Optional.of(BROKEN);
        step(engine());
        refusal = Optional.of(DENIED);
        step(engine());
        refusal = Optional.empty();
        step(engine());

        assertThat(sent).containsExactly(false, true, true);
    }

    @Test
    void survivesADefectOfWhatSends() {
        DrillEngine broken = engine(Optional.of((_, _) -> {
            throw new IllegalStateException("A defect.");
        }));

        assertThat(step(broken)).isInstanceOf(DrillStep.Wait.class);
        step(engine());

        assertThat(sent).containsExactly(true);
    }

    @Test
    void doesNotWaitLongForEvidence() {
        noEvidence = Optional.of(DENIED);
        Instant end = time.instant();

        DrillStep step = step(engine());
        while (sent.isEmpty()) {
            time.advance(((DrillStep.Wait) step).pause());
            step = step(engine());
        }

        assertThat(Duration.between(end, time.instant())).isLessThanOrEqualTo(Duration.ofMinutes(20));
        assertThat(record().evidence()).isEmpty();
        step(engine());
        noEvidence = Optional.empty();
        time.advance(Duration.ofMinutes(5));
        step(engine());
        assertThat(sent).hasSize(1);
    }

    /** Those who carry a drill out give up after a day; the sweeper does not. */
    @Test
    void theSweeperTakesUpWhatNobodyFinished() {
        refusal = Optional.of(DENIED);
        step(engine());
        time.advance(Duration.ofHours(25));
        assertThat(step(engine())).isInstanceOf(DrillStep.Done.class);
        assertThat(record().notification()).isEqualTo(new EndNotification.Pending(false));
        refusal = Optional.empty();

        sweep();
        sweep();

        assertThat(sent).hasSize(3);
        assertThat(record().notification()).isInstanceOf(EndNotification.Settled.class);
    }

    @Test
    void theSweeperDoesNotTouchWhatJustEnded() {
        sweep();

        assertThat(sent).isEmpty();
    }

    private void sweep() {
        new DrillSweeper(store, tables, DrillFleet.catalog(tables), engine(), time)
                .sweep(AnyDrill.SOURCE.where())
                .success()
                .orElseThrow();
    }

    private DrillEngine engine() {
        return engine(Optional.of((_, mayRepeat) -> {
            sent.add(mayRepeat);
            return refusal;
        }));
    }

    private DrillEngine engine(Optional<EndNotifier> notifier) {
        DrillRecorder recorder = _ -> noEvidence
                .<Result<Optional<DrillEvidenceLink>>>map(Result.Failure::new)
                .orElseGet(() -> new Result.Success<>(Optional.empty()));
        return new DrillEngine(
                store,
                tables,
                new DrillChecks(
                        tables, new InMemoryTableItems(), new InMemoryTableExports(time), DrillBudget.STANDARD, time),
                new AfterDrill(new InMemoryLedger(), recorder, notifier),
                time);
    }

    private DrillStep step(DrillEngine engine) {
        DrillStep step = engine.advance(AnyDrill.SOURCE.where(), AnyDrill.id(1))
                .success()
                .orElseThrow();
        assertThat(record().state()).isEqualTo(new DrillState.Ended(Optional.empty()));
        return step;
    }

    private DrillStore.Stored stored() {
        return store.read(AnyDrill.SOURCE.where(), AnyDrill.id(1))
                .success()
                .orElseThrow()
                .orElseThrow();
    }

    private DrillRecord record() {
        return stored().record();
    }
}

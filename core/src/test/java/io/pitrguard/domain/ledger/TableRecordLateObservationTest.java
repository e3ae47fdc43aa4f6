package io.pitrguard.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.recovery.Point;
import io.pitrguard.domain.recovery.RecoveryHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TableRecordLateObservationTest {
    private static final Instant T = Instant.parse("2026-11-22T10:00:00Z");

    private static Point on(Instant at, Instant earliest) {
        return new Point(at, Optional.of(new Point.Window(earliest, OptionalInt.of(35))));
    }

    @Test
    void pointsOfATableThatPeopleFlipStayFew() {
        RecoveryHistory history = RecoveryHistory.NONE;
        for (int i = 0; i < 4000; i++) {
            Instant at = T.plusSeconds(30L * i);
            history = history.with(i % 2 == 0 ? new Point(at, Optional.empty()) : on(at, at));
        }
        assertThat(history.points()).hasSizeLessThan(2000);
    }

    @Test
    void whoShortenedIsKnownAlsoWhenASweepSawItFirst() {
        Actor ann = new Actor("user ann", "x", "y", "z");
        Call call = new Call("UpdateContinuousBackups", T.plusSeconds(60), ann, false, false, OptionalInt.of(1), false);
        io.pitrguard.domain.evaluation.Judgement fine = new io.pitrguard.domain.evaluation.Judgement(
                new io.pitrguard.domain.evaluation.Verdict.Compliant(), Optional.empty(), java.util.List.of());
        Observation before = ObservationSequence.of(T, state(35, T), fine);
        Instant later = T.plusSeconds(90);
        Observation after = ObservationSequence.of(later, state(1, later), fine);
        TableRecord start =
                TableRecord.of(ObservationSequence.ORDERS).learn(before).record();

        TableRecord eventFirst = start.called(call).learn(after).record();
        TableRecord sweepFirst = start.learn(after).record().called(call);

        assertThat(sweepFirst.historyCuts()).isEqualTo(eventFirst.historyCuts());
    }

    private static io.pitrguard.domain.table.RecoveryState state(int days, Instant now) {
        return new io.pitrguard.domain.table.RecoveryState.Enabled(
                OptionalInt.of(days), Optional.of(now.minus(Duration.ofDays(days))), Optional.of(now));
    }

    @Test
    void olderExemptObservationDoesNotEndLaterFlapping() {
        Actor bob = new Actor("user bob", "x", "y", "z");
        TableRecord record = TableRecord.of(ObservationSequence.ORDERS);
        for (int i = 0; i < 3; i++) {
            record = record.enabled(T.plusSeconds(600 * i))
                    .called(new Call(
                            "UpdateContinuousBackups",
                            T.plusSeconds(600 * i + 300),
                            bob,
                            false,
                            true,
                            OptionalInt.empty(),
                            false));
        }
        record = record.learn(ObservationSequence.compliant(200)).record();
        TableRecord after = record.learn(ObservationSequence.exempt(-60)).record();
        assertThat(after.flapping()).isEqualTo(record.flapping());
    }
}

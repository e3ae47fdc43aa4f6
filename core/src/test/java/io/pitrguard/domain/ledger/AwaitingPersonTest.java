package io.pitrguard.domain.ledger;

import static io.pitrguard.domain.ledger.ObservationSequence.ORDERS;
import static io.pitrguard.domain.ledger.ObservationSequence.compliant;
import static io.pitrguard.domain.ledger.ObservationSequence.minute;
import static io.pitrguard.domain.ledger.ObservationSequence.point;
import static io.pitrguard.domain.ledger.ObservationSequence.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.recovery.Loss;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AwaitingPersonTest {
    private static final Duration WINDOW = Duration.ofDays(35);
    private static final FlappingRules ONCE = new FlappingRules(1, Duration.ofDays(1));
    private static final Actor SOMEBODY = new Actor("user/ann", "192.0.2.1", "console", "r-1");

    private TableRecord record = TableRecord.of(ORDERS);

    @Test
    void isNothingForATableThatIsFine() {
        record = record.learn(compliant(0)).record();

        assertThat(unsettled().any()).isFalse();
        assertThat(unsettled().noticedUntil()).isEmpty();
    }

    @Test
    void isALossThatNobodyKnowsOf() {
        lose();

        assertThat(unsettled().any()).isTrue();
        assertThat(unsettled().losses()).containsExactly(new Loss(minute(-9_000), minute(30), minute(60)));
        assertThat(unsettled().noticedUntil()).contains(minute(60));
        assertThat(unsettled().flappingSince()).isEmpty();
    }

    @Test
    void isNoLossThatNothingIsRequiredOfAnyMore() {
        lose();

        assertThat(AwaitingPerson.of(record, ONCE, Duration.ofMinutes(5), minute(90))
                        .any())
                .isFalse();
    }

    @Test
    void isFlapping() {
        record = record.enabled(minute(0));
        record = record.called(
                new Call("UpdateContinuousBackups", minute(5), SOMEBODY, false, true, OptionalInt.empty(), false));

        assertThat(unsettled()).isEqualTo(new AwaitingPerson(Optional.of(minute(5)), List.of()));
        assertThat(unsettled().any()).isTrue();
    }

    @Test
    void isNothingOnceItIsAcknowledged() {
        isFlapping();
        lose();

        record = record.acknowledge(unsettled().noticedUntil().orElseThrow());

        assertThat(unsettled().any()).isFalse();
    }

    private void lose() {
        record = record.learn(with(compliant(0), point(0, -9_000))).record();
        record = record.learn(with(compliant(60), point(60, 30))).record();
    }

    private AwaitingPerson unsettled() {
        return AwaitingPerson.of(record, ONCE, WINDOW, minute(90));
    }
}

package io.pitrguard.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.recovery.Point;
import io.pitrguard.domain.recovery.RecoveryHistory;
import io.pitrguard.domain.recovery.RecoveryPast;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.domain.table.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A window that begins later than the ledger remembers has lost history, if it is the same table. */
class HistoryCheckTest {
    private static final Instant NOW = Instant.parse("2027-03-10T12:00:00Z");
    private static final Instant WINDOW_BEGAN = NOW.minus(Duration.ofHours(1));
    private static final Cause DENIED = new Cause(Cause.Kind.DENIED, "AWS denied dynamodb:DescribeTable.");

    @Test
    void findsTheHistoryThatIsLost() {
        Fact<TableDetails> described = new Fact.Known<>(new TableDetails(TableStatus.ACTIVE, 0, false));

        assertThat(test(described, WINDOW_BEGAN))
                .isEqualTo(new Check.Result.Failed(
                        new HistoryCheck.HistoryLost(NOW.minus(Duration.ofDays(35)), WINDOW_BEGAN)));
    }

    @Test
    void saysNothingWhereTheDescriptionCannotTellWhetherItIsTheSameTable() {
        assertThat(test(new Fact.Unreadable<>(DENIED), WINDOW_BEGAN)).isEqualTo(new Check.Result.Unknown(DENIED));
    }

    @Test
    void needsNoDescriptionWhereNothingIsLost() {
        assertThat(test(new Fact.Unreadable<>(DENIED), NOW.minus(Duration.ofDays(35))))
                .isEqualTo(Check.PASSED);
    }

    @Test
    void lostHistoryStaysLostWhileRecoveryIsOff() {
        Instant lost = NOW.minus(Duration.ofHours(2));
        RecoveryHistory history = RecoveryHistory.NONE
                .with(Point.of(enabledSince(lost.minus(Duration.ofDays(36))), lost.minusSeconds(60))
                        .orElseThrow())
                .with(Point.of(enabledSince(lost), lost).orElseThrow());
        TableSnapshot off = new TableSnapshot(
                new TableFacts(Words.ORDERS, Tags.NONE, new Fact.NotRead<>()),
                new RecoveryState.Disabled(),
                new RecoveryPast(history, Optional.empty(), List.of()),
                NOW);

        assertThat(new HistoryCheck().test(Requirement.RECOVERY_ON, off))
                .isEqualTo(
                        new Check.Result.Failed(new HistoryCheck.HistoryLost(lost.minus(Duration.ofDays(35)), lost)));
    }

    private static Check.Result test(Fact<TableDetails> details, Instant windowBegan) {
        Instant before = NOW.minus(Duration.ofDays(1));
        RecoveryHistory history =
                RecoveryHistory.NONE.with(Point.of(enabledSince(before.minus(Duration.ofDays(35))), before)
                        .orElseThrow());
        TableSnapshot snapshot = new TableSnapshot(
                new TableFacts(Words.ORDERS, Tags.NONE, details),
                enabledSince(windowBegan),
                new RecoveryPast(history, Optional.empty(), List.of()),
                NOW);
        return new HistoryCheck().test(Requirement.RECOVERY_ON, snapshot);
    }

    private static RecoveryState enabledSince(Instant earliest) {
        return new RecoveryState.Enabled(OptionalInt.of(35), Optional.of(earliest), Optional.of(earliest));
    }

    @Test
    void saysInAFewWordsHowMuchIsLost() {
        java.time.Instant to = java.time.Instant.parse("2026-11-22T10:00:00Z");

        assertThat(new HistoryCheck.HistoryLost(to.minusSeconds(35 * 86_400 - 20), to).brief())
                .isEqualTo("35 days of history lost");
        assertThat(new HistoryCheck.HistoryLost(to.minusSeconds(3_610), to).brief())
                .isEqualTo("1 h of history lost");
        assertThat(new RecoveryEnabledCheck.RecoveryDisabled().brief()).isEqualTo("recovery is off");
    }

    @Test
    void namesTheLossWithOrWithoutItsCause() {
        Instant to = Instant.parse("2026-11-22T09:15:20.500Z");
        HistoryCheck.HistoryLost lost = new HistoryCheck.HistoryLost(
                to.minus(Duration.ofDays(35)), to, Optional.of("recovery was disabled by ann"));

        assertThat(lost.withoutCause())
                .isEqualTo("Nothing between 2026-10-18T09:15:20Z and 2026-11-22T09:15:20Z can be restored any more.");
        assertThat(lost.message())
                .isEqualTo(
                        "Nothing between 2026-10-18T09:15:20Z and 2026-11-22T09:15:20Z can be restored any more: recovery was disabled by ann.");
    }
}

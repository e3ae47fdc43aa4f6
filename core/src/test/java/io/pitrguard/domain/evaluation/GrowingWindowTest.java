package io.pitrguard.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.finding.Notice;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.Tags;
import io.pitrguard.sweep.Policies;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrowingWindowTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final AccountRegion WHERE = new AccountRegion("aws", "123456789012", "eu-west-1");

    private static Optional<Notice> of(Policy policy, RecoveryState state) {
        TableFacts facts = new TableFacts(WHERE.table("orders"), Tags.NONE, new Fact.NotRead<>());
        return GrowingWindow.of(Evaluator.evaluate(policy, facts, state, NOW), state, NOW);
    }

    private static RecoveryState on(int period, Duration window) {
        return new RecoveryState.Enabled(
                period == 0 ? OptionalInt.empty() : OptionalInt.of(period),
                Optional.of(NOW.minus(window)),
                Optional.of(NOW));
    }

    @ParameterizedTest
    @CsvSource({
        "35, 35, PT0S, 35", // enabled a moment ago
        "35, 35, P34D, 35",
        "7, 35, P1D, 7", // the rule asks for less than the period
        "35, 7, P1D, 7", // the period allows no more
        "0, 35, P1D, 35", // the rule asks for no period
        "35, 0, P1D, 35" // AWS left the period out
    })
    void saysSinceWhenATableCanBeRestoredAndWhenTheWindowIsFull(int asked, int period, Duration window, int days) {
        Policy policy = asked == 0 ? Policy.BUILT_IN : Policies.of(Policies.remediate("*", asked));

        assertThat(of(policy, on(period, window)))
                .contains(new Notice.RecoveryWindowGrowing(
                        NOW.minus(window), NOW.minus(window).plus(Duration.ofDays(days))));
    }

    @ParameterizedTest
    @CsvSource({"35, 35, P35D", "7, 35, P7D", "7, 35, P20D", "35, 7, P7D", "35, 35, P34DT23H51M"})
    void saysNothingOfAWindowThatIsFull(int asked, int period, Duration window) {
        assertThat(of(Policies.of(Policies.remediate("*", asked)), on(period, window)))
                .isEmpty();
    }

    @Test
    void saysNothingWhereThereIsNoWindowOrNoRuleAsksForOne() {
        assertThat(of(Policy.BUILT_IN, new RecoveryState.Disabled())).isEmpty();
        assertThat(of(
                        Policy.BUILT_IN,
                        new RecoveryState.Enabled(OptionalInt.of(35), Optional.empty(), Optional.empty())))
                .isEmpty();
        assertThat(of(Policies.of(Policies.exempt("*", "2027-01-31")), on(35, Duration.ZERO)))
                .isEmpty();
    }

    @Test
    void isInformationOnly() {
        assertThat(new Notice.RecoveryWindowGrowing(NOW, NOW.plus(Duration.ofDays(7))))
                .satisfies(notice -> assertThat(notice.informational()).isTrue())
                .satisfies(
                        notice -> assertThat(notice.message())
                                .isEqualTo(
                                        "Restorable only since 2026-11-22T10:00:00Z; the window will be full on 2026-11-29T10:00:00Z."));
        assertThat(new Notice.TableArchived().informational()).isFalse();
    }
}

package io.pitrguard.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ViolationTest {
    private static final Violation DISABLED = new RecoveryEnabledCheck.RecoveryDisabled();
    private static final Violation SHORT = new RecoveryPeriodCheck.PeriodTooShort(14, 7);
    private static final Violation STALE = new RestorePointLagCheck.RestorePointStale(
            Duration.ofMinutes(15), Instant.parse("2027-03-10T11:00:00Z"), Duration.ofMinutes(65));
    private static final Violation OPEN = new DeletionProtectionCheck.DeletionProtectionOff();

    @Test
    void saysWhatWasSeenAndWhatIsRequired() {
        assertThat(DISABLED.message()).isEqualTo("Point-in-time recovery is off; the policy requires it on.");
        assertThat(SHORT.message()).isEqualTo("The recovery period is 7 days; the policy requires at least 14.");
        assertThat(new RecoveryPeriodCheck.PeriodTooShort(35, 1).message())
                .isEqualTo("The recovery period is 1 day; the policy requires at least 35.");
        assertThat(STALE.message())
                .isEqualTo("The latest restorable time is 2027-03-10T11:00:00Z (1 h 5 min ago);"
                        + " the policy allows a lag of at most 15 min.");
        assertThat(OPEN.message()).isEqualTo("Deletion protection is off; the policy requires it on.");
    }

    @Test
    void namesItsKind() {
        assertThat(List.of(DISABLED, SHORT, STALE, OPEN))
                .extracting(Violation::kind)
                .extracting(FindingKind::toString)
                .containsExactly("RecoveryDisabled", "PeriodTooShort", "RestorePointStale", "DeletionProtectionOff");
    }

    @Test
    void mattersMostWhenNothingCanBeRestored() {
        assertThat(List.of(DISABLED, SHORT, STALE, OPEN))
                .extracting(Violation::severity)
                .containsExactly(Severity.HIGH, Severity.MEDIUM, Severity.MEDIUM, Severity.MEDIUM);
        assertThat(Severity.values()).containsExactly(Severity.LOW, Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL);
    }

    /** JSON, mail and the ledger name a violation as the code does. */
    @Test
    void kindOfEachIsNamedAfterIt() {
        Set<String> kinds = new HashSet<>();
        for (Class<?> violation : Violation.class.getPermittedSubclasses()) {
            assertThat(FindingKind.named(violation.getSimpleName()))
                    .as(violation.getSimpleName())
                    .isPresent();
            assertThat(kinds.add(violation.getSimpleName())).isTrue();
        }
        assertThat(DISABLED.kind()).isEqualTo(FindingKind.RECOVERY_DISABLED);
        assertThat(new HistoryCheck.HistoryLost(Instant.EPOCH, Instant.EPOCH.plusSeconds(1)).kind())
                .isEqualTo(FindingKind.HISTORY_LOST);
    }
}

package io.pitrguard.domain.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.recovery.DrillPast;
import io.pitrguard.domain.recovery.Drilled;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestoreProofTest {
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    private static final DrillPast.Known PASSED = DrillPast.NONE.passed(drilled("drill-1", 20, ""));
    private static final DrillPast.Known FAILED = PASSED.failed(drilled("drill-2", 3, "Items are missing."));

    @Test
    void isProvenUntilTheProofIsTooOld() {
        assertThat(proof(PASSED, asked(20, 400)).status()).isEqualTo(ProofStatus.PROVEN);
        assertThat(proof(PASSED, asked(19, 400)).status()).isEqualTo(ProofStatus.OVERDUE);
        assertThat(proof(PASSED, asked(30, 400)).deadline()).hasValue(NOW.plus(Duration.ofDays(10)));
    }

    @Test
    void isNotProvenUntilItHadToBe() {
        assertThat(proof(DrillPast.NONE, asked(30, 30)).status()).isEqualTo(ProofStatus.NOT_PROVEN);
        assertThat(proof(DrillPast.NONE, asked(30, 31)).status()).isEqualTo(ProofStatus.OVERDUE);
        assertThat(proof(DrillPast.NONE, asked(30, 31)).shown()).isEmpty();
    }

    @Test
    void hasFailedWhateverWasProvenBefore() {
        RestoreProof failed = proof(FAILED, asked(1, 400));

        assertThat(failed.status()).isEqualTo(ProofStatus.FAILED);
        assertThat(failed.shown()).map(Drilled::drill).hasValue("drill-2");
        assertThat(proof(PASSED, Optional.empty()).shown()).map(Drilled::drill).hasValue("drill-1");
    }

    @Test
    void withoutARuleItIsOverdueWhereASweepFoundThat() {
        assertThat(RestoreProof.of(PASSED, Optional.empty(), true, NOW).status())
                .isEqualTo(ProofStatus.OVERDUE);
        assertThat(RestoreProof.of(PASSED, Optional.empty(), false, NOW))
                .isEqualTo(new RestoreProof(ProofStatus.PROVEN, PASSED, Optional.empty(), Optional.empty()));
        assertThat(RestoreProof.of(PASSED, asked(30, 400), true, NOW).status())
                .as("the rule is known, and knows better")
                .isEqualTo(ProofStatus.PROVEN);
    }

    private static RestoreProof proof(DrillPast.Known past, Optional<RestoreProof.Asked> asked) {
        return RestoreProof.of(past, asked, false, NOW);
    }

    private static Optional<RestoreProof.Asked> asked(int everyDays, int createdDaysAgo) {
        return Optional.of(new RestoreProof.Asked(
                DrillRequirement.every(Duration.ofDays(everyDays)), NOW.minus(Duration.ofDays(createdDaysAgo))));
    }

    private static Drilled drilled(String id, int daysAgo, String reason) {
        return new Drilled(
                id, "id-1", NOW.minus(Duration.ofDays(daysAgo)), Optional.of(Duration.ofMinutes(41)), reason);
    }
}

package io.pitrguard.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.policy.Exemption;
import io.pitrguard.domain.table.RecoveryState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LastObservationExemptionTest {
    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "a cache,search@example.com",
        "a cache (owner: nobody),search@example.com",
        "'two\nlines: 1, 2',A (B)",
        "Exempt until 2020-01-01: x,y"
    })
    void isReadBackAsItWasWritten(String reason, String owner) {
        Exemption exemption = new Exemption(reason, owner, LocalDate.parse("2027-01-31"));
        LastObservation seen = LastObservation.of(
                NOW,
                Trigger.SWEEP,
                new RecoveryState.Disabled(),
                new Judgement(new Verdict.Exempt(exemption), Optional.empty(), List.of()));

        assertThat(seen.exemption()).contains(exemption);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Because.",
                "Exempt until 2026-13-40: a (owner: b).",
                "Exempt until 2026-12-05:   (owner: b).",
                "Exempt until 2026-12-05: a (owner:  )."
            })
    void isEmptyWhereTheReasonIsOfAnotherKind(String reason) {
        assertThat(seen(VerdictKind.EXEMPT, reason).exemption()).isEmpty();
    }

    @Test
    void isEmptyWhereTheTableIsNotExempt() {
        assertThat(seen(VerdictKind.UNDETERMINED, "Exempt until 2026-12-05: a (owner: b).")
                        .exemption())
                .isEmpty();
    }

    private static LastObservation seen(VerdictKind verdict, String reason) {
        return new LastObservation(
                NOW,
                Trigger.SWEEP,
                verdict,
                new TreeMap<>(),
                reason,
                new LastObservation.Recovery(
                        LastObservation.Status.DISABLED, OptionalInt.empty(), Optional.empty(), Optional.empty()));
    }
}

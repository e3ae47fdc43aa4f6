package io.pitrguard.domain.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.RecoveryEnabledCheck;
import io.pitrguard.domain.evaluation.Violation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    @Test
    void namesItsKindAndSaysWhatHappened() {
        List<Outcome> all = List.of(
                new Outcome.Planned("p"),
                new Outcome.Fixed("f", List.of()),
                new Outcome.FixFailed("ff"),
                new Outcome.Deferred("d"),
                new Outcome.OverBudget("c"),
                new Outcome.Flapping("fl"));
        assertThat(all)
                .extracting(outcome -> outcome.kind().toString())
                .containsExactly("Planned", "Fixed", "FixFailed", "Deferred", "OverBudget", "Flapping");
        assertThat(all).extracting(Outcome::message).containsExactly("p", "f", "ff", "d", "c", "fl");
    }

    @Test
    void keepsResolvedViolationsWhateverHappensToTheList() {
        List<Violation> resolved = new ArrayList<>(List.of(new RecoveryEnabledCheck.RecoveryDisabled()));
        Outcome.Fixed fixed = new Outcome.Fixed("done", resolved);
        resolved.clear();
        assertThat(fixed.resolved()).containsExactly(new RecoveryEnabledCheck.RecoveryDisabled());
    }
}

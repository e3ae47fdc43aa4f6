package io.pitrguard.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupRequirementTest {
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "3650, 36500, 1000"})
    void takesTheLimits(int every, int keepFor, int keepLast) {
        BackupRequirement backup =
                new BackupRequirement(Duration.ofDays(every), Optional.of(Duration.ofDays(keepFor)), keepLast);

        assertThat(backup.keepLast()).isEqualTo(keepLast);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "3651, 1, 1", "1, 0, 1", "1, 36501, 1", "1, 1, 0", "1, 1, 1001"})
    void refusesWhatIsBeyondThem(int every, int keepFor, int keepLast) {
        Optional<Duration> kept = Optional.of(Duration.ofDays(keepFor));

        assertThatThrownBy(() -> new BackupRequirement(Duration.ofDays(every), kept, keepLast))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isPartOfARulesSchedules() {
        BackupRequirement backup = new BackupRequirement(Duration.ofDays(30), Optional.empty(), 1);
        Rule.Effect require = new Rule.Effect.Require(
                Requirement.RECOVERY_ON, Action.ALERT, true, new Schedules(Optional.of(backup)));

        assertThat(new Rule("books", Match.EVERY_TABLE, require).schedules().backup())
                .hasValue(backup);
        assertThat(Policy.FALLBACK.schedules()).isEqualTo(Schedules.NONE);
        assertThat(new Rule(
                                "scratch",
                                Match.EVERY_TABLE,
                                new Rule.Effect.Exempt(new Exemption("r", "o", java.time.LocalDate.EPOCH)))
                        .schedules())
                .isEqualTo(Schedules.NONE);
    }
}

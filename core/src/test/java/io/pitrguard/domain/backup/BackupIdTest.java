package io.pitrguard.domain.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.port.AnyBackup;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupIdTest {
    private static final Instant AT = Instant.parse("2026-12-01T09:15:00Z");

    @Test
    void sortsByTheTimeOfTheRequest() {
        BackupId id = BackupId.of(AT, "Before_release.12", "7f3a1c");

        assertThat(id).hasToString("20261201-091500-Before_release.12-7f3a1c");
        assertThat(id.awsName()).isEqualTo("pitr-guard-20261201-091500-Before_release.12-7f3a1c");
        assertThat(id).isLessThan(BackupId.of(AT.plusSeconds(1), "a", "0000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "20261201-091500--7f3a", "20261201-091500-a b-7f3a", "20261201-091500-a-7F3A"})
    void refusesOtherTexts(String text) {
        assertThat(BackupId.valid(text)).isFalse();
        assertThatThrownBy(() -> new BackupId(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not the id of a backup");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "ä"})
    void refusesLabelsThatAwsRefuses(String label) {
        assertThatThrownBy(() -> new BackupRequest(
                        AnyBackup.TABLE, label, AnyBackup.REQUESTER, Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void needsTheArnOfABackup() {
        assertThatThrownBy(() -> new MadeBackup(" ", AT)).isInstanceOf(IllegalArgumentException.class);
    }
}

package io.pitrguard.domain.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.port.AnyBackup;
import org.junit.jupiter.api.Test;

class BackupStateTest {
    @Test
    void hasOneNameForEachState() {
        assertThat(AnyBackup.states())
                .extracting(BackupState::kind)
                .containsExactlyInAnyOrder(BackupState.Kind.values());
    }

    @Test
    void hasABackupOnceAwsMadeOne() {
        assertThat(AnyBackup.states())
                .filteredOn(state -> state.made().isEmpty())
                .extracting(BackupState::kind)
                .containsExactly(BackupState.Kind.REQUESTED, BackupState.Kind.FAILED);
    }

    @Test
    void belongsToTheAccountAndRegionOfTheTable() {
        BackupRecord full = AnyBackup.full();

        assertThat(full.where()).isEqualTo(AnyBackup.TABLE.where());
        assertThat(full.keepUntil()).hasValue(AnyBackup.AT.plusSeconds(9));
    }
}

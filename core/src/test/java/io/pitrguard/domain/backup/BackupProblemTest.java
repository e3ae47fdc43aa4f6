package io.pitrguard.domain.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.backup.BackupProblem.Kind;
import io.pitrguard.port.AnyBackup;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BackupProblemTest {
    @Test
    void isTheSameAsLongAsItLasts() {
        assertThat(BackupProblem.of(Kind.NOT_TAKEN, AnyBackup.TABLE, "AWS denied it.")
                        .key())
                .isEqualTo(BackupProblem.of(Kind.NOT_TAKEN, AnyBackup.TABLE, "AWS throttled it.")
                        .key())
                .isEqualTo("NOT_TAKEN " + AnyBackup.TABLE.name());
        assertThat(BackupProblem.of(Kind.NOT_LISTED, "AWS denied it.").key()).isEqualTo("NOT_LISTED all");
        assertThat(BackupProblem.of(Kind.RECORD, "The item x cannot be understood.")
                        .key())
                .isEqualTo("RECORD The item x cannot be understood.");
    }

    @Test
    void namesTheTable() {
        assertThat(BackupProblem.of(Kind.LATE, AnyBackup.TABLE, "It is late.").text())
                .isEqualTo(AnyBackup.TABLE.name() + ": It is late.");
        assertThat(BackupProblem.of(Kind.NO_TIME, "Time was up.").text()).isEqualTo("Time was up.");
    }

    @Test
    void knowsWhatLeavesATableWithoutABackup() {
        assertThat(Arrays.stream(Kind.values())
                        .filter(kind -> !BackupProblem.of(kind, "x").missing()))
                .containsExactly(Kind.NOT_DELETED, Kind.RECORD);
        assertThat(Kind.values()).allSatisfy(kind -> assertThat(kind.title()).isNotBlank());
    }
}

package io.pitrguard.report;

import io.pitrguard.domain.restore.RestoreCost;
import io.pitrguard.domain.restore.RestoreTimes;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.restore.TableShape;
import io.pitrguard.domain.settings.KnownSettings;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a runbook tells of a table.
 *
 * @param shape what a restore takes over; empty if it is not known
 * @param backup the backup that AWS made when the table was deleted; empty if there is none, or it is not known
 * @param cost what the restore costs in the region of the target
 * @param problems what could not be read, a sentence or two each
 * @param readAt when AWS was read
 * @param times shows moments in the reader's zone and in UTC
 */
public record RunbookTable(
        TableRef table,
        Optional<TableShape> shape,
        RecoveryState recovery,
        Optional<TableBackup> backup,
        KnownSettings settings,
        RestoreCost cost,
        List<String> problems,
        Instant readAt,
        RestoreTimes times) {
    public RunbookTable {
        problems = List.copyOf(problems);
    }
}

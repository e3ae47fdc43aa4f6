package io.pitrguard.backup;

import io.pitrguard.domain.backup.BackupProof;
import io.pitrguard.domain.backup.BackupRecord;
import io.pitrguard.domain.restore.TableBackup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The backups that are proven to be pitr-guard's and good, by the id of their table. */
final class GoodBackups {
    private GoodBackups() {}

    /** Returns those of each table that has any. */
    static List<List<BackupProof.Proven>> byTable(SettleBackups.Known known) {
        Map<String, TableBackup> listed = known.byArn();
        Map<String, List<BackupProof.Proven>> byTable = new LinkedHashMap<>();
        for (BackupRecord record : known.records()) {
            proven(record, listed)
                    .ifPresent(good -> byTable.computeIfAbsent(record.tableId(), _ -> new ArrayList<>())
                            .add(good));
        }
        return List.copyOf(byTable.values());
    }

    /** Returns the same, the table with the oldest backup first. */
    static List<List<BackupProof.Proven>> oldestFirst(SettleBackups.Known known) {
        return byTable(known).stream()
                .sorted(Comparator.comparing((List<BackupProof.Proven> good) -> good.stream()
                        .map(each -> each.backup().created())
                        .min(Comparator.naturalOrder())
                        .orElseThrow()))
                .toList();
    }

    private static Optional<BackupProof.Proven> proven(BackupRecord record, Map<String, TableBackup> listed) {
        return record.state()
                .made()
                .flatMap(made -> Optional.ofNullable(listed.get(made.arn())))
                .map(backup -> BackupProof.of(record, backup))
                .filter(BackupProof.Proven.class::isInstance)
                .map(BackupProof.Proven.class::cast);
    }
}

package io.pitrguard.backup;

import io.pitrguard.domain.backup.ListedBackup;
import io.pitrguard.domain.backup.MadeBackup;
import io.pitrguard.domain.restore.TableBackup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Backups as AWS listed them, by their ARNs: there may be many thousands. */
final class BackupIndex {
    private final Map<String, TableBackup> byArn;

    BackupIndex(List<ListedBackup> listed) {
        this.byArn = HashMap.newHashMap(listed.size());
        listed.forEach(each -> byArn.putIfAbsent(each.backup().arn(), each.backup()));
    }

    /** Returns the backup; empty if AWS did not list it. */
    Optional<TableBackup> of(MadeBackup made) {
        return Optional.ofNullable(byArn.get(made.arn()));
    }
}

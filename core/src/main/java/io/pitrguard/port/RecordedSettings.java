package io.pitrguard.port;

import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.table.TableRef;
import java.util.Map;
import java.util.Optional;

/** What AWS still holds of the settings of a deleted table. Never throws for what AWS answers. */
public interface RecordedSettings {
    /** Returns the ARN of the newest backup that AWS kept when a table of that name was deleted; empty where there is none. */
    Result<Optional<String>> systemBackup(TableRef table);

    /**
     * Reads what a backup recorded of its table: indexes, stream, time to live, encryption, capacity.
     *
     * @return readings of these settings only; each {@code Unreadable} where the backup cannot be read
     */
    Map<Setting, Reading> ofBackup(TableRef table, String backupArn);

    /**
     * Reads the last configuration item that AWS Config recorded of the table while it existed: tags, and its class where it
     * has one.
     *
     * @return readings of these settings only; {@code NotKnown} where Config has none of them
     */
    Map<Setting, Reading> ofConfig(TableRef table);
}

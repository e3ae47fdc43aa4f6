package io.pitrguard.port;

import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.TableClassSetting;
import io.pitrguard.domain.settings.TagsSetting;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is recorded of deleted tables, in memory. */
public final class InMemoryRecordedSettings implements RecordedSettings {
    private final Map<TableRef, Map<Setting, Reading>> backups = new HashMap<>();
    private final Map<TableRef, Map<Setting, Reading>> items = new HashMap<>();
    private @Nullable Cause failure;

    /** Records a backup. */
    public void backup(TableRef table, Map<Setting, Reading> settings) {
        backups.put(table, settings);
    }

    /** Records a configuration item. */
    public void item(TableRef table, Map<Setting, Reading> settings) {
        items.put(table, settings);
    }

    /** Lets everything fail. */
    public void fail(Cause cause) {
        failure = cause;
    }

    @Override
    public Result<Optional<String>> systemBackup(TableRef table) {
        return failure != null
                ? new Result.Failure<>(failure)
                : new Result.Success<>(
                        backups.containsKey(table) ? Optional.of(table.arn() + "/backup/1") : Optional.empty());
    }

    @Override
    public Map<Setting, Reading> ofBackup(TableRef table, String backupArn) {
        return failed(backups.getOrDefault(table, Map.of()));
    }

    @Override
    public Map<Setting, Reading> ofConfig(TableRef table) {
        Reading none = new Reading.NotKnown("AWS Config has no configuration item of the table while it existed.");
        return failed(items.getOrDefault(table, Map.of(new TagsSetting(), none, new TableClassSetting(), none)));
    }

    private Map<Setting, Reading> failed(Map<Setting, Reading> readings) {
        Map<Setting, Reading> all = new HashMap<>(readings);
        if (failure != null) {
            all.replaceAll((_, _) -> new Reading.Unreadable(failure));
        }
        return Map.copyOf(all);
    }
}

package io.pitrguard.wiring;

import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.SettingChange;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.TableSettings;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Settings of tables of several regions: each call goes to the table's own. */
record RegionalSettings(Function<String, TableSettings> regions) implements TableSettings {
    @Override
    public Readiness readiness(TableRef table) {
        return in(table).readiness(table);
    }

    @Override
    public Map<Setting, Reading> read(TableRef table, Set<Setting> settings) {
        return in(table).read(table, settings);
    }

    @Override
    public Reply write(TableRef target, SettingChange change) {
        return in(target).write(target, change);
    }

    private TableSettings in(TableRef table) {
        return regions.apply(table.where().region());
    }
}

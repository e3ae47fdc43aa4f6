package io.pitrguard.port;

import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;

/** {@link InMemoryTableSettings} keeps the contract of its port. */
class InMemoryTableSettingsTest extends TableSettingsContract {
    private final InMemoryTableSettings settings = new InMemoryTableSettings();
    private TableRef last = InMemoryTables.WHERE.table("none");

    @Override
    protected TableSettings settings() {
        return settings;
    }

    @Override
    protected TableRef create(String name) {
        last = InMemoryTables.WHERE.table(name);
        settings.create(last, INDEX);
        return last;
    }

    @Override
    protected void settle() {
        settings.busy(last, 0);
    }

    @Override
    protected void failReading(Setting setting, Cause.Kind kind) {
        settings.unreadable(setting, new Cause(kind, "It cannot be read."));
    }
}

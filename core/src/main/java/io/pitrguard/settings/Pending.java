package io.pitrguard.settings;

import io.pitrguard.domain.settings.KnownSettings;
import io.pitrguard.domain.settings.PendingConfirmation;
import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.SettingChange;
import io.pitrguard.domain.settings.SettingRow;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.settings.Settings;
import io.pitrguard.domain.table.TableRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects, during one step, what must not be written until a person confirms it. */
final class Pending {
    private final CopyOrder order;
    private final KnownSettings current;
    private final List<PendingConfirmation> confirmations = new ArrayList<>();

    Pending(CopyOrder order, KnownSettings current) {
        this.order = order;
        this.current = current;
    }

    /** Whether a setting must not be written now. */
    boolean waits(SettingRow row) {
        Setting setting = row.setting();
        Optional<Setting> missing = setting.requires().filter(this::isMissing);
        if (!Settings.needsPerson(setting) || (order.confirmed().contains(setting) && missing.isEmpty())) {
            return false;
        }
        if (!row.changes().isEmpty()) {
            String harm = setting.description().copying().words()
                    + missing.map(first -> " The target has no " + first.title() + " yet: confirm " + first.key() + ".")
                            .orElse("");
            confirmations.add(new PendingConfirmation(setting, harm, row.changes(), commands(row.changes())));
        }
        return true;
    }

    TableRef target() {
        return order.target();
    }

    boolean none() {
        return confirmations.isEmpty();
    }

    List<PendingConfirmation> confirmations() {
        return confirmations;
    }

    private boolean isMissing(Setting setting) {
        return current.of(setting) instanceof Reading.Known(SettingValue value, Reading.Origin _) && value.isNone();
    }

    private List<String> commands(List<SettingChange> changes) {
        return changes.stream()
                .map(change -> change.setting().command(change, order.target()))
                .toList();
    }
}

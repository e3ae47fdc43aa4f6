package io.pitrguard.settings;

import io.pitrguard.domain.settings.KnownSettings;
import io.pitrguard.domain.settings.PendingConfirmation;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.SettingChange;
import io.pitrguard.domain.settings.SettingRow;
import io.pitrguard.domain.settings.Settings;
import io.pitrguard.domain.settings.SettingsDiff;
import java.util.ArrayList;
import java.util.List;

/**
 * What a copy of settings would do, found out without doing it.
 *
 * @param changes the writes, in their order, with those that others make possible
 * @param waiting what waits for a person
 * @param diff the wanted settings, as they compare now
 */
public record SettingsPlan(List<SettingChange> changes, List<PendingConfirmation> waiting, SettingsDiff diff) {
    public SettingsPlan {
        changes = List.copyOf(changes);
        waiting = List.copyOf(waiting);
    }

    /** Plans a copy to a target whose settings were read. */
    public static SettingsPlan of(CopyOrder order, KnownSettings target) {
        Pending pending = new Pending(order, target);
        List<SettingChange> changes = new ArrayList<>();
        for (Setting setting : Settings.ALL) {
            if (order.wanted().contains(setting)) {
                SettingRow row = pending.row(setting);
                if (!pending.waits(row)) {
                    changes.addAll(row.changes());
                    pending.made(row.changes());
                }
            }
        }
        return new SettingsPlan(
                changes, pending.confirmations(), SettingsDiff.of(order.source(), target, order.wanted()));
    }
}

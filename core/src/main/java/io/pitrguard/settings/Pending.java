package io.pitrguard.settings;

import io.pitrguard.domain.settings.KnownSettings;
import io.pitrguard.domain.settings.PendingConfirmation;
import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.SettingChange;
import io.pitrguard.domain.settings.SettingRow;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.settings.Settings;
import io.pitrguard.domain.settings.SettingsDiff;
import io.pitrguard.domain.table.TableRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects, in the order of the settings, what must not be written until a person confirms it. */
final class Pending {
    private final CopyOrder order;
    private KnownSettings current;
    /** The target once all that waits is confirmed: what follows from it waits for the same word. */
    private KnownSettings foreseen;

    private final List<PendingConfirmation> confirmations = new ArrayList<>();

    Pending(CopyOrder order, KnownSettings current) {
        this.order = order;
        this.current = current;
        this.foreseen = current;
    }

    /** Whether a setting must not be written now. */
    boolean waits(SettingRow row) {
        Setting setting = row.setting();
        Optional<Setting> missing = setting.requires().filter(this::isMissing);
        if (!Settings.needsPerson(setting) || (order.confirmed().contains(setting) && missing.isEmpty())) {
            return false;
        }
        List<SettingChange> changes = row(setting, foreseen).changes();
        if (!changes.isEmpty()) {
            String harm = setting.description().copying().words()
                    + missing.map(first -> " The target has no " + first.title() + " yet: confirm " + first.key() + ".")
                            .orElse("");
            confirmations.add(new PendingConfirmation(setting, harm, changes, commands(changes)));
            foreseen = foreseen.after(changes);
        }
        return true;
    }

    /** Returns a setting as it compares by now. */
    SettingRow row(Setting setting) {
        return row(setting, current);
    }

    private SettingRow row(Setting setting, KnownSettings target) {
        return SettingsDiff.of(order.source(), target, Set.of(setting)).rows().getFirst();
    }

    /** Counts these changes as made, for a plan. */
    void made(List<SettingChange> changes) {
        current = current.after(changes);
        foreseen = foreseen.after(changes);
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

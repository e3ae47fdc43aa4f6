package io.pitrguard.report;

import io.pitrguard.domain.settings.AlarmsSetting;
import io.pitrguard.domain.settings.Carried;
import io.pitrguard.domain.settings.Copying;
import io.pitrguard.domain.settings.KnownSettings;
import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.RecoverySetting;
import io.pitrguard.domain.settings.ScalingSetting;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.settings.Settings;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The steps of a runbook that give a restored table the settings of its source.
 *
 * @param known what was read of the source
 */
record RunbookSettings(KnownSettings known, RunbookCommands commands) {
    private static final Set<Setting> BY_NAME = Set.of(new ScalingSetting(), new AlarmsSetting());

    /** Returns the same for a table that had recovery, as its backup proves, though nobody knows with which period. */
    RunbookSettings withRecovery() {
        RecoverySetting recovery = new RecoverySetting();
        SettingValue longest = SettingValue.of(RecoverySetting.STATUS, RecoverySetting.ENABLED)
                .with(RecoverySetting.DAYS, RecoverySetting.LONGEST);
        return known.of(recovery) instanceof Reading.Known
                ? this
                : new RunbookSettings(known.with(Map.of(recovery, Reading.of(longest))), commands);
    }

    /** Returns the paragraphs for settings that can do no harm, in their order. */
    List<String> safe() {
        List<String> paragraphs = new ArrayList<>();
        for (Setting setting : Settings.ALL) {
            if (setting.description().copying() instanceof Copying.Automatic(String words)) {
                paragraphs.addAll(paragraph(setting, words));
            }
        }
        return orNone(
                paragraphs, "The table has none of the settings that a restore leaves out and that can do no harm.");
    }

    /** Returns the paragraphs for settings that can do harm, each with the harm. */
    List<String> dangerous() {
        List<String> paragraphs = new ArrayList<>();
        for (Setting setting : Settings.ALL) {
            if (setting.description().copying() instanceof Copying.Confirmed(String words)) {
                paragraphs.addAll(paragraph(setting, words));
            }
        }
        return orNone(paragraphs, "The table has none of the settings that can do harm.");
    }

    /** Returns the paragraphs for what no command copies, and for what could not be read. */
    List<String> rest() {
        List<String> paragraphs = new ArrayList<>();
        for (Setting setting : Settings.ALL) {
            switch (setting.description().copying()) {
                case Copying.ByHand(String words) -> paragraphs.add(item(setting, words));
                case Copying.ReportOnly(String words) -> {
                    if (known.of(setting) instanceof Reading.Known(SettingValue value, var _) && !value.isNone()) {
                        paragraphs.add(item(setting, words));
                    }
                }
                case Copying.Automatic _, Copying.Confirmed _ -> {}
            }
            unread(setting, paragraphs);
        }
        return paragraphs;
    }

    private void unread(Setting setting, List<String> paragraphs) {
        switch (known.of(setting)) {
            case Reading.Known _ -> {}
            case Reading.Unreadable(Cause cause) ->
                paragraphs.add(
                        item(setting, "Could not be read, which does not mean that it is off. " + cause.message()));
            case Reading.NotKnown(String why) -> {
                if (Settings.isRead(setting)) {
                    paragraphs.add(item(setting, "Not known, which does not mean that it is off. " + why));
                }
            }
        }
    }

    private List<String> paragraph(Setting setting, String words) {
        List<String> lines = new ArrayList<>();
        if (setting.description().carried() != Carried.YES
                && known.of(setting) instanceof Reading.Known(SettingValue value, var _)) {
            TableRef target = commands.target();
            setting.changes(value, setting.begun(value))
                    .forEach(change -> lines.add(Printable.line(setting.command(change, target))));
        }
        if (lines.isEmpty()) {
            return List.of();
        }
        String undocumented = setting.description().carried() == Carried.UNDOCUMENTED
                ? " AWS does not document whether a restore carries it: leave it out if the restored table has it."
                : "";
        return List.of(
                "**" + setting.title() + "**: " + words + undocumented + stillThere(setting),
                RunbookText.block(String.join("\n", lines)));
    }

    /** What hangs on a name is still there when another table gets it; making it anew would turn its actions off. */
    private String stillThere(Setting setting) {
        return BY_NAME.contains(setting) && commands.target().equals(known.table())
                ? " It hangs on the table's name and may still be there: leave out what is."
                : "";
    }

    private static String item(Setting setting, String words) {
        return "- " + setting.title() + ": " + words;
    }

    private static List<String> orNone(List<String> paragraphs, String none) {
        return paragraphs.isEmpty() ? List.of(none) : paragraphs;
    }
}

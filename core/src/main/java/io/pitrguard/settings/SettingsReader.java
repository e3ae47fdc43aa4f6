package io.pitrguard.settings;

import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.settings.AlarmActionsSetting;
import io.pitrguard.domain.settings.AlarmsSetting;
import io.pitrguard.domain.settings.KnownSettings;
import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.RecoverySetting;
import io.pitrguard.domain.settings.ScalingSetting;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.settings.Settings;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.RecordedSettings;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads all settings of a table that exists, or what others hold of those of a deleted one. */
public final class SettingsReader {
    /** What other services hold under the name of a table; it may outlive the table. */
    private static final Set<Setting> BY_NAME =
            Set.of(new ScalingSetting(), new AlarmsSetting(), new AlarmActionsSetting());

    private final TableSettings settings;
    private final RecordedSettings recorded;

    /** Creates a reader. */
    public SettingsReader(TableSettings settings, RecordedSettings recorded) {
        this.settings = settings;
        this.recorded = recorded;
    }

    /** Reads all settings of a table that exists. */
    public KnownSettings existing(TableRef table) {
        return new KnownSettings(table, settings.read(table, readable()));
    }

    /**
     * Reads a table's settings, or what others hold of them where it does not exist.
     *
     * @param ledger what pitr-guard knows of tables; {@link Ledger#NONE} where there is none
     * @return a failure where it cannot be read whether the table exists, or where nothing is left of it
     */
    public Result<KnownSettings> source(TableRef table, Ledger ledger) {
        return switch (settings.readiness(table)) {
            case TableSettings.Readiness.Ready _, TableSettings.Readiness.Busy _ ->
                new Result.Success<>(existing(table));
            case TableSettings.Readiness.Unreadable(Cause cause) -> new Result.Failure<>(cause);
            case TableSettings.Readiness.Gone _ ->
                switch (recorded.systemBackup(table)) {
                    case Result.Failure<Optional<String>>(Cause cause) -> new Result.Failure<>(cause);
                    case Result.Success<Optional<String>>(Optional<String> backup) -> left(table, backup, ledger);
                };
        };
    }

    private Result<KnownSettings> left(TableRef table, Optional<String> backup, Ledger ledger) {
        Optional<TableRecord> record = ledger.read(table)
                .success()
                .filter(stored -> stored.version() > 0)
                .map(Ledger.Stored::record);
        if (backup.isEmpty() && record.isEmpty()) {
            return new Result.Failure<>(new Cause(
                    Cause.Kind.REFUSED,
                    "There is no table " + table.name() + " in " + table.where().region()
                            + ", and no system backup of one.",
                    Optional.of("Check its name and region.")));
        }
        return new Result.Success<>(deleted(table, backup, record));
    }

    /**
     * Reads what others hold of the settings of a deleted table: from its backup, from AWS Config's last item, from the ledger,
     * and from services that hold them by its name.
     *
     * @param backup the backup that AWS made when the table was deleted, or another one; empty where there is none
     * @param record what the ledger knows of the table
     */
    public KnownSettings deleted(TableRef table, Optional<String> backup, Optional<TableRecord> record) {
        Map<Setting, Reading> all = new HashMap<>();
        readable()
                .forEach(setting -> all.put(
                        setting,
                        new Reading.NotKnown(
                                "The table is deleted, and nobody recorded its " + setting.title() + ".")));
        settings.read(table, BY_NAME).forEach((setting, reading) -> all.put(setting, byName(setting, reading)));
        all.putAll(recorded.ofConfig(table));
        backup.ifPresent(arn -> all.putAll(recorded.ofBackup(table, arn)));
        record.flatMap(TableRecord::lastObservation)
                .ifPresent(last -> recovery(last)
                        .ifPresent(value ->
                                all.put(new RecoverySetting(), new Reading.Known(value, Reading.Origin.LEDGER))));
        return new KnownSettings(table, all);
    }

    /** Nothing under the table's name can also mean that it went with the table. */
    private static Reading byName(Setting setting, Reading reading) {
        return reading instanceof Reading.Known(SettingValue value, Reading.Origin _) && value.isNone()
                ? new Reading.NotKnown("The table is deleted; its name has no " + setting.title() + " now.")
                : reading;
    }

    private static Optional<SettingValue> recovery(LastObservation last) {
        return switch (last.recovery().status()) {
            case ENABLED -> {
                SettingValue on = SettingValue.of(RecoverySetting.STATUS, RecoverySetting.ENABLED);
                yield Optional.of(
                        last.recovery().periodDays().isPresent()
                                ? on.with(
                                        RecoverySetting.DAYS,
                                        Integer.toString(
                                                last.recovery().periodDays().getAsInt()))
                                : on);
            }
            case DISABLED -> Optional.of(SettingValue.NONE);
            case GONE, UNREADABLE -> Optional.empty();
        };
    }

    private static Set<Setting> readable() {
        return Settings.ALL.stream().filter(Settings::isRead).collect(Collectors.toUnmodifiableSet());
    }
}

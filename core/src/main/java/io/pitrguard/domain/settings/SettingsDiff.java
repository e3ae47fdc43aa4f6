package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import java.util.List;
import java.util.Set;

/**
 * Every setting of two tables, compared.
 *
 * @param rows one for each setting, in the order of {@link Settings#ALL}
 */
public record SettingsDiff(TableRef source, TableRef target, List<SettingRow> rows) {
    public SettingsDiff {
        rows = List.copyOf(rows);
    }

    /** Compares all settings. */
    public static SettingsDiff of(KnownSettings source, KnownSettings target) {
        return of(source, target, Set.copyOf(Settings.ALL));
    }

    /** Compares some settings. */
    public static SettingsDiff of(KnownSettings source, KnownSettings target, Set<Setting> only) {
        return new SettingsDiff(
                source.table(),
                target.table(),
                Settings.ALL.stream()
                        .filter(only::contains)
                        .map(setting -> row(setting, source.of(setting), target.of(setting)))
                        .toList());
    }

    /** Whether no setting differs, and none is unknown. */
    public boolean isEqual() {
        return open().isEmpty();
    }

    /** Returns the rows that differ, or of which nobody knows whether they do. */
    public List<SettingRow> open() {
        return rows.stream().filter(SettingRow::isOpen).toList();
    }

    /** Returns the AWS CLI commands that bring a row's target to what the source has, or that show what nothing compares. */
    public List<String> commands(SettingRow row) {
        Setting setting = row.setting();
        return switch (setting.description().copying()) {
            case Copying.Automatic _ -> ofChanges(row);
            case Copying.Confirmed _ -> ofChanges(row);
            case Copying.ByHand _ -> List.of(setting.command(any(setting), source));
            case Copying.ReportOnly _ ->
                row.isOpen() && !missing(row).isNone()
                        ? List.of(setting.command(
                                new SettingChange(
                                        setting, missing(row).entries().firstKey(), missing(row), SettingValue.NONE),
                                target))
                        : List.of();
        };
    }

    private List<String> ofChanges(SettingRow row) {
        return row.changes().stream()
                .map(change -> row.setting().command(change, target))
                .toList();
    }

    private SettingChange any(Setting setting) {
        return new SettingChange(setting, setting.key(), SettingValue.of("table", source.name()), SettingValue.NONE);
    }

    private static SettingValue missing(SettingRow row) {
        return row.source() instanceof Reading.Known(SettingValue wanted, Reading.Origin _)
                        && row.target() instanceof Reading.Known(SettingValue current, Reading.Origin _)
                ? wanted.beyond(current)
                : SettingValue.NONE;
    }

    private static SettingRow row(Setting setting, Reading source, Reading target) {
        if (setting.description().copying() instanceof Copying.ByHand(String how)) {
            Comparison none = new Comparison.NotCompared(how);
            String toDo = toDo(setting, none, List.of(), SettingValue.NONE, SettingValue.NONE);
            return open(setting, source, target, none, toDo);
        }
        return switch (source) {
            case Reading.Unreadable(var cause) ->
                open(
                        setting,
                        source,
                        target,
                        new Comparison.CouldNotBeRead(Comparison.Side.SOURCE, cause),
                        cause.toDo());
            case Reading.NotKnown(String why) ->
                open(setting, source, target, new Comparison.NotKnown(Comparison.Side.SOURCE, why), why);
            case Reading.Known(SettingValue wanted, var _) -> row(setting, source, wanted, target);
        };
    }

    private static SettingRow row(Setting setting, Reading source, SettingValue wanted, Reading target) {
        return switch (target) {
            case Reading.Unreadable(var cause) ->
                open(
                        setting,
                        source,
                        target,
                        new Comparison.CouldNotBeRead(Comparison.Side.TARGET, cause),
                        cause.toDo());
            case Reading.NotKnown(String why) ->
                open(setting, source, target, new Comparison.NotKnown(Comparison.Side.TARGET, why), why);
            case Reading.Known(SettingValue current, var _) -> {
                Comparison comparison = setting.compare(wanted, current);
                List<SettingChange> changes =
                        comparison instanceof Comparison.Equal ? List.of() : setting.changes(wanted, current);
                yield new SettingRow(
                        setting,
                        source,
                        target,
                        comparison,
                        changes,
                        toDo(setting, comparison, changes, wanted, current));
            }
        };
    }

    private static SettingRow open(
            Setting setting, Reading source, Reading target, Comparison comparison, String toDo) {
        return new SettingRow(setting, source, target, comparison, List.of(), toDo);
    }

    private static String toDo(
            Setting setting,
            Comparison comparison,
            List<SettingChange> changes,
            SettingValue source,
            SettingValue target) {
        if (comparison instanceof Comparison.Equal) {
            return "";
        }
        return switch (setting.description().copying()) {
            case Copying.Automatic(String words) ->
                changes.isEmpty() ? setting.obstacle(source, target) : "settings copy sets it. " + words;
            case Copying.Confirmed(String words) ->
                changes.isEmpty() ? setting.obstacle(source, target) : "A person must confirm it. " + words;
            case Copying.ReportOnly(String words) -> words;
            case Copying.ByHand(String words) -> words;
        };
    }
}

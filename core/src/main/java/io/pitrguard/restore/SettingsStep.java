package io.pitrguard.restore;

import io.pitrguard.domain.restore.AuditSettings;
import io.pitrguard.domain.restore.DescribedTable;
import io.pitrguard.domain.restore.PendingSetting;
import io.pitrguard.domain.restore.RestoreCommands;
import io.pitrguard.domain.restore.RestorePlan;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.restore.RestoredTable;
import io.pitrguard.domain.restore.SettingsChoice;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.settings.CopyProgress;
import io.pitrguard.domain.settings.CopyRecord;
import io.pitrguard.domain.settings.PendingConfirmation;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.SettingRow;
import io.pitrguard.domain.settings.Settings;
import io.pitrguard.domain.settings.SettingsDiff;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.Counted;
import io.pitrguard.port.RestoreStore.Stored;
import io.pitrguard.port.Result;
import io.pitrguard.settings.CopyOrder;
import io.pitrguard.settings.CopyStep;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Copies the settings of the source, one write a step; those that can do harm only after a person confirmed them. */
final class SettingsStep {
    private final RestoreTools tools;
    private final RestoreEngine.SettingsSteps copy;

    SettingsStep(RestoreTools tools, RestoreEngine.SettingsSteps copy) {
        this.tools = tools;
        this.copy = copy;
    }

    Result<RestoreStep> step(Stored read, RestoredTable table) {
        return switch (tools.tables().describe(target(read))) {
            case Result.Failure<DescribedTable>(Cause cause) -> tools.unread(read, cause, Duration.ZERO);
            case Result.Success<DescribedTable>(DescribedTable.Present(TableDescription now))
            when now.tableId().equals(table.tableId()) -> copy(read, table);
            case Result.Success<DescribedTable> _ ->
                tools.fail(
                        read,
                        "The restored table " + target(read).name()
                                + " does not exist any more, or another one has its name.",
                        "Check CloudTrail for its DeleteTable, then request the restore again.",
                        Optional.of(table.tableId()));
        };
    }

    private Result<RestoreStep> copy(Stored read, RestoredTable table) {
        RestoreRecord record = read.record();
        return switch (copy.copy().next(order(record), record.settings())) {
            case CopyStep.Wrote(CopyRecord wrote, CopyProgress progress) -> again(read, wrote, progress);
            case CopyStep.Refused(CopyRecord refused, CopyProgress progress) -> again(read, refused, progress);
            case CopyStep.Wait(Duration wait, String why, CopyProgress progress) -> later(read, wait, why, progress);
            case CopyStep.NeedsPerson(List<PendingConfirmation> settings, SettingsDiff _, CopyProgress progress) ->
                tools.write(
                        read,
                        record.withSettings(progress)
                                .to(
                                        new RestoreState.AwaitingConfirmation(table, pending(settings)),
                                        tools.now(),
                                        "Settings that can do harm wait for a person."),
                        RestoreStep.AwaitPerson::new);
            case CopyStep.Done(SettingsDiff diff, CopyProgress progress) -> completed(read, table, diff, progress);
            case CopyStep.Failed(Cause cause, CopyProgress progress) ->
                tools.fail(
                        new Stored(record.withSettings(progress), read.version()),
                        "The table " + target(read).name()
                                + " is restored and ready, but not all of its settings could be copied: "
                                + cause.message(),
                        RestoreCommands.settings("copy", record.plan().sourceTable(), target(read))
                                .map(command -> "Copy them: " + command)
                                .orElse("Set them by hand: "
                                        + RestoreCommands.runbook(record.plan().sourceTable())),
                        Optional.of(table.tableId()));
        };
    }

    /** An audit table gets settings of its own; who asked for it confirmed them. */
    private CopyOrder order(RestoreRecord record) {
        RestorePlan plan = record.plan();
        return plan.request()
                .audit()
                .map(terms -> new CopyOrder(
                        AuditSettings.of(plan, terms), plan.target(), AuditSettings.ALL, AuditSettings.ALL))
                .orElseGet(
                        () -> new CopyOrder(copy.source().of(plan), plan.target(), wanted(record), confirmed(record)));
    }

    private Result<RestoreStep> again(Stored read, CopyRecord what, CopyProgress progress) {
        return tools.write(
                read,
                read.record()
                        .withSettings(progress)
                        .noted(tools.now(), what.subject(target(read)) + ": " + what.text()),
                RestoreStep.Again::new);
    }

    private Result<RestoreStep> later(Stored read, Duration wait, String why, CopyProgress progress) {
        return progress.equals(read.record().settings())
                ? tools.await(read, wait, why)
                : tools.write(
                        read,
                        read.record().withSettings(progress).noted(tools.now(), why),
                        next -> new RestoreStep.Wait(next, wait));
    }

    private Result<RestoreStep> completed(Stored read, RestoredTable table, SettingsDiff diff, CopyProgress progress) {
        boolean audit = read.record().plan().request().audit().isPresent();
        List<String> open = audit
                ? AuditSettings.missing(diff).stream()
                        .map(row -> toSet(diff, row))
                        .toList()
                : diff.open().stream().map(SettingsStep::open).toList();
        String what = audit ? keptUnchanged(open) : compared(open);
        return tools.write(
                read,
                read.record()
                        .withSettings(progress)
                        .to(new RestoreState.Completed(table, tools.now(), open), tools.now(), what),
                RestoreStep.Done::new);
    }

    private static String keptUnchanged(List<String> open) {
        return open.isEmpty()
                ? "Completed: nobody can write items of the table, and its deletion protection is on."
                : "Completed, but the table is not kept as it must be: "
                        + Counted.of(open.size(), "setting is", "settings are") + " missing.";
    }

    private static String toSet(SettingsDiff diff, SettingRow row) {
        List<String> commands = diff.commands(row);
        return row.setting().title() + ": "
                + (commands.isEmpty() ? row.toDo() : "not set. Set it: " + String.join(" ; ", commands));
    }

    private static String compared(List<String> open) {
        return open.isEmpty()
                ? "Completed: all settings are as those of the source."
                : "Completed: " + Counted.of(open.size(), "setting differs", "settings differ")
                        + " from the source, or could not be compared.";
    }

    private static String open(SettingRow row) {
        return row.setting().title() + ": " + row.toDo();
    }

    private static List<PendingSetting> pending(List<PendingConfirmation> settings) {
        return settings.stream()
                .map(each -> new PendingSetting(each.setting().key(), each.harm(), each.commands()))
                .toList();
    }

    /** Once a person has decided, what was not confirmed is only compared. */
    private static Set<Setting> wanted(RestoreRecord record) {
        boolean all = record.plan().request().settings() == SettingsChoice.ALL;
        if (record.confirmation().isEmpty()) {
            return Settings.copied(all);
        }
        Set<Setting> some = new HashSet<>(Settings.copied(false));
        some.addAll(confirmed(record));
        return some;
    }

    private static Set<Setting> confirmed(RestoreRecord record) {
        return record.confirmation().stream()
                .flatMap(confirmation -> confirmation.settings().stream())
                .flatMap(key -> Settings.of(key).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static TableRef target(Stored read) {
        return read.record().plan().target();
    }
}

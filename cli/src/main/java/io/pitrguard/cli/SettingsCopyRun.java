package io.pitrguard.cli;

import io.pitrguard.cli.SettingsCopyView.ChangeView;
import io.pitrguard.domain.settings.CopyProgress;
import io.pitrguard.domain.settings.CopyRecord;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.SettingChange;
import io.pitrguard.domain.settings.SettingsDiff;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.port.Time;
import io.pitrguard.settings.CopyOrder;
import io.pitrguard.settings.CopyStep;
import io.pitrguard.settings.SettingsCopy;
import io.pitrguard.settings.SettingsPlan;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;

/**
 * Copies settings step by step, and reports each step.
 *
 * @param err where to tell what happens
 */
record SettingsCopyRun(TwoTables.Open tables, Set<Setting> wanted, Set<Setting> confirmed, PrintWriter err) {
    /** Returns what a copy would change. */
    SettingsCopyView plan() {
        SettingsPlan plan = SettingsPlan.of(order(), tables.targetNow());
        return SettingsCopyView.planned(
                plan.changes().stream().map(this::change).toList(), plan.waiting(), plan.diff());
    }

    private CopyOrder order() {
        return new CopyOrder(tables.known(), tables.target(), wanted, confirmed);
    }

    private ChangeView change(SettingChange change) {
        return new ChangeView(
                change.setting().key(), change.id(), change.setting().command(change, tables.target()));
    }

    /**
     * Copies, and waits as long as AWS is busy.
     *
     * @throws CommandFailure if the copy cannot go on
     */
    SettingsCopyView copy(SettingsCopy copy, Time time, CopyLog log) throws InterruptedException {
        tables.targetNow();
        CopyOrder order = order();
        CopyProgress progress = CopyProgress.NONE;
        String waited = "";
        while (true) {
            CopyStep step = copy.next(order, progress);
            step.progress().records().stream()
                    .skip(progress.records().size())
                    .filter(record -> record.outcome() != CopyRecord.Outcome.TRIED)
                    .forEach(record -> tell(record, log));
            progress = step.progress();
            switch (step) {
                case CopyStep.Wrote _, CopyStep.Refused _ -> {}
                case CopyStep.Wait wait -> {
                    if (!wait.why().equals(waited)) {
                        waited = wait.why();
                        tell("waiting: " + waited);
                    }
                    time.sleepUntil(time.instant().plus(wait.time()));
                }
                case CopyStep.NeedsPerson person -> {
                    return SettingsCopyView.copied(progress, person.settings(), only(person.diff()));
                }
                case CopyStep.Done done -> {
                    return SettingsCopyView.copied(progress, List.of(), only(done.diff()));
                }
                case CopyStep.Failed failed ->
                    throw new CommandFailure("could not copy all settings. "
                            + Printable.line(failed.cause().message()) + " Run the command again to continue.");
            }
        }
    }

    private SettingsDiff only(SettingsDiff diff) {
        return new SettingsDiff(
                diff.source(),
                diff.target(),
                diff.rows().stream()
                        .filter(row -> wanted.contains(row.setting()))
                        .toList());
    }

    private void tell(CopyRecord record, CopyLog log) {
        log.add(record);
        tell(record.subject(tables.target()) + ": " + record.text());
    }

    private void tell(String text) {
        err.println("pitr-guard: " + Printable.line(text));
        err.flush();
    }
}

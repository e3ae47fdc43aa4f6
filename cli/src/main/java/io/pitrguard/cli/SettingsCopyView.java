package io.pitrguard.cli;

import io.pitrguard.domain.settings.CopyProgress;
import io.pitrguard.domain.settings.CopyRecord;
import io.pitrguard.domain.settings.PendingConfirmation;
import io.pitrguard.domain.settings.SettingsDiff;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What a copy of settings did, or would do. Times are ISO-8601, UTC.
 *
 * @param plan whether nothing was changed
 * @param steps what happened, in order; empty for a plan
 * @param changes what would be changed, in order; empty after a copy
 * @param waiting what waits for a person
 * @param diff the settings that were asked for, as they compare at the end
 */
public record SettingsCopyView(
        boolean plan,
        List<StepView> steps,
        List<ChangeView> changes,
        List<WaitingView> waiting,
        SettingsDiffView diff) {
    /** One step. */
    public record StepView(String setting, String change, String at, CopyRecord.Outcome outcome, String text) {
        private static StepView of(CopyRecord record) {
            return new StepView(
                    record.setting(),
                    record.change(),
                    record.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                    record.outcome(),
                    record.text());
        }
    }

    /** One change that would be made. */
    public record ChangeView(String setting, String change, String command) {}

    /**
     * A setting that waits for a person.
     *
     * @param harm what copying it can do
     * @param commands AWS CLI commands that do it by hand
     */
    public record WaitingView(String setting, String harm, List<String> commands) {
        private static WaitingView of(PendingConfirmation pending) {
            return new WaitingView(pending.setting().key(), pending.harm(), pending.commands());
        }
    }

    /** Creates the view of a copy that ended. */
    static SettingsCopyView copied(CopyProgress progress, List<PendingConfirmation> waiting, SettingsDiff diff) {
        return new SettingsCopyView(
                false,
                progress.records().stream().map(StepView::of).toList(),
                List.of(),
                waiting.stream().map(WaitingView::of).toList(),
                SettingsDiffView.of(diff));
    }

    /** Creates the view of a plan. */
    static SettingsCopyView planned(List<ChangeView> changes, List<PendingConfirmation> waiting, SettingsDiff diff) {
        return new SettingsCopyView(
                true, List.of(), changes, waiting.stream().map(WaitingView::of).toList(), SettingsDiffView.of(diff));
    }
}

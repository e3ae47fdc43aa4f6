package io.pitrguard.cli;

import io.pitrguard.cli.SettingsCopyView.ChangeView;
import io.pitrguard.cli.SettingsCopyView.StepView;
import io.pitrguard.cli.SettingsCopyView.WaitingView;
import io.pitrguard.cli.SettingsDiffView.RowView;
import io.pitrguard.domain.settings.CopyRecord;
import io.pitrguard.domain.text.Counted;
import java.util.List;
import java.util.stream.Collectors;

/** A copy of settings as text. Commands are not wrapped: people copy them. */
final class SettingsCopyOutput {
    private SettingsCopyOutput() {}

    /**
     * Returns what was copied, or would be.
     *
     * @param quiet whether to show only what somebody must look at
     */
    static String text(SettingsCopyView view, Screen screen, boolean quiet) {
        StringBuilder text = new StringBuilder();
        if (view.plan()) {
            plan(view.changes(), text);
        } else if (!quiet) {
            text.append(summary(view.steps())).append('\n');
        }
        waiting(view.waiting(), screen, text);
        if (!view.plan()) {
            open(view, screen, text);
        }
        return text.toString();
    }

    private static void plan(List<ChangeView> changes, StringBuilder text) {
        text.append(changes.isEmpty() ? "Nothing would be changed.\n" : "Would be changed, in this order:\n");
        for (ChangeView change : changes) {
            text.append("  ").append(change.change()).append('\n');
            text.append("    ").append(change.command()).append('\n');
        }
    }

    private static String summary(List<StepView> steps) {
        long written = steps.stream()
                .filter(step -> step.outcome() == CopyRecord.Outcome.VERIFIED)
                .map(StepView::change)
                .distinct()
                .count();
        return written == 0
                ? "Nothing was changed."
                : Counted.of(written, "change", "changes") + " made and read back.";
    }

    private static void waiting(List<WaitingView> waiting, Screen screen, StringBuilder text) {
        if (waiting.isEmpty()) {
            return;
        }
        text.append("Waiting for your confirmation (--confirm ")
                .append(waiting.stream().map(WaitingView::setting).collect(Collectors.joining(",")))
                .append("):\n");
        for (WaitingView each : waiting) {
            text.append("  ").append(each.setting()).append('\n');
            Wrap.lines(each.harm(), screen.width() - 4)
                    .forEach(line -> text.append("    ").append(line).append('\n'));
            each.commands()
                    .forEach(command -> text.append("    ").append(command).append('\n'));
        }
    }

    private static void open(SettingsCopyView view, Screen screen, StringBuilder text) {
        List<String> waiting = view.waiting().stream().map(WaitingView::setting).toList();
        List<RowView> open = view.diff().settings().stream()
                .filter(SettingsDiffOutput::isOpen)
                .filter(row -> !waiting.contains(row.setting()))
                .toList();
        if (open.isEmpty()) {
            return;
        }
        text.append("Not equal:\n");
        for (RowView row : open) {
            text.append("  ")
                    .append(row.setting())
                    .append(": ")
                    .append(row.result().words())
                    .append('\n');
            Wrap.lines(reason(view, row), screen.width() - 4)
                    .forEach(line -> text.append("    ").append(line).append('\n'));
        }
    }

    /** Returns why a setting is not copied: what AWS answered, where it refused. */
    private static String reason(SettingsCopyView view, RowView row) {
        return view.steps().stream()
                .filter(step -> step.setting().equals(row.setting()))
                .filter(step -> step.outcome() == CopyRecord.Outcome.REFUSED)
                .map(StepView::text)
                .findFirst()
                .orElse(row.toDo());
    }
}

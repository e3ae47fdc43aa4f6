package io.pitrguard.cli;

import io.pitrguard.domain.restore.PendingSetting;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.restore.RestoreTimes;
import io.pitrguard.domain.text.Printable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Restores for people. */
final class RestoreOutput {
    private RestoreOutput() {}

    /** Returns a list of restores, newest first. */
    static String list(List<RestoreRecord> records, ViewOptions view) {
        if (records.isEmpty()) {
            return view.quiet() ? "" : "No restores.%n".formatted();
        }
        Columns columns = new Columns("ID", "STATE", "SOURCE", "TARGET").spare("SOURCE", "TARGET");
        for (RestoreRecord record : records) {
            columns.row(
                    colour(record.state()),
                    record.id().value(),
                    record.state().kind().name(),
                    record.plan().sourceTable().name(),
                    record.plan().target().name());
        }
        return columns.text(view.screen());
    }

    /** Returns one restore with its log. */
    static String whole(RestoreRecord record, RestoreTimes times, Screen screen) {
        StringBuilder text = new StringBuilder(one(record, times, screen));
        if (record.state() instanceof RestoreState.AwaitingApproval) {
            text.append(RestorePlanOutput.text(record.plan(), times, screen, false));
        }
        record.log().forEach(event -> line(text, screen, "  %s  ".formatted(seconds(event.at())), event.what()));
        return text.toString();
    }

    /** Returns one restore: what it is, how far, what waits, what to do next. */
    static String one(RestoreRecord record, RestoreTimes times, Screen screen) {
        StringBuilder text = new StringBuilder();
        line(text, screen, "Restore:        ", record.id().value());
        line(
                text,
                screen,
                "Source:         ",
                RestorePlanOutput.named(record.plan().sourceTable()));
        line(
                text,
                screen,
                "Made:           ",
                RestorePlanOutput.named(record.plan().target()));
        line(text, screen, "Moment:         ", times.show(record.plan().from().moment()));
        line(text, screen, "State:          ", RestoreStateText.sentence(record));
        if (record.state() instanceof RestoreState.AwaitingConfirmation waiting) {
            waiting.settings().forEach(setting -> pending(text, screen, setting));
        }
        if (record.state() instanceof RestoreState.Completed completed) {
            String label = record.plan().request().audit().isPresent() ? "Not set:        " : "Not copied:     ";
            completed.notCopied().forEach(each -> line(text, screen, label, each));
        }
        RestoreStateText.next(record).forEach(each -> line(text, screen, "Next:           ", each));
        return text.toString();
    }

    /** Returns what waits for a person, and the commands that copy it by hand. */
    static void pending(StringBuilder text, Screen screen, PendingSetting setting) {
        line(text, screen, "Waits:          ", setting.name() + ": " + setting.harm());
        setting.commands().forEach(command -> line(text, screen, "  by hand:      ", command));
    }

    private static void line(StringBuilder text, Screen screen, String label, String value) {
        Wrap.hanging(label, Printable.line(value), screen.width())
                .forEach(each -> text.append(each).append(System.lineSeparator()));
    }

    private static Colour colour(RestoreState state) {
        return switch (state) {
            case RestoreState.Failed _ -> Colour.RED;
            case RestoreState.AwaitingApproval _, RestoreState.AwaitingConfirmation _ -> Colour.AMBER;
            case RestoreState.Completed _ -> Colour.GREEN;
            case RestoreState.Planned _,
                    RestoreState.Approved _,
                    RestoreState.Requested _,
                    RestoreState.Restoring _,
                    RestoreState.CopyingSettings _,
                    RestoreState.Discarding _,
                    RestoreState.Discarded _,
                    RestoreState.Refused _,
                    RestoreState.Expired _ -> Colour.PLAIN;
        };
    }

    /** Returns a moment in UTC, in whole seconds. */
    static String seconds(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}

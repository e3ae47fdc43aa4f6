package io.pitrguard.report;

import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.restore.PendingSetting;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.restore.RestoredTable;
import io.pitrguard.domain.settings.OwnCommand;
import io.pitrguard.domain.text.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What people must hear of a restore.
 *
 * @param state a word for machines, such as {@code awaiting-approval}
 * @param title the same in a few words
 * @param needed whether somebody must act
 * @param action what to do first, as the rest of a sentence
 * @param details more of it, in sentences
 * @param commands what to run
 */
record RestoreNews(
        String state,
        Severity severity,
        String title,
        boolean needed,
        String action,
        List<String> details,
        List<String> commands) {
    RestoreNews {
        details = List.copyOf(details);
        commands = List.copyOf(commands);
    }

    /** Returns what goes with a restore's state; empty while it goes on by itself, or once its table is discarded. */
    static Optional<RestoreNews> of(RestoreRecord restore) {
        return switch (restore.state()) {
            case RestoreState.AwaitingApproval(Instant expires) -> Optional.of(approval(restore, expires));
            case RestoreState.AwaitingConfirmation(RestoredTable table, List<PendingSetting> settings) ->
                Optional.of(confirmation(restore, table, settings));
            case RestoreState.Completed(RestoredTable table, Instant _, List<String> notCopied) ->
                Optional.of(completed(restore, table, notCopied));
            case RestoreState.Failed(Instant _, String reason, String remedy, Optional<String> _) ->
                Optional.of(failed(restore, reason, remedy));
            case RestoreState.Refused(String by, Instant at) ->
                Optional.of(over("refused", "refused", "%s refused it at %s.".formatted(by, at)));
            case RestoreState.Expired(Instant at) ->
                Optional.of(over("expired", "not approved in time", "Nobody approved it until %s.".formatted(at)));
            case RestoreState.Planned _,
                    RestoreState.Approved _,
                    RestoreState.Requested _,
                    RestoreState.Restoring _,
                    RestoreState.CopyingSettings _,
                    RestoreState.Discarding _,
                    RestoreState.Discarded _ -> Optional.empty();
        };
    }

    /** Returns that the requester approved the restore in an emergency. */
    static RestoreNews breakGlass(RestoreRecord restore) {
        return new RestoreNews(
                "break-glass",
                Severity.HIGH,
                "approved by its requester",
                true,
                "check that this was an emergency. The policy allows it, and otherwise requires another person.",
                List.of("Nobody else approved it before it started."),
                List.of(RestoreAlert.command("restore status", restore)));
    }

    /** Returns that nothing carries the restore on any more, although it has not ended. */
    static RestoreNews interrupted(RestoreRecord restore, String why) {
        return new RestoreNews(
                "interrupted",
                Severity.HIGH,
                "interrupted",
                true,
                "continue it as To do describes, or discard it. The source is as it was.",
                List.of(
                        "Its execution in Step Functions ended before the restore did: %s.".formatted(why),
                        "AWS finishes a restore that it has begun, but nobody copies settings or reports its end."),
                List.of(RestoreAlert.command("restore resume", restore)));
    }

    private static RestoreNews approval(RestoreRecord restore, Instant expires) {
        return new RestoreNews(
                "awaiting-approval",
                Severity.MEDIUM,
                "waits for approval",
                true,
                "until %s, approve the plan or refuse it. Then the restore begins or ends.".formatted(expires),
                List.of("Nothing is restored before somebody approves it, and nothing after that moment."),
                List.of(RestoreAlert.command("approve", restore)));
    }

    private static RestoreNews confirmation(RestoreRecord restore, RestoredTable table, List<PendingSetting> settings) {
        List<String> details = new ArrayList<>(List.of(ready(table)));
        settings.forEach(setting -> details.add(Printable.line(setting.name() + ": " + setting.harm())));
        return new RestoreNews(
                "awaiting-confirmation",
                Severity.MEDIUM,
                "settings wait for a person",
                true,
                "the table is restored. Read what each setting below can do, and confirm those that you want.",
                details,
                List.of(RestoreAlert.command("approve", restore)));
    }

    private static RestoreNews completed(RestoreRecord restore, RestoredTable table, List<String> notCopied) {
        List<String> details = new ArrayList<>(List.of(ready(table)));
        notCopied.forEach(setting -> details.add("Not copied: " + setting));
        return new RestoreNews(
                "completed",
                Severity.LOW,
                "complete",
                !notCopied.isEmpty(),
                notCopied.isEmpty()
                        ? "the table and its settings are restored."
                        : "some settings were not copied; see below.",
                details,
                List.of(OwnCommand.diff(
                        restore.plan().sourceTable(), restore.plan().target())));
    }

    private static RestoreNews failed(RestoreRecord restore, String reason, String remedy) {
        return new RestoreNews(
                "failed",
                Severity.HIGH,
                "failed",
                true,
                "do what To do describes. The source is as it was.",
                List.of(reason),
                remedy.isBlank() ? List.of(RestoreAlert.command("restore status", restore)) : List.of(remedy));
    }

    private static RestoreNews over(String state, String title, String detail) {
        return new RestoreNews(state, Severity.LOW, title, false, "nothing was restored.", List.of(detail), List.of());
    }

    private static String ready(RestoredTable table) {
        Duration took = table.took();
        return "The table is ready since %s, %d min after AWS was asked for it."
                .formatted(table.activeAt(), Math.max(1, took.toMinutes()));
    }
}

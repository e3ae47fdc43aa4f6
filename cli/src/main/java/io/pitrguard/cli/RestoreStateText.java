package io.pitrguard.cli;

import io.pitrguard.domain.restore.PendingSetting;
import io.pitrguard.domain.restore.RestoreCommands;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.text.Counted;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The state of a restore in words, and what a person does next. */
final class RestoreStateText {
    private RestoreStateText() {}

    /** Returns the state in a sentence. */
    static String sentence(RestoreRecord record) {
        String target = record.plan().target().name();
        return switch (record.state()) {
            case RestoreState.Planned _ -> "Planned; nothing was asked of AWS yet.";
            case RestoreState.AwaitingApproval waiting ->
                "Waits for another person to approve it, until " + waiting.expires() + ".";
            case RestoreState.Approved _ -> "Approved; AWS is asked next.";
            case RestoreState.Requested _ -> "AWS is asked to make " + target + ".";
            case RestoreState.Restoring restoring ->
                "AWS makes %s since %s.".formatted(target, RestoreOutput.seconds(restoring.requestedAt()));
            case RestoreState.CopyingSettings _ -> target + " is ready; its settings are being copied.";
            case RestoreState.AwaitingConfirmation waiting ->
                "%s is ready; %s for a person to confirm: %s."
                        .formatted(
                                target,
                                Counted.of(waiting.settings().size(), "setting waits", "settings wait"),
                                names(waiting.settings()));
            case RestoreState.Completed completed ->
                "%s is complete%s."
                        .formatted(
                                target,
                                completed.notCopied().isEmpty()
                                        ? ""
                                        : "; %s not copied"
                                                .formatted(Counted.of(
                                                        completed.notCopied().size(), "setting was", "settings were")));
            case RestoreState.Failed failed -> "Failed: " + failed.reason();
            case RestoreState.Discarding _ -> "AWS deletes " + target + ".";
            case RestoreState.Discarded _ -> target + " was deleted.";
            case RestoreState.Refused refused -> "Refused by " + refused.by() + ".";
            case RestoreState.Expired _ -> "Nobody approved it in time.";
        };
    }

    /** Returns what a person does next, a command or a sentence a line; empty if nothing. */
    static List<String> next(RestoreRecord record) {
        String id = record.id().value();
        return switch (record.state()) {
            case RestoreState.AwaitingApproval _ ->
                List.of(
                        "Another person runs: ./pitr-guard approve " + id,
                        "Its plan: " + record.plan().digest());
            case RestoreState.AwaitingConfirmation waiting ->
                List.of(
                        "To copy them: ./pitr-guard approve %s --confirm %s"
                                .formatted(id, names(waiting.settings()).replace(" ", "")),
                        "To complete the restore without them: ./pitr-guard approve " + id + " --confirm none");
            case RestoreState.Failed failed -> List.of(failed.remedy());
            case RestoreState.Completed _ ->
                Stream.concat(
                                RestoreCommands.settings(
                                        "diff",
                                        record.plan().sourceTable(),
                                        record.plan().target())
                                        .map(command -> "Compare: " + command)
                                        .stream(),
                                Stream.of("When it is no longer needed: ./pitr-guard restore discard " + id)
                                        .filter(_ -> record.plan()
                                                .target()
                                                .name()
                                                .startsWith(record.plan().targetPrefix())))
                        .toList();
            case RestoreState.Planned _,
                    RestoreState.Approved _,
                    RestoreState.Requested _,
                    RestoreState.Restoring _,
                    RestoreState.CopyingSettings _,
                    RestoreState.Discarding _ -> List.of("To continue it: ./pitr-guard restore resume " + id);
            case RestoreState.Discarded _, RestoreState.Refused _, RestoreState.Expired _ -> List.of();
        };
    }

    private static String names(List<PendingSetting> settings) {
        return settings.stream().map(PendingSetting::name).collect(Collectors.joining(", "));
    }
}

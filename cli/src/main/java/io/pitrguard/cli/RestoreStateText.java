package io.pitrguard.cli;

import io.pitrguard.domain.restore.PendingSetting;
import io.pitrguard.domain.restore.RestoreCommands;
import io.pitrguard.domain.restore.RestorePlan;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.text.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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
                                        ? kept(record)
                                        : "; %s not %s"
                                                .formatted(
                                                        Counted.of(
                                                                completed
                                                                        .notCopied()
                                                                        .size(),
                                                                "setting was",
                                                                "settings were"),
                                                        isAudit(record) ? "set" : "copied"));
            case RestoreState.Failed failed -> "Failed: " + failed.reason();
            case RestoreState.Discarding _ -> "AWS deletes " + target + ".";
            case RestoreState.Discarded _ -> target + " was deleted.";
            case RestoreState.Refused refused -> "Refused by " + refused.by() + ".";
            case RestoreState.Expired _ -> "Nobody approved it in time.";
        };
    }

    private static boolean isAudit(RestoreRecord record) {
        return record.plan().request().audit().isPresent();
    }

    private static String kept(RestoreRecord record) {
        return record.plan()
                .request()
                .audit()
                .map(terms -> ": read-only, protected and needed until " + terms.until())
                .orElse("");
    }

    /** Returns what a person does next, a command or a sentence a line; empty if nothing. */
    static List<String> next(RestoreRecord record) {
        return switch (record.state()) {
            case RestoreState.AwaitingApproval _ ->
                List.of(
                        "Another person runs: " + RestoreCommands.about(record, "approve"),
                        "Its plan: " + record.plan().digest());
            case RestoreState.AwaitingConfirmation waiting ->
                List.of(
                        "To copy them: "
                                + RestoreCommands.about(
                                        record,
                                        "approve",
                                        "--confirm " + names(waiting.settings()).replace(" ", "")),
                        "To complete the restore without them: "
                                + RestoreCommands.about(record, "approve", "--confirm none"));
            case RestoreState.Failed failed -> List.of(failed.remedy());
            case RestoreState.Completed _ -> completed(record);
            case RestoreState.Planned _,
                    RestoreState.Approved _,
                    RestoreState.Requested _,
                    RestoreState.Restoring _,
                    RestoreState.CopyingSettings _,
                    RestoreState.Discarding _ ->
                List.of("To continue it: " + RestoreCommands.about(record, "restore resume"));
            case RestoreState.Discarded _, RestoreState.Refused _, RestoreState.Expired _ -> List.of();
        };
    }

    /** A table that has the place of its source is neither compared with it nor discarded. */
    private static List<String> completed(RestoreRecord record) {
        RestorePlan plan = record.plan();
        if (isAudit(record)) {
            return List.of("After its last day, once it is signed off: " + RestoreCommands.discardAudit(record));
        }
        List<String> next = new ArrayList<>();
        RestoreCommands.settings("diff", plan.sourceTable(), plan.target())
                .ifPresent(command -> next.add("Compare: " + command));
        if (!plan.target().equals(plan.sourceTable())) {
            next.add("To let CloudFormation take it in the place of %s (or cdk, or terraform): %s"
                    .formatted(
                            plan.sourceTable().name(),
                            RestoreCommands.about(record, "restore status", "--switch cloudformation")));
        }
        if (plan.target().name().startsWith(plan.targetPrefix())) {
            next.add("When it is no longer needed: " + RestoreCommands.about(record, "restore discard"));
        }
        return next;
    }

    private static String names(List<PendingSetting> settings) {
        return settings.stream().map(PendingSetting::name).collect(Collectors.joining(", "));
    }
}

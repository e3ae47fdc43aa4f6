package io.pitrguard.cli;

import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.restore.RestoredTable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a restore is. Times are ISO-8601, UTC.
 *
 * @param source the ARN of the table that is restored
 * @param target the ARN of the table that is made
 * @param state such as {@code RESTORING}
 * @param text the state in a sentence
 * @param over whether nothing more happens by itself, nor waits for a person
 * @param tableId AWS's id of the table that was made; null while none is known
 * @param activeAt when the table was first seen ready; null before
 * @param pending settings that wait for a person
 * @param notCopied settings that were not copied, each with the reason
 * @param log what happened, oldest first
 */
public record RestoreView(
        String id,
        String source,
        String target,
        String moment,
        String requester,
        String state,
        String text,
        boolean over,
        @Nullable String tableId,
        @Nullable String activeAt,
        List<PendingView> pending,
        List<String> notCopied,
        List<EventView> log,
        String digest) {
    /** A setting that waits for a person, with the commands that copy it by hand. */
    public record PendingView(String setting, String harm, List<String> commands) {}

    /** One entry of the log. */
    public record EventView(String at, String what) {}

    /** All restores of an account and region, newest first. */
    public record Listed(List<RestoreView> restores, List<String> problems) {}

    /** Returns the view of a restore. */
    static RestoreView of(RestoreRecord record) {
        RestoreState state = record.state();
        Optional<RestoredTable> table = state.restoredTable();
        return new RestoreView(
                record.id().value(),
                record.plan().sourceTable().arn(),
                record.plan().target().arn(),
                record.plan().from().moment().toString(),
                record.plan().request().requester(),
                state.kind().name(),
                RestoreStateText.sentence(record),
                state.over(),
                state.madeTableId().orElse(null),
                table.map(made -> made.activeAt().toString()).orElse(null),
                pending(state),
                state instanceof RestoreState.Completed completed ? completed.notCopied() : List.of(),
                record.log().stream()
                        .map(event -> new EventView(event.at().toString(), event.what()))
                        .toList(),
                record.plan().digest());
    }

    private static List<PendingView> pending(RestoreState state) {
        return state instanceof RestoreState.AwaitingConfirmation waiting
                ? waiting.settings().stream()
                        .map(setting -> new PendingView(setting.name(), setting.harm(), setting.commands()))
                        .toList()
                : List.of();
    }
}

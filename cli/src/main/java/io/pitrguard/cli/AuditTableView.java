package io.pitrguard.cli;

import io.pitrguard.domain.restore.RestoreCommands;
import io.pitrguard.restore.AuditTables.AuditTable;
import io.pitrguard.restore.AuditTables.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table that is kept for an audit, as JSON. Times are ISO-8601, UTC.
 *
 * @param id of the restore that made it
 * @param table its ARN
 * @param source the ARN of the table whose content it has
 * @param until the last day on which it is needed
 * @param over whether that day is over
 * @param condition {@code KEPT}, {@code WEAKENED}, {@code NOT_COMPLETE}, {@code DISCARDED}, {@code GONE} or {@code NOT_KNOWN}
 * @param missing what it lacks, each with the command that sets it; what could not be read for one that is not known; the
 *     command that continues the restore of one that is not complete
 * @param signedOffBy who said that it is not needed any more; null while nobody has
 */
public record AuditTableView(
        String id,
        String table,
        String source,
        String moment,
        String owner,
        String purpose,
        String until,
        boolean over,
        String condition,
        List<String> missing,
        @Nullable String signedOffBy) {
    /** All of an account and region, newest first. */
    public record Listed(List<AuditTableView> tables, List<String> problems) {}

    /** Returns the view of a table. */
    static AuditTableView of(AuditTable table) {
        return new AuditTableView(
                table.record().id().value(),
                table.record().plan().target().arn(),
                table.record().plan().sourceTable().arn(),
                table.record().plan().from().moment().toString(),
                table.terms().owner(),
                table.terms().purpose(),
                table.terms().until().toString(),
                table.over(),
                word(table.condition()),
                missing(table),
                table.record().signOff().map(signOff -> signOff.approver()).orElse(null));
    }

    private static String word(Condition condition) {
        return switch (condition) {
            case Condition.Kept _ -> "KEPT";
            case Condition.Weakened _ -> "WEAKENED";
            case Condition.NotComplete _ -> "NOT_COMPLETE";
            case Condition.Discarded _ -> "DISCARDED";
            case Condition.Gone _ -> "GONE";
            case Condition.NotKnown _ -> "NOT_KNOWN";
        };
    }

    private static List<String> missing(AuditTable table) {
        return switch (table.condition()) {
            case Condition.Weakened(List<String> missing) -> missing;
            case Condition.NotKnown(var cause) -> List.of(cause.message());
            case Condition.NotComplete _ ->
                List.of("Until its restore is complete, it can be written and deleted. If nobody continues that: "
                        + RestoreCommands.about(table.record(), "restore resume"));
            case Condition.Kept _, Condition.Discarded _, Condition.Gone _ -> List.of();
        };
    }

    /** Whether it is of no interest any more. */
    boolean isDiscarded() {
        return condition.equals("DISCARDED");
    }

    /** Whether a person has something to do about it. */
    boolean needsPerson() {
        return !isDiscarded() && (over || !condition.equals("KEPT"));
    }
}

package io.pitrguard.restore;

import io.pitrguard.domain.restore.AuditSettings;
import io.pitrguard.domain.restore.AuditTerms;
import io.pitrguard.domain.restore.DescribedTable;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.settings.Comparison;
import io.pitrguard.domain.settings.KnownSettings;
import io.pitrguard.domain.settings.SettingRow;
import io.pitrguard.domain.settings.SettingsDiff;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableRestores;
import io.pitrguard.port.TableSettings;
import io.pitrguard.port.Time;
import java.util.List;
import java.util.Optional;

/** Reads whether the tables that are kept for audits still are what they were. It changes nothing. */
public final class AuditTables {
    private final TableRestores tables;
    private final TableSettings settings;
    private final Time time;

    /** Creates the use case. */
    public AuditTables(TableRestores tables, TableSettings settings, Time time) {
        this.tables = tables;
        this.settings = settings;
        this.time = time;
    }

    /**
     * An audit table.
     *
     * @param over whether its last day is over
     */
    public record AuditTable(RestoreRecord record, AuditTerms terms, Condition condition, boolean over) {}

    /** What reading the table shows. */
    public sealed interface Condition {
        /** It is read-only, protected and tagged. */
        record Kept() implements Condition {}

        /**
         * It exists, and lacks some of that.
         *
         * @param missing each in a sentence, with the command that sets it
         */
        record Weakened(List<String> missing) implements Condition {
            public Weakened {
                missing = List.copyOf(missing);
            }
        }

        /** Its restore is not complete, or failed. */
        record NotComplete() implements Condition {}

        /** It was deleted after its sign-off. */
        record Discarded() implements Condition {}

        /** No table has its name, or another one: somebody else deleted it. */
        record Gone() implements Condition {}

        /** That could not be read. */
        record NotKnown(Cause cause) implements Condition {}
    }

    /** Reads the table of a restore; empty if it is none that is kept for an audit. */
    public Optional<AuditTable> of(RestoreRecord record) {
        return record.plan()
                .request()
                .audit()
                .map(terms -> new AuditTable(record, terms, condition(record, terms), terms.isOver(time.awsInstant())));
    }

    private Condition condition(RestoreRecord record, AuditTerms terms) {
        return switch (record.state()) {
            case RestoreState.Completed _, RestoreState.Discarding _ -> described(record, terms);
            case RestoreState.Discarded _ -> new Condition.Discarded();
            case RestoreState.Planned _,
                    RestoreState.AwaitingApproval _,
                    RestoreState.Approved _,
                    RestoreState.Requested _,
                    RestoreState.Restoring _,
                    RestoreState.CopyingSettings _,
                    RestoreState.AwaitingConfirmation _,
                    RestoreState.Failed _,
                    RestoreState.Refused _,
                    RestoreState.Expired _ -> new Condition.NotComplete();
        };
    }

    private Condition described(RestoreRecord record, AuditTerms terms) {
        TableRef table = record.plan().target();
        return switch (tables.describe(table)) {
            case Result.Failure<DescribedTable>(Cause cause) -> new Condition.NotKnown(cause);
            case Result.Success<DescribedTable>(DescribedTable.Gone _) -> new Condition.Gone();
            case Result.Success<DescribedTable>(DescribedTable.Present(TableDescription found)) ->
                record.state().madeTableId().equals(Optional.of(found.tableId()))
                        ? compared(SettingsDiff.of(
                                AuditSettings.of(record.plan(), terms),
                                new KnownSettings(table, settings.read(table, AuditSettings.ALL)),
                                AuditSettings.ALL))
                        : new Condition.Gone();
        };
    }

    private static Condition compared(SettingsDiff diff) {
        List<SettingRow> missing = AuditSettings.missing(diff);
        List<String> lacks = missing.stream()
                .filter(row -> !row.changes().isEmpty())
                .map(row -> row.setting().title() + ": " + String.join(" ; ", diff.commands(row)))
                .toList();
        if (!lacks.isEmpty()) {
            return new Condition.Weakened(lacks);
        }
        return missing.stream()
                .findFirst()
                .<Condition>map(row -> new Condition.NotKnown(cause(row)))
                .orElseGet(Condition.Kept::new);
    }

    private static Cause cause(SettingRow row) {
        return row.comparison() instanceof Comparison.CouldNotBeRead(Comparison.Side _, Cause cause)
                ? cause
                : new Cause(Cause.Kind.BROKEN, "The setting " + row.setting().title() + " was not read.");
    }
}

package io.pitrguard.backup;

import io.pitrguard.domain.backup.BackupProof;
import io.pitrguard.domain.backup.BackupRecord;
import io.pitrguard.domain.backup.BackupState;
import io.pitrguard.domain.backup.DueBackup;
import io.pitrguard.domain.backup.Keeping;
import io.pitrguard.domain.backup.ListedBackup;
import io.pitrguard.domain.backup.MadeBackup;
import io.pitrguard.domain.drill.DrillTarget;
import io.pitrguard.domain.restore.DescribedTable;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Page;
import io.pitrguard.port.PageTrail;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableCatalog;
import io.pitrguard.port.TableRestores;
import io.pitrguard.port.Time;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the tables whose next backup is due. */
public final class DueBackups {
    private final SettleBackups settle;
    private final BackupRules rules;
    private final Tables tables;
    private final Time time;

    /** What tables are found with. */
    public record Tables(TableCatalog catalog, TableRestores descriptions) {}

    /** Creates the use case. */
    public DueBackups(SettleBackups settle, BackupRules rules, Tables tables, Time time) {
        this.settle = settle;
        this.rules = rules;
        this.tables = tables;
        this.time = time;
    }

    /**
     * What is due.
     *
     * @param due in the order in which backups are taken
     * @param asked how many tables the policy asks backups of
     * @param problems tables of which it is not known, and records that cannot be understood
     */
    public record Due(List<DueBackup> due, int asked, List<String> problems) {
        public Due {
            due = List.copyOf(due);
            problems = List.copyOf(problems);
        }
    }

    /** Finds them; a failure if the tables, the records or the backups cannot be listed. */
    public Result<Due> find(AccountRegion where) {
        if (!rules.askForBackups()) {
            return new Result.Success<>(new Due(List.of(), 0, List.of()));
        }
        return switch (settle.settle(where)) {
            case Result.Failure<SettleBackups.Known>(Cause cause) -> new Result.Failure<>(cause);
            case Result.Success<SettleBackups.Known>(SettleBackups.Known known) ->
                names().map(names -> judge(names.stream().map(where::table).toList(), known));
        };
    }

    private Result<List<String>> names() {
        List<String> all = new ArrayList<>();
        PageTrail<String> trail = new PageTrail<>();
        Optional<String> after = Optional.empty();
        do {
            switch (tables.catalog().list(after)) {
                case Result.Failure<Page<List<String>>>(Cause cause) -> {
                    return new Result.Failure<>(cause);
                }
                case Result.Success<Page<List<String>>>(Page<List<String>> page) -> {
                    if (page.gap().isPresent()) {
                        return new Result.Failure<>(page.gap().get());
                    }
                    all.addAll(page.content());
                    after = page.next();
                }
            }
            if (after.filter(trail::isEndless).isPresent()) {
                return new Result.Failure<>(
                        new Cause(Cause.Kind.BROKEN, "AWS repeated a page of dynamodb:ListTables."));
            }
        } while (after.isPresent());
        return new Result.Success<>(all);
    }

    private Due judge(List<TableRef> all, SettleBackups.Known known) {
        List<DueBackup> due = new ArrayList<>();
        List<String> problems =
                new ArrayList<>(known.problems().stream().map(Cause::message).toList());
        int asked = 0;
        for (TableRef table : all) {
            switch (rules.of(table, time.awsInstant())) {
                case Keeping.NotAsked _ -> {}
                case Keeping.NotKnown(Cause cause) ->
                    problems.add(table.name() + ": which rule applies is not known: " + cause.message());
                case Keeping.Asked keeping -> {
                    asked++;
                    Result<Optional<DueBackup>> judged = judge(table, keeping, known);
                    judged.failure().ifPresent(cause -> problems.add(table.name() + ": " + cause.message()));
                    judged.success().flatMap(each -> each).ifPresent(due::add);
                }
            }
        }
        return new Due(due.stream().sorted(DueBackup.ORDER).toList(), asked, problems);
    }

    private Result<Optional<DueBackup>> judge(TableRef table, Keeping.Asked keeping, SettleBackups.Known known) {
        return tables.descriptions().describe(table).map(described -> switch (described) {
            case DescribedTable.Gone _ -> Optional.empty();
            // A drill deletes it soon, and cannot while a backup is being made.
            case DescribedTable.Present(TableDescription made)
            when table.name().startsWith(DrillTarget.PREFIX) && made.restore().isPresent() -> Optional.empty();
            case DescribedTable.Present(TableDescription description) ->
                DueBackup.of(table, keeping, own(description.tableId(), known), time.awsInstant());
        });
    }

    /** Returns the moments of the good backups of a table, and of those that are being made. */
    private List<Instant> own(String tableId, SettleBackups.Known known) {
        return known.records().stream()
                .filter(record -> record.tableId().equals(tableId))
                .flatMap(record -> moment(record, known.listed()))
                .toList();
    }

    private Stream<Instant> moment(BackupRecord record, List<ListedBackup> listed) {
        return switch (record.state()) {
            case BackupState.Requested _ -> Stream.of(record.requestedAt());
            case BackupState.Made(MadeBackup made) ->
                listed.stream()
                        .map(ListedBackup::backup)
                        .filter(backup -> backup.arn().equals(made.arn()))
                        .filter(backup -> backup.status() == TableBackup.Status.CREATING
                                || BackupProof.of(record, backup) instanceof BackupProof.Proven)
                        .map(TableBackup::created);
            case BackupState.Failed _, BackupState.Deleting _, BackupState.Deleted _, BackupState.Vanished _ ->
                Stream.empty();
        };
    }
}

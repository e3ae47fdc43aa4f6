package io.pitrguard.backup;

import io.pitrguard.domain.backup.BackupProof;
import io.pitrguard.domain.backup.BackupRecord;
import io.pitrguard.domain.backup.BackupState;
import io.pitrguard.domain.backup.DueBackup;
import io.pitrguard.domain.backup.Keeping;
import io.pitrguard.domain.backup.MadeBackup;
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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
        Own own = Own.of(known);
        int asked = 0;
        for (TableRef table : all) {
            switch (rules.of(table, time.awsInstant())) {
                case Keeping.NotAsked _ -> {}
                case Keeping.NotKnown(Cause cause) ->
                    problems.add(table.name() + ": which rule applies is not known: " + cause.message());
                case Keeping.Asked keeping -> {
                    asked++;
                    Result<Optional<DueBackup>> judged = judge(table, keeping, own);
                    judged.failure().ifPresent(cause -> problems.add(table.name() + ": " + cause.message()));
                    judged.success().flatMap(each -> each).ifPresent(due::add);
                }
            }
        }
        return new Due(due.stream().sorted(DueBackup.ORDER).toList(), asked, problems);
    }

    private Result<Optional<DueBackup>> judge(TableRef table, Keeping.Asked keeping, Own own) {
        return tables.descriptions().describe(table).map(described -> switch (described) {
            case DescribedTable.Gone _ -> Optional.empty();
            case DescribedTable.Present(TableDescription description) ->
                DueBackup.of(table, keeping, own.moments(description.tableId()), time.awsInstant());
        });
    }

    /** The backups that pitr-guard took, by the ids of their tables. */
    private record Own(Map<String, List<BackupRecord>> byTable, BackupIndex listed) {
        static Own of(SettleBackups.Known known) {
            return new Own(
                    known.records().stream().collect(Collectors.groupingBy(BackupRecord::tableId)),
                    new BackupIndex(known.listed()));
        }

        /** Returns the moments of the good backups of a table, and of those that are being made. */
        List<Instant> moments(String tableId) {
            return byTable.getOrDefault(tableId, List.of()).stream()
                    .flatMap(this::moment)
                    .toList();
        }

        private Stream<Instant> moment(BackupRecord record) {
            return switch (record.state()) {
                case BackupState.Requested _ -> Stream.of(record.requestedAt());
                case BackupState.Made(MadeBackup made) ->
                    listed.of(made).stream()
                            .filter(backup -> backup.status() == TableBackup.Status.CREATING
                                    || BackupProof.of(record, backup) instanceof BackupProof.Proven)
                            .map(TableBackup::created);
                case BackupState.Failed _, BackupState.Deleting _, BackupState.Deleted _, BackupState.Vanished _ ->
                    Stream.empty();
            };
        }
    }
}

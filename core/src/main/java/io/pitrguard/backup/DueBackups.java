package io.pitrguard.backup;

import io.pitrguard.domain.backup.BackupProblem;
import io.pitrguard.domain.backup.BackupProof;
import io.pitrguard.domain.backup.BackupRecord;
import io.pitrguard.domain.backup.BackupState;
import io.pitrguard.domain.backup.DueBackup;
import io.pitrguard.domain.backup.Keeping;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

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
     * @param asked how many tables the policy asks backups of, as far as they were read
     * @param unread how many tables were not read because time was up
     * @param problems tables of which it is not known, and records that cannot be understood
     */
    public record Due(List<DueBackup> due, int asked, int unread, List<BackupProblem> problems) {
        public Due {
            due = List.copyOf(due);
            problems = List.copyOf(problems);
        }
    }

    /** Finds them; a failure if the tables, the records or the backups cannot be listed. */
    public Result<Due> find(AccountRegion where) {
        return find(where, Instant.MAX);
    }

    /**
     * Finds them as far as there is time: tables without a backup first, then those with the oldest, so that each has its
     * turn in one of the next runs.
     *
     * @param until when no table is read any more
     */
    public Result<Due> find(AccountRegion where, Instant until) {
        if (!rules.askForBackups()) {
            return new Result.Success<>(new Due(List.of(), 0, 0, List.of()));
        }
        return switch (settle.settle(where)) {
            case Result.Failure<SettleBackups.Known>(Cause cause) -> new Result.Failure<>(cause);
            case Result.Success<SettleBackups.Known>(SettleBackups.Known known) ->
                names().map(names ->
                        new Judging(known).all(names.stream().map(where::table).toList(), until));
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

    /** Judges tables by all backups that were read. */
    private final class Judging {
        private final Map<String, TableBackup> listed;
        private final Map<String, List<BackupRecord>> byTableId;
        private final Map<TableRef, Instant> newest;
        private final BulkTags bulk = rules.bulk();
        private final List<DueBackup> due = new ArrayList<>();
        private final List<BackupProblem> problems = new ArrayList<>();

        private Judging(SettleBackups.Known known) {
            listed = known.byArn();
            byTableId = known.records().stream().collect(Collectors.groupingBy(BackupRecord::tableId));
            newest = known.records().stream()
                    .filter(record -> record.state() instanceof BackupState.Made)
                    .collect(Collectors.toMap(
                            BackupRecord::table,
                            BackupRecord::requestedAt,
                            BinaryOperator.maxBy(Comparator.naturalOrder())));
            known.problems()
                    .forEach(cause -> problems.add(BackupProblem.of(BackupProblem.Kind.RECORD, cause.message())));
        }

        private Due all(List<TableRef> tables, Instant until) {
            List<TableRef> oldestFirst = tables.stream()
                    .sorted(Comparator.comparing((TableRef table) -> newest.getOrDefault(table, Instant.MIN))
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
            int asked = 0;
            int read = 0;
            while (read < oldestFirst.size() && time.instant().isBefore(until)) {
                if (isAsked(oldestFirst.get(read))) {
                    asked++;
                }
                read++;
            }
            return new Due(due.stream().sorted(DueBackup.ORDER).toList(), asked, oldestFirst.size() - read, problems);
        }

        private boolean isAsked(TableRef table) {
            return switch (rules.inBulk(table, bulk, time.awsInstant())) {
                case Keeping.NotAsked _ -> false;
                case Keeping.NotKnown(Cause cause) -> {
                    notJudged(table, "which rule applies is not known: " + cause.message());
                    yield false;
                }
                case Keeping.Asked keeping -> {
                    Result<Optional<DueBackup>> judged = judge(table, keeping);
                    judged.failure().ifPresent(cause -> notJudged(table, cause.message()));
                    judged.success().flatMap(each -> each).ifPresent(due::add);
                    yield true;
                }
            };
        }

        private void notJudged(TableRef table, String why) {
            problems.add(BackupProblem.of(BackupProblem.Kind.NOT_JUDGED, table, why));
        }

        private Result<Optional<DueBackup>> judge(TableRef table, Keeping.Asked keeping) {
            return DueBackups.this.tables.descriptions().describe(table).map(described -> switch (described) {
                case DescribedTable.Gone _ -> Optional.empty();
                // A drill deletes it soon, and cannot while a backup is being made.
                case DescribedTable.Present(TableDescription made)
                when table.name().startsWith(DrillTarget.PREFIX)
                        && made.restore().isPresent() -> Optional.empty();
                case DescribedTable.Present(TableDescription description) ->
                    DueBackup.of(table, keeping, own(description.tableId()), time.awsInstant());
            });
        }

        /** Returns the moments of the good backups of a table, and of those that are being made. */
        private List<Instant> own(String tableId) {
            return byTableId.getOrDefault(tableId, List.of()).stream()
                    // One that a person keeps for a time of their own is not one that the policy keeps.
                    .filter(record -> record.keepUntil().isEmpty())
                    .flatMap(record -> moment(record).stream())
                    .toList();
        }

        private Optional<Instant> moment(BackupRecord record) {
            return switch (record.state()) {
                case BackupState.Requested _ -> Optional.of(record.requestedAt());
                case BackupState.Made(MadeBackup made) ->
                    Optional.ofNullable(listed.get(made.arn()))
                            .filter(backup -> backup.status() == TableBackup.Status.CREATING
                                    || BackupProof.of(record, backup) instanceof BackupProof.Proven)
                            .map(TableBackup::created);
                case BackupState.Failed _, BackupState.Deleting _, BackupState.Deleted _, BackupState.Vanished _ ->
                    Optional.empty();
            };
        }
    }
}

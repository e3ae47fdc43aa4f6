package io.pitrguard.backup;

import io.pitrguard.domain.backup.BackupProof;
import io.pitrguard.domain.backup.BackupRecord;
import io.pitrguard.domain.backup.BackupState;
import io.pitrguard.domain.backup.ListedBackup;
import io.pitrguard.domain.backup.MadeBackup;
import io.pitrguard.domain.backup.Retention;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.BackupStore;
import io.pitrguard.port.BackupStore.Stored;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableBackups;
import io.pitrguard.port.Time;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Deletes backups that pitr-guard made and the policy no longer keeps: never another's, never the newest good one of a
 * table. Everything is proven again right before the call.
 */
public final class PruneBackups {
    private final SettleBackups settle;
    private final BackupRules rules;
    private final BackupStore store;
    private final TableBackups backups;
    private final Time time;

    /** Creates the use case. */
    public PruneBackups(BackupStore store, TableBackups backups, BackupRules rules, Time time) {
        this.settle = new SettleBackups(store, backups, time);
        this.rules = rules;
        this.store = store;
        this.backups = backups;
        this.time = time;
    }

    /**
     * What may be deleted.
     *
     * @param decisions about each good backup that pitr-guard made
     * @param problems records that could not be read or stored
     */
    public record Plan(List<Retention> decisions, List<Cause> problems) {
        public Plan {
            decisions = List.copyOf(decisions);
            problems = List.copyOf(problems);
        }

        /** Returns those that may be deleted. */
        public List<Retention.Delete> deletions() {
            return PruneBackups.deletions(decisions);
        }
    }

    /** What came of one deletion. */
    public sealed interface Outcome {
        /** AWS has it no longer. */
        record Deleted(BackupRecord record) implements Outcome {}

        /**
         * Nothing was deleted.
         *
         * @param reasons each fact that does not hold, in a sentence
         */
        record Kept(BackupRecord record, List<String> reasons) implements Outcome {
            public Kept {
                reasons = List.copyOf(reasons);
            }
        }

        /** The store or AWS did not answer. The same call may be made again. */
        record NotKnown(BackupRecord record, Cause cause) implements Outcome {}
    }

    /**
     * What was deleted.
     *
     * @param left how many may be deleted, or belong to tables that were not looked at, and are left to the next run
     * @param problems records that could not be read or stored
     */
    public record Pruned(List<Outcome> outcomes, int left, List<Cause> problems) {
        public Pruned {
            outcomes = List.copyOf(outcomes);
            problems = List.copyOf(problems);
        }
    }

    /**
     * Deletes all that may be deleted, as far as there is time, the oldest first; the next run goes on.
     *
     * @param until when none is deleted any more
     */
    public Result<Pruned> prune(AccountRegion where, Instant until) {
        return settle.settle(where).map(known -> {
            List<Outcome> outcomes = new ArrayList<>();
            int left = 0;
            for (List<BackupProof.Proven> good : GoodBackups.oldestFirst(known)) {
                // The newest stays in any case, so that of one nothing has to be read.
                if (good.size() > 1 && !hasTime(until)) {
                    left += good.size() - 1;
                } else if (good.size() > 1) {
                    left += delete(decide(good), until, outcomes);
                }
            }
            return new Pruned(outcomes, left, known.problems());
        });
    }

    private int delete(List<Retention> decisions, Instant until, List<Outcome> outcomes) {
        int left = 0;
        for (Retention.Delete deletion : deletions(decisions).reversed()) {
            if (hasTime(until)) {
                outcomes.add(delete(deletion));
            } else {
                left++;
            }
        }
        return left;
    }

    private boolean hasTime(Instant until) {
        return time.instant().isBefore(until);
    }

    /** Decides about all backups of an account and region that pitr-guard made. */
    public Result<Plan> plan(AccountRegion where) {
        return settle.settle(where).map(known -> {
            List<Retention> decisions = new ArrayList<>();
            GoodBackups.byTable(known).forEach(good -> decisions.addAll(decide(good)));
            return new Plan(decisions, known.problems());
        });
    }

    private List<Retention> decide(List<BackupProof.Proven> good) {
        return Retention.of(good, rules.of(good.getFirst().record().table(), time.awsInstant()), time.awsInstant());
    }

    /** Deletes one backup, if everything that the decision rests on still holds. */
    public Outcome delete(Retention.Delete decision) {
        BackupRecord record = decision.record();
        return switch (store.read(record.where(), record.id())) {
            case Result.Failure<Optional<Stored>>(Cause cause) -> new Outcome.NotKnown(record, cause);
            case Result.Success<Optional<Stored>>(Optional<Stored> stored) ->
                stored.filter(read -> read.record().equals(record))
                        .map(read -> prove(read, decision))
                        .orElseGet(() -> new Outcome.Kept(record, List.of("Its record changed meanwhile.")));
        };
    }

    private Outcome prove(Stored read, Retention.Delete decision) {
        BackupRecord record = read.record();
        MadeBackup made = record.state().made().orElseThrow();
        Result<List<ListedBackup>> listed =
                backups.list(record.where(), Optional.of(record.table().name()));
        Result<Optional<TableBackup>> now = backups.describe(record.where(), made.arn());
        Result<Optional<TableBackup>> keeper =
                backups.describe(record.where(), decision.keepers().getFirst().arn());
        Optional<Cause> failure = listed.failure().or(now::failure).or(keeper::failure);
        if (failure.isPresent()) {
            return new Outcome.NotKnown(record, failure.get());
        }
        Optional<TableBackup> own = now.success().flatMap(each -> each);
        if (own.isEmpty()) {
            return new Outcome.Kept(record, List.of("AWS no longer has it."));
        }
        List<String> reasons = new ArrayList<>();
        if (BackupProof.of(record, own.get()) instanceof BackupProof.Refused(List<String> refused)) {
            reasons.addAll(refused);
        }
        if (keeper.success()
                .flatMap(each -> each)
                .filter(other -> keeps(other, own.get()))
                .isEmpty()) {
            reasons.add(lost(decision.keepers().getFirst()));
        }
        reasons.addAll(lost(decision.keepers(), listed.success().orElseThrow()));
        return reasons.isEmpty() ? store(read, made, decision.reason()) : new Outcome.Kept(record, reasons);
    }

    /** The newest one is described; the others that the policy keeps must be listed. */
    private static List<String> lost(List<MadeBackup> keepers, List<ListedBackup> listed) {
        return keepers.stream()
                .skip(1)
                .filter(other -> listed.stream()
                        .noneMatch(each -> each.backup().arn().equals(other.arn())
                                && each.backup().status() == TableBackup.Status.AVAILABLE))
                .map(PruneBackups::lost)
                .toList();
    }

    private static String lost(MadeBackup keeper) {
        return "The newer backup " + keeper.arn() + " is not available any longer.";
    }

    private static List<Retention.Delete> deletions(List<Retention> decisions) {
        return decisions.stream()
                .filter(Retention.Delete.class::isInstance)
                .map(Retention.Delete.class::cast)
                .toList();
    }

    private static boolean keeps(TableBackup other, TableBackup own) {
        return other.status() == TableBackup.Status.AVAILABLE
                && other.tableId().equals(own.tableId())
                && !other.created().isBefore(own.created())
                && !other.arn().equals(own.arn());
    }

    private Outcome store(Stored read, MadeBackup made, String reason) {
        BackupRecord next = read.record().to(new BackupState.Deleting(made, time.awsInstant(), reason));
        return switch (store.write(read, next)) {
            case Result.Failure<Optional<Stored>>(Cause cause) -> new Outcome.NotKnown(read.record(), cause);
            case Result.Success<Optional<Stored>>(Optional<Stored> stored) ->
                stored.map(now -> call(now, made, reason))
                        .orElseGet(() -> new Outcome.Kept(read.record(), List.of("Its record changed meanwhile.")));
        };
    }

    private Outcome call(Stored read, MadeBackup made, String reason) {
        BackupRecord record = read.record();
        return switch (backups.delete(record.where(), made.arn())) {
            case Result.Failure<TableBackups.Deletion>(Cause cause) -> new Outcome.NotKnown(record, cause);
            case Result.Success<TableBackups.Deletion>(TableBackups.Deletion deletion) ->
                switch (deletion) {
                    case DELETED, ALREADY_GONE -> {
                        BackupRecord next = record.to(new BackupState.Deleted(made, time.awsInstant(), reason));
                        store.write(read, next);
                        yield new Outcome.Deleted(next);
                    }
                    case BUSY -> {
                        BackupRecord kept = record.to(new BackupState.Made(made));
                        store.write(read, kept);
                        yield new Outcome.Kept(kept, List.of("It is being restored, or made."));
                    }
                };
        };
    }
}

package io.pitrguard.backup;

import io.pitrguard.backup.PruneBackups.Outcome;
import io.pitrguard.backup.PruneBackups.Pruned;
import io.pitrguard.backup.RunDueBackups.Attempt;
import io.pitrguard.backup.RunDueBackups.Limit;
import io.pitrguard.backup.RunDueBackups.Run;
import io.pitrguard.domain.backup.BackupProblem;
import io.pitrguard.domain.backup.BackupProblem.Kind;
import io.pitrguard.domain.backup.BackupRecord;
import io.pitrguard.domain.backup.DueBackup;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.text.Counted;
import io.pitrguard.port.Result;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a schedule does: takes the backups that are due, then deletes those that the policy no longer keeps. What time does
 * not allow, and what failed, is left to the next run: a run that is repeated, or was killed before, takes nothing twice.
 */
public final class ScheduledBackups {
    /** So much of the time is for taking backups, in thirds. */
    private static final int TAKING = 2;

    /** An item of the ledger holds 400 KB. */
    private static final int MOST_KEYS = 500;

    private final RunDueBackups runDue;
    private final PruneBackups prune;
    private final Time time;

    /** Creates the use case. */
    public ScheduledBackups(RunDueBackups runDue, PruneBackups prune, Time time) {
        this.runDue = runDue;
        this.prune = prune;
        this.time = time;
    }

    /**
     * What a run did.
     *
     * @param left how many tables and deletions are left to the next run, without what failed
     * @param problems what a person must hear of, each once
     */
    public record Report(List<BackupRecord> taken, List<BackupRecord> deleted, int left, List<BackupProblem> problems) {
        /** What a run did that left everything to another one. */
        public static final Report NOTHING = new Report(List.of(), List.of(), 0, List.of());

        public Report {
            taken = List.copyOf(taken);
            deleted = List.copyOf(deleted);
            problems = List.copyOf(problems);
        }

        /** Returns what tells the problems from those of other runs; of very many the first ones. */
        public SortedSet<String> keys() {
            return problems.stream()
                    .map(BackupProblem::key)
                    .sorted()
                    .limit(MOST_KEYS)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /**
     * Takes and deletes.
     *
     * @param requester the caller's ARN
     * @param until when nothing more is begun
     */
    public Report run(AccountRegion where, String requester, Instant until) {
        Instant start = time.instant();
        Duration third = Duration.between(start, until).dividedBy(3);
        Result<Run> run =
                runDue.run(where, requester, new Limit(Integer.MAX_VALUE, start.plus(third.multipliedBy(TAKING))));
        Result<Pruned> pruned = prune.prune(where, until);
        return new Report(
                run.success().map(ScheduledBackups::taken).orElse(List.of()),
                pruned.success().map(ScheduledBackups::deleted).orElse(List.of()),
                run.success().map(Run::postponed).orElse(0)
                        + pruned.success().map(Pruned::left).orElse(0),
                problems(run, pruned));
    }

    private static List<BackupRecord> taken(Run run) {
        return run.attempts().stream()
                .flatMap(attempt -> attempt.taking() instanceof Taking.Taken(BackupRecord record)
                        ? Stream.of(record)
                        : Stream.empty())
                .toList();
    }

    private static List<BackupRecord> deleted(Pruned pruned) {
        return pruned.outcomes().stream()
                .flatMap(outcome ->
                        outcome instanceof Outcome.Deleted(BackupRecord record) ? Stream.of(record) : Stream.empty())
                .toList();
    }

    private List<BackupProblem> problems(Result<Run> run, Result<Pruned> pruned) {
        List<BackupProblem> all = new ArrayList<>();
        Stream.of(run.failure(), pruned.failure())
                .flatMap(Optional::stream)
                .forEach(cause -> all.add(BackupProblem.of(Kind.NOT_LISTED, cause.message())));
        run.success().ifPresent(done -> all.addAll(ofRun(done)));
        run.success().filter(ScheduledBackups::isStuck).ifPresent(done -> all.add(stuck(done)));
        pruned.success().ifPresent(done -> all.addAll(ofPruned(done)));
        Map<String, BackupProblem> byKey = new LinkedHashMap<>();
        all.forEach(problem -> byKey.putIfAbsent(problem.key(), problem));
        return List.copyOf(byKey.values());
    }

    /** Whether time was up before anything was done: so it would be in the next run, too. */
    private static boolean isStuck(Run run) {
        return run.attempts().isEmpty() && run.postponed() > 0;
    }

    private static BackupProblem stuck(Run run) {
        return BackupProblem.of(
                Kind.NO_TIME,
                "Time was up before a backup could be taken. Not looked at: "
                        + Counted.tables(run.postponed())
                        + ". Find what slows the calls to AWS down, or deploy with a policy that asks for fewer tables.");
    }

    private List<BackupProblem> ofRun(Run run) {
        List<BackupProblem> all = new ArrayList<>(run.problems());
        run.attempts().forEach(attempt -> ofAttempt(attempt).ifPresent(all::add));
        run.left().stream()
                .filter(due -> due.isLate(time.awsInstant()))
                .map(ScheduledBackups::late)
                .forEach(all::add);
        return all;
    }

    private Optional<BackupProblem> ofAttempt(Attempt attempt) {
        DueBackup due = attempt.due();
        return switch (attempt.taking()) {
            case Taking.Taken _ -> Optional.empty();
            case Taking.NotNow(String reason, String _) ->
                due.isLate(time.awsInstant()) ? Optional.of(notTaken(due, reason)) : Optional.empty();
            case Taking.NotPossible(String reason, String remedy) -> Optional.of(notTaken(due, reason + " " + remedy));
            case Taking.NotKnown(Cause cause) -> Optional.of(notTaken(due, cause.message()));
        };
    }

    private static BackupProblem notTaken(DueBackup due, String why) {
        return BackupProblem.of(Kind.NOT_TAKEN, due.table(), why);
    }

    private static BackupProblem late(DueBackup due) {
        return BackupProblem.of(
                Kind.LATE,
                due.table(),
                "A backup has been due for a day, and no run had the time to take it."
                        + due.since()
                                .map(since -> " It was due at " + since + ".")
                                .orElse(""));
    }

    private static List<BackupProblem> ofPruned(Pruned pruned) {
        List<BackupProblem> all = new ArrayList<>();
        pruned.problems().forEach(cause -> all.add(BackupProblem.of(Kind.RECORD, cause.message())));
        for (Outcome outcome : pruned.outcomes()) {
            // What was kept has a reason that the next run judges anew: somebody restores it, or deleted the newer one.
            if (outcome instanceof Outcome.NotKnown(BackupRecord record, Cause cause)) {
                all.add(BackupProblem.of(Kind.NOT_DELETED, record.table(), cause.message()));
            }
        }
        return all;
    }
}

package io.pitrguard.backup;

import io.pitrguard.domain.backup.BackupProblem;
import io.pitrguard.domain.backup.BackupRequest;
import io.pitrguard.domain.backup.DueBackup;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.Result;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes the backups that are due. */
public final class RunDueBackups {
    /** What backups are called that a schedule takes. */
    public static final String LABEL = "scheduled";

    private final DueBackups due;
    private final TakeBackup take;
    private final Time time;

    /** Creates the use case. */
    public RunDueBackups(DueBackups due, TakeBackup take, Time time) {
        this.due = due;
        this.take = take;
        this.time = time;
    }

    /** What became of one that was due. */
    public record Attempt(DueBackup due, Taking taking) {}

    /**
     * How much a run does: the next one goes on.
     *
     * @param most how many backups it takes
     * @param until when it begins none any more
     */
    public record Limit(int most, Instant until) {
        /** Returns a limit that does not depend on time. */
        public static Limit of(int most) {
            return new Limit(most, Instant.MAX);
        }
    }

    /**
     * What a run did.
     *
     * @param left what is due and left to the next run
     * @param unread how many tables were not looked at because time was up
     * @param problems tables of which it is not known whether a backup is due
     */
    public record Run(List<Attempt> attempts, List<DueBackup> left, int unread, List<BackupProblem> problems) {
        public Run {
            attempts = List.copyOf(attempts);
            left = List.copyOf(left);
            problems = List.copyOf(problems);
        }

        /** Returns how many tables the next run has to look at because this one did not come to them. */
        public int postponed() {
            return left.size() + unread;
        }

        /** Whether all that was due was taken, and nothing is unknown. */
        public boolean complete() {
            return postponed() == 0
                    && problems.isEmpty()
                    && attempts.stream().allMatch(each -> each.taking() instanceof Taking.Taken);
        }
    }

    /**
     * Takes them, the oldest first.
     *
     * @param requester the caller's ARN
     */
    public Result<Run> run(AccountRegion where, String requester, Limit limit) {
        return due.find(where, halfOf(limit)).map(found -> {
            List<Attempt> attempts = new ArrayList<>();
            List<DueBackup> all = found.due();
            while (attempts.size() < Math.min(all.size(), limit.most())
                    && time.instant().isBefore(limit.until())) {
                DueBackup next = all.get(attempts.size());
                attempts.add(new Attempt(next, take.take(request(next, requester))));
            }
            return new Run(attempts, all.subList(attempts.size(), all.size()), found.unread(), found.problems());
        });
    }

    /** To find what is due takes half of the time at most, so that some is left to take it. */
    private Instant halfOf(Limit limit) {
        return limit.until().equals(Instant.MAX)
                ? limit.until()
                : time.instant()
                        .plus(Duration.between(time.instant(), limit.until()).dividedBy(2));
    }

    private static BackupRequest request(DueBackup due, String requester) {
        return new BackupRequest(due.table(), LABEL, requester, Optional.of(due.rule()), Optional.empty());
    }
}

package io.pitrguard.backup;

import io.pitrguard.domain.backup.BackupRequest;
import io.pitrguard.domain.backup.DueBackup;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes the backups that are due. */
public final class RunDueBackups {
    /** What backups are called that a schedule takes. */
    public static final String LABEL = "scheduled";

    private final DueBackups due;
    private final TakeBackup take;

    /** Creates the use case. */
    public RunDueBackups(DueBackups due, TakeBackup take) {
        this.due = due;
        this.take = take;
    }

    /** What became of one that was due. */
    public record Attempt(DueBackup due, Taking taking) {}

    /**
     * What a run did.
     *
     * @param postponed how many are due and left to the next run
     * @param problems tables of which it is not known whether a backup is due
     */
    public record Run(List<Attempt> attempts, int postponed, List<String> problems) {
        public Run {
            attempts = List.copyOf(attempts);
            problems = List.copyOf(problems);
        }

        /** Whether all that was due was taken, and nothing is unknown. */
        public boolean complete() {
            return postponed == 0
                    && problems.isEmpty()
                    && attempts.stream().allMatch(each -> each.taking() instanceof Taking.Taken);
        }
    }

    /**
     * Takes them, the oldest first.
     *
     * @param requester the caller's ARN
     * @param most how many at most
     */
    public Result<Run> run(AccountRegion where, String requester, int most) {
        return due.find(where).map(found -> {
            List<Attempt> attempts = new ArrayList<>();
            found.due().stream()
                    .limit(most)
                    .forEach(each -> attempts.add(new Attempt(each, take.take(request(each, requester)))));
            return new Run(attempts, found.due().size() - attempts.size(), found.problems());
        });
    }

    private static BackupRequest request(DueBackup due, String requester) {
        return new BackupRequest(due.table(), LABEL, requester, Optional.of(due.rule()), Optional.empty());
    }
}

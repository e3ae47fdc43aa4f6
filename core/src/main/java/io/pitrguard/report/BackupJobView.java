package io.pitrguard.report;

import io.pitrguard.domain.backup.BackupProblem;
import io.pitrguard.domain.backup.BackupRecord;
import io.pitrguard.domain.table.TableRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run of the schedule of backups did, as JSON: of each list the first ones, and how many there are.
 *
 * @param left how many tables and deletions the next run has to look at because time was up
 */
public record BackupJobView(
        int taken,
        int deleted,
        int left,
        int failed,
        List<ItemView> takenBackups,
        List<ItemView> deletedBackups,
        List<ProblemView> problems) {
    /** A line of a log holds 256 KB. */
    private static final int SHOWN = 200;

    /** A backup of a table. */
    public record ItemView(String table, String id) {
        static ItemView of(BackupRecord record) {
            return new ItemView(record.table().name(), record.id().value());
        }
    }

    /**
     * A problem.
     *
     * @param table null if it is about no single table
     */
    public record ProblemView(String kind, @Nullable String table, String what) {
        static ProblemView of(BackupProblem problem) {
            return new ProblemView(
                    problem.kind().name(), problem.table().map(TableRef::arn).orElse(null), problem.what());
        }
    }

    /** Returns the view of a run. */
    public static BackupJobView of(
            List<BackupRecord> taken, List<BackupRecord> deleted, int left, List<BackupProblem> problems) {
        return new BackupJobView(
                taken.size(),
                deleted.size(),
                left,
                problems.size(),
                taken.stream().limit(SHOWN).map(ItemView::of).toList(),
                deleted.stream().limit(SHOWN).map(ItemView::of).toList(),
                problems.stream().limit(SHOWN).map(ProblemView::of).toList());
    }
}

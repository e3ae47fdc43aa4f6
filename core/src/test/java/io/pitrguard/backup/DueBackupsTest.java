package io.pitrguard.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.backup.BackupProblem;
import io.pitrguard.domain.backup.BackupState;
import io.pitrguard.domain.backup.DueBackup;
import io.pitrguard.domain.drill.DrillTarget;
import io.pitrguard.domain.policy.BackupRequirement;
import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.restore.RestoreCall;
import io.pitrguard.domain.restore.RestorePoint;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.AnyBackup;
import io.pitrguard.port.AnyRestore;
import io.pitrguard.port.InMemoryTable;
import io.pitrguard.port.InMemoryTables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DueBackupsTest {
    private final BackupTestBed bed = new BackupTestBed();

    @Test
    void findsTablesWithoutAFreshBackup() {
        bed.create("books-1");
        bed.create("books-2");
        bed.create("orders");
        bed.taken(BackupTestBed.BOOKS);

        assertThat(due())
                .isEqualTo(new DueBackups.Due(
                        List.of(new DueBackup(
                                BackupTestBed.WHERE.table("books-2"), "books", Optional.empty(), Optional.empty())),
                        2,
                        0,
                        List.of()));
        bed.days(30);
        assertThat(due().due()).extracting(each -> each.table().name()).containsExactly("books-2", "books-1");
    }

    @Test
    void readsNothingWithoutARuleThatAsks() {
        bed.policy = Policy.BUILT_IN;
        bed.create("books-1");

        assertThat(due()).isEqualTo(new DueBackups.Due(List.of(), 0, 0, List.of()));
        assertThat(bed.names.calls()).isEmpty();
    }

    @Test
    void readsAllPagesOfTables() {
        bed.names.pageSize(1);
        List.of("books-1", "books-2", "books-3").forEach(bed::create);

        assertThat(due().due()).hasSize(3);
    }

    @Test
    void countsNoBackupOfAnEarlierTableOfTheName() {
        bed.create("books-1");
        bed.taken(BackupTestBed.BOOKS);
        bed.tables.vanish(BackupTestBed.BOOKS);
        bed.tables.createWithoutRecovery(BackupTestBed.BOOKS);

        assertThat(due().due()).hasSize(1);
    }

    @Test
    void countsABackupThatIsBeingMade() {
        bed.create("books-1");
        bed.backups.take(Duration.ofDays(1));
        bed.taken(BackupTestBed.BOOKS);

        assertThat(due().due()).isEmpty();
    }

    @Test
    void countsARequestWhoseOutcomeIsNotKnownYet() {
        String tableId = bed.create("books-1");
        bed.store.create(new io.pitrguard.domain.backup.BackupRecord(
                AnyBackup.id(1),
                BackupTestBed.request(BackupTestBed.BOOKS),
                tableId,
                AnyBackup.AT,
                new BackupState.Requested()));

        assertThat(due().due()).isEmpty();
        bed.time.advance(DueBackup.PENDING);
        assertThat(due().due()).hasSize(1);
    }

    /** A backup of it would hold up its deletion. */
    @Test
    void takesNoBackupOfATableThatADrillMade() {
        bed.policy = new Policy(
                "policy.yaml",
                List.of(BackupTestBed.rule(
                        "all", "*", "", new BackupRequirement(Duration.ofDays(1), Optional.empty(), 1))),
                Limits.STANDARD);
        String name = DrillTarget.PREFIX + "0a1b2c3d-20261101-000000";
        bed.names.create(name);
        bed.names.create(DrillTarget.PREFIX + "notes");
        bed.tables.createWithoutRecovery(BackupTestBed.WHERE.table(DrillTarget.PREFIX + "notes"));
        bed.tables.create(
                AnyRestore.SOURCE, AnyRestore.shape(), bed.time.instant().minus(Duration.ofDays(1)));
        bed.tables.restore(new RestoreCall(
                AnyRestore.SOURCE,
                new RestorePoint.PointInTime(bed.time.instant().minus(Duration.ofHours(1))),
                BackupTestBed.WHERE.table(name),
                false,
                Optional.empty(),
                true));
        bed.time.advance(Duration.ofHours(1));

        assertThat(due().due()).extracting(each -> each.table().name()).containsExactly(DrillTarget.PREFIX + "notes");
    }

    @Test
    void readsTagsOnlyWhereTheyDecide() {
        BackupRequirement asked = new BackupRequirement(Duration.ofDays(1), Optional.empty(), 1);
        bed.policy = new Policy(
                "policy.yaml", List.of(BackupTestBed.rule("tagged", "books-*", "tier=gold", asked)), Limits.STANDARD);
        bed.create("books-1");
        bed.names.create("books-2").tags(Map.of("tier", "gold"));
        bed.tables.createWithoutRecovery(BackupTestBed.WHERE.table("books-2"));
        bed.create("orders");

        assertThat(due().due()).extracting(each -> each.table().name()).containsExactly("books-2");
        assertThat(bed.names.count(InMemoryTables.Call.BULK_TAGS)).isEqualTo(1);
        assertThat(bed.names.count(InMemoryTables.Call.TAGS_OF)).isZero();
    }

    /** A function is kept for many runs. */
    @Test
    void readsTagsAnewInEachRun() {
        BackupRequirement asked = new BackupRequirement(Duration.ofDays(1), Optional.empty(), 1);
        bed.policy = new Policy(
                "policy.yaml", List.of(BackupTestBed.rule("tagged", "books-*", "tier=gold", asked)), Limits.STANDARD);
        InMemoryTable table = bed.names.create("books-1");
        bed.tables.createWithoutRecovery(BackupTestBed.BOOKS);
        DueBackups kept = bed.due();
        assertThat(kept.find(BackupTestBed.WHERE).success().orElseThrow().due()).isEmpty();

        table.tags(Map.of("tier", "gold"));

        assertThat(kept.find(BackupTestBed.WHERE).success().orElseThrow().due()).hasSize(1);
    }

    @Test
    void readsTheTagsOfEachTableWhereTheyCannotBeReadInBulk() {
        BackupRequirement asked = new BackupRequirement(Duration.ofDays(1), Optional.empty(), 1);
        bed.policy = new Policy(
                "policy.yaml", List.of(BackupTestBed.rule("tagged", "books-*", "tier=gold", asked)), Limits.STANDARD);
        bed.create("books-1");
        bed.names.create("books-2").tags(Map.of("tier", "gold"));
        bed.tables.createWithoutRecovery(BackupTestBed.WHERE.table("books-2"));
        bed.names.on(InMemoryTables.Call.BULK_TAGS).fail(Cause.Kind.DENIED);

        assertThat(due().due()).extracting(each -> each.table().name()).containsExactly("books-2");
        assertThat(bed.names.count(InMemoryTables.Call.TAGS_OF)).isEqualTo(2);
    }

    @Test
    void reportsATableWhoseTagsCannotBeRead() {
        BackupRequirement asked = new BackupRequirement(Duration.ofDays(1), Optional.empty(), 1);
        bed.policy = new Policy(
                "policy.yaml", List.of(BackupTestBed.rule("tagged", "books-*", "tier=gold", asked)), Limits.STANDARD);
        bed.create("books-1");
        bed.names.on(InMemoryTables.Call.BULK_TAGS).fail(Cause.Kind.DENIED);
        bed.names.on(InMemoryTables.Call.TAGS_OF).fail(Cause.Kind.DENIED);

        DueBackups.Due due = due();

        assertThat(due.due()).isEmpty();
        assertThat(due.problems())
                .extracting(BackupProblem::text)
                .containsExactly("books-1: which rule applies is not known: TAGS_OF failed: DENIED.");
    }

    @Test
    void takesTheOldestFirstAndAtMostSo() {
        List.of("books-1", "books-2", "books-3").forEach(bed::create);
        bed.taken(BackupTestBed.BOOKS);
        bed.days(31);

        RunDueBackups.Run run = run(2);

        assertThat(run.attempts()).extracting(each -> each.due().table().name()).containsExactly("books-2", "books-3");
        assertThat(run.postponed()).isEqualTo(1);
        assertThat(run.complete()).isFalse();
        RunDueBackups.Run next = run(2);
        assertThat(next.attempts()).hasSize(1);
        assertThat(next.complete()).isTrue();
        assertThat(bed.records().getFirst().request().rule()).hasValue("books");
    }

    /** Each look at the clock takes a while: what there is no time for is left, and comes first in the next run. */
    @Test
    void goesOnInTheNextRunWhereTimeWasUp() {
        List.of("books-1", "books-2", "books-3", "books-4").forEach(bed::create);
        bed.taken(BackupTestBed.BOOKS);
        bed.days(31);

        RunDueBackups.Run none = runUntil(Duration.ZERO);
        RunDueBackups.Run one = bed.slowly(() -> runUntil(Duration.ofMinutes(8)));

        assertThat(none.attempts()).isEmpty();
        assertThat(none.unread()).isEqualTo(4);
        assertThat(one.attempts()).isNotEmpty().hasSizeLessThan(4);
        assertThat(one.postponed()).isEqualTo(4 - one.attempts().size());
        RunDueBackups.Run rest = run(10);
        assertThat(rest.attempts()).hasSize(4 - one.attempts().size());
        assertThat(rest.attempts().getLast().due().table()).isEqualTo(BackupTestBed.BOOKS);
        assertThat(bed.backups.arns()).hasSize(5);
    }

    private RunDueBackups.Run runUntil(Duration time) {
        return bed.runDue()
                .run(
                        BackupTestBed.WHERE,
                        AnyBackup.REQUESTER,
                        new RunDueBackups.Limit(100, bed.time.instant().plus(time)))
                .success()
                .orElseThrow();
    }

    /** AWS may list a new backup late. */
    @Test
    void takesNoSecondBackupWhileAwsDoesNotListTheFirst() {
        bed.create("books-1");
        bed.taken(BackupTestBed.BOOKS);
        bed.backups.listLate(true);

        assertThat(due().due()).isEmpty();
        assertThat(bed.records().getFirst().state()).isInstanceOf(BackupState.Made.class);
    }

    /** A year of a daily schedule, with pruning: never without a backup younger than the interval, never more than kept. */
    @Test
    void keepsThePolicyForAYear() {
        bed.create("books-1");
        for (int day = 0; day < 365; day++) {
            assertThat(run(10).complete()).as("day %d", day).isTrue();
            bed.prune()
                    .plan(BackupTestBed.WHERE)
                    .success()
                    .orElseThrow()
                    .deletions()
                    .forEach(bed.prune()::delete);
            assertThat(bed.backups.arns()).as("day %d", day).hasSizeBetween(1, 5);
            bed.days(1);
        }
        assertThat(bed.records()).hasSize(13);
        assertThat(bed.backups.arns()).hasSize(4);
    }

    private RunDueBackups.Run run(int most) {
        return bed.runDue()
                .run(BackupTestBed.WHERE, AnyBackup.REQUESTER, RunDueBackups.Limit.of(most))
                .success()
                .orElseThrow();
    }

    private DueBackups.Due due() {
        return bed.due().find(BackupTestBed.WHERE).success().orElseThrow();
    }
}

package io.pitrguard.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.backup.PruneBackups.Outcome;
import io.pitrguard.domain.backup.BackupRecord;
import io.pitrguard.domain.backup.BackupState;
import io.pitrguard.domain.backup.Retention;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.port.AnyBackup;
import io.pitrguard.restore.Interruptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PruneBackupsTest {
    private BackupTestBed bed = new BackupTestBed();
    private final List<BackupRecord> taken = new ArrayList<>();

    @BeforeEach
    void takeFour() {
        bed = withFour(taken);
    }

    /** Four backups: 120, 110, 40 and 0 days old; the policy keeps them for 100 days, and the newest two. */
    private static BackupTestBed withFour(List<BackupRecord> taken) {
        BackupTestBed bed = new BackupTestBed();
        bed.create("books-1");
        for (int days : List.of(10, 70, 40, 0)) {
            taken.add(bed.taken(BackupTestBed.BOOKS));
            bed.days(days);
        }
        return bed;
    }

    /** Each record is looked up, not sought among all backups: that would take minutes. */
    @Test
    void decidesAboutTenThousandTables() {
        BackupTestBed many = new BackupTestBed();
        int tables = 10_000;
        for (int number = 0; number < tables; number++) {
            String name = "books-" + number;
            many.create(name);
            many.taken(BackupTestBed.WHERE.table(name));
        }
        many.days(40);

        assertThat(many.prune()
                        .plan(BackupTestBed.WHERE)
                        .success()
                        .orElseThrow()
                        .decisions())
                .hasSize(tables);
        DueBackups.Due due = many.due().find(BackupTestBed.WHERE).success().orElseThrow();
        assertThat(due.asked()).isEqualTo(tables);
        assertThat(due.due()).hasSize(tables);
        assertThat(due.problems()).isEmpty();
    }

    @Test
    void deletesWhatThePolicyKeepsNoLonger() {
        PruneBackups.Plan plan = plan();

        assertThat(plan.deletions()).extracting(Retention.Delete::record).containsExactly(taken.get(1), taken.get(0));
        assertThat(plan.decisions()).hasSize(4);
        plan.deletions().forEach(each -> assertThat(bed.prune().delete(each)).isInstanceOf(Outcome.Deleted.class));
        assertThat(bed.backups.arns()).containsExactly(arn(taken.get(2)), arn(taken.get(3)));
        assertThat(bed.records())
                .extracting(record -> record.state().kind())
                .containsExactly(
                        BackupState.Kind.MADE,
                        BackupState.Kind.MADE,
                        BackupState.Kind.DELETED,
                        BackupState.Kind.DELETED);
        assertThat(plan().deletions()).isEmpty();
    }

    @Test
    void leavesEveryBackupOfOthers() {
        bed.backups.awsBackup(BackupTestBed.BOOKS, taken.get(0).id().awsName());
        TableBackup stranger = new TableBackup(
                BackupTestBed.BOOKS.arn() + "/backup/stranger",
                "pitr-guard-20200101-000000-monthly-00000f",
                TableBackup.Kind.USER,
                TableBackup.Status.AVAILABLE,
                AnyBackup.AT.minus(Duration.ofDays(3000)),
                Optional.of(taken.get(0).tableId()),
                Optional.empty(),
                OptionalLong.empty());
        bed.backups.add(BackupTestBed.BOOKS, stranger);

        plan().deletions().forEach(bed.prune()::delete);

        assertThat(bed.backups.deleted()).containsExactly(arn(taken.get(1)), arn(taken.get(0)));
        assertThat(bed.backups.arns()).contains(stranger.arn()).hasSize(4);
    }

    @Test
    void keepsTheNewestGoodOneOfATableThatWasMadeAnew() {
        bed.tables.vanish(BackupTestBed.BOOKS);
        bed.create("books-1");
        bed.taken(BackupTestBed.BOOKS);
        bed.days(500);

        plan().deletions().forEach(bed.prune()::delete);

        // Of the old table the newest two, of the new one its only one.
        assertThat(bed.backups.arns()).hasSize(3).contains(arn(taken.get(2)), arn(taken.get(3)));
    }

    @Test
    void deletesNothingOnceTheNewerOneIsGone() {
        List<Retention.Delete> deletions = plan().deletions();
        bed.backups.remove(arn(taken.get(3)));

        assertThat(bed.prune().delete(deletions.getFirst()))
                .isInstanceOfSatisfying(
                        Outcome.Kept.class,
                        kept -> assertThat(kept.reasons())
                                .containsExactly(
                                        "The newer backup " + arn(taken.get(3)) + " is not available any longer."));
        assertThat(bed.backups.deleted()).isEmpty();
    }

    /** The policy keeps two: with one of them gone, nothing older may go. */
    @Test
    void deletesNothingOnceFewerThanThePolicyKeepsAreLeft() {
        List<Retention.Delete> deletions = plan().deletions();
        bed.backups.remove(arn(taken.get(2)));

        assertThat(bed.prune().delete(deletions.getFirst()))
                .isInstanceOfSatisfying(
                        Outcome.Kept.class,
                        kept -> assertThat(kept.reasons())
                                .containsExactly(
                                        "The newer backup " + arn(taken.get(2)) + " is not available any longer."));
        assertThat(bed.backups.deleted()).isEmpty();
    }

    @Test
    void deletesNothingWhoseRecordChanged() {
        List<Retention.Delete> deletions = plan().deletions();
        deletions.forEach(bed.prune()::delete);

        assertThat(bed.prune().delete(deletions.getFirst()))
                .isEqualTo(new Outcome.Kept(deletions.getFirst().record(), List.of("Its record changed meanwhile.")));
    }

    @Test
    void deletesNothingThatAwsHasNoLonger() {
        List<Retention.Delete> deletions = plan().deletions();
        bed.backups.remove(arn(deletions.getFirst().record()));

        assertThat(bed.prune().delete(deletions.getFirst()))
                .isEqualTo(new Outcome.Kept(deletions.getFirst().record(), List.of("AWS no longer has it.")));
    }

    /** Whatever happens to any call: after another run, just those are deleted that may be. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OVERTAKEN")
    void comesToTheSameEndThroughEveryInterruption(Interruptions.Kind kind) {
        int calls = interrupted(kind, 0);
        assertThat(calls).isGreaterThan(10);
        for (int at = 1; at <= calls; at++) {
            interrupted(kind, at);
        }
    }

    private static int interrupted(Interruptions.Kind kind, int at) {
        List<BackupRecord> records = new ArrayList<>();
        BackupTestBed bed = withFour(records);
        bed.interrupt(kind, at, () -> {});
        prune(bed);
        int calls = bed.interruptions.calls();
        bed.interrupt(kind, 0, () -> {});
        bed.time.advance(Duration.ofMinutes(20));
        prune(bed);
        bed.settle().settle(BackupTestBed.WHERE);

        assertThat(bed.backups.deleted())
                .as("%s at %d", kind, at)
                .containsExactlyInAnyOrder(arn(records.get(0)), arn(records.get(1)));
        assertThat(bed.records())
                .as("%s at %d", kind, at)
                .extracting(record -> record.state().kind())
                .containsExactly(
                        BackupState.Kind.MADE,
                        BackupState.Kind.MADE,
                        BackupState.Kind.DELETED,
                        BackupState.Kind.DELETED);
        return calls;
    }

    private static void prune(BackupTestBed bed) {
        try {
            PruneBackups prune = bed.prune();
            prune.plan(BackupTestBed.WHERE)
                    .success()
                    .ifPresent(plan -> plan.deletions().forEach(prune::delete));
        } catch (Interruptions.Killed _) {
            // The next run completes it.
        }
    }

    /** Somebody deletes all newer backups at any moment: one good backup of the table always stays. */
    @Test
    void neverDeletesTheLastGoodOneThatItKnows() {
        for (int at = 1; at <= interrupted(Interruptions.Kind.LOST, 0); at++) {
            List<BackupRecord> records = new ArrayList<>();
            BackupTestBed overtaken = withFour(records);
            overtaken.interrupt(
                    Interruptions.Kind.OVERTAKEN,
                    at,
                    () -> records.subList(1, 4).forEach(each -> overtaken.backups.remove(arn(each))));
            int before = at;

            prune(overtaken);

            // Only between the last proof and the call itself nobody can know it.
            boolean known = overtaken.backups.deleted().stream().noneMatch(arn(records.get(0))::equals);
            assertThat(known || before > 6).as("at %d", at).isTrue();
        }
    }

    private PruneBackups.Plan plan() {
        return bed.prune().plan(BackupTestBed.WHERE).success().orElseThrow();
    }

    private static String arn(BackupRecord record) {
        return record.state().made().orElseThrow().arn();
    }
}

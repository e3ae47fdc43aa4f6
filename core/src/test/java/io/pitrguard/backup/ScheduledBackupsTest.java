package io.pitrguard.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.backup.ScheduledBackups.Report;
import io.pitrguard.domain.backup.BackupProblem;
import io.pitrguard.domain.backup.BackupProblem.Kind;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.port.AnyBackup;
import io.pitrguard.port.InMemoryTables;
import io.pitrguard.restore.Interruptions;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScheduledBackupsTest {
    private final BackupTestBed bed = new BackupTestBed();

    @BeforeEach
    void create() {
        bed.create("books-1");
        bed.create("books-2");
    }

    private Report run() {
        return run(Duration.ofMinutes(14));
    }

    private Report run(Duration time) {
        return new ScheduledBackups(bed.runDue(), bed.prune(), bed.time)
                .run(
                        BackupTestBed.WHERE,
                        AnyBackup.REQUESTER,
                        bed.time.instant().plus(time));
    }

    @Test
    void takesWhatIsDueThenDeletesWhatIsKeptNoLonger() {
        for (int month = 0; month < 5; month++) {
            assertThat(run().taken()).hasSize(2);
            bed.days(30);
        }

        Report last = run();

        assertThat(last.problems()).isEmpty();
        assertThat(last.left()).isZero();
        assertThat(last.deleted())
                .extracting(record -> record.table().name())
                .containsExactlyInAnyOrder("books-1", "books-2");
        assertThat(run().taken()).isEmpty();
    }

    @Test
    void reportsATableThatAwsRefuses() {
        bed.interrupt(Interruptions.Kind.LOST, 7, () -> {});

        Report report = run();

        assertThat(report.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.text()).startsWith("books-1: The connection was lost."));
        assertThat(report.keys()).containsExactly("NOT_TAKEN books-1");
        assertThat(report.taken()).hasSize(1);
    }

    @Test
    void leavesATableThatIsNotReadyToTheNextRunUntilItIsLate() {
        run();
        bed.days(30);
        bed.tables.status(BackupTestBed.BOOKS, TableStatus.CREATING);

        assertThat(run().problems()).isEmpty();
        bed.days(1);
        assertThat(run().problems())
                .containsExactly(
                        BackupProblem.of(Kind.NOT_TAKEN, BackupTestBed.BOOKS, "The table books-1 is CREATING."));
    }

    @Test
    void deletesAlsoWhereWhatIsDueIsNotKnown() {
        for (int month = 0; month < 5; month++) {
            run();
            bed.days(30);
        }
        bed.names.on(InMemoryTables.Call.LIST).fail(Cause.Kind.DENIED);

        Report report = run();

        assertThat(report.problems()).extracting(BackupProblem::kind).containsExactly(Kind.NOT_LISTED);
        assertThat(report.taken()).isEmpty();
        assertThat(report.deleted()).hasSize(2);
    }

    @Test
    void saysThatTimeIsTooShortForAnything() {
        Report report = run(Duration.ZERO);

        assertThat(report.keys()).containsExactly("NO_TIME all");
        assertThat(report.left()).isEqualTo(2);
        assertThat(run().taken()).hasSize(2);
    }

    @Test
    void saysWhenABackupIsLate() {
        run();
        bed.days(31);

        Report report = bed.slowly(() -> run(Duration.ofMinutes(12)));

        assertThat(report.taken()).hasSize(1);
        assertThat(report.left()).isEqualTo(1);
        assertThat(report.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.text())
                        .startsWith("books-2: A backup has been due for a day, and no run had the time to take it."));
    }

    @Test
    void leavesDeletionsToTheNextRunWhereTimeIsUp() {
        for (int month = 0; month < 5; month++) {
            run();
            bed.days(30);
        }

        Report none = run(Duration.ZERO);
        Report rest = run();

        assertThat(none.deleted()).isEmpty();
        assertThat(none.left()).isGreaterThan(2);
        assertThat(rest.deleted()).hasSize(2);
    }

    /** Whichever call fails: somebody is notified, or everything was done. */
    @Test
    void tellsOfEachCallThatFails() {
        for (int month = 0; month < 5; month++) {
            run();
            bed.days(30);
        }
        Set<Kind> reported = new HashSet<>();
        for (int at = 1; at <= 40; at++) {
            bed.interrupt(Interruptions.Kind.LOST, at, () -> {});
            Report report = run();
            report.problems().forEach(problem -> reported.add(problem.kind()));
            bed.interrupt(Interruptions.Kind.LOST, 0, () -> {});
            assertThat(run().problems()).as("after call %d failed", at).isEmpty();
            bed.days(30);
        }

        assertThat(reported).contains(Kind.NOT_LISTED, Kind.NOT_TAKEN, Kind.NOT_JUDGED, Kind.NOT_DELETED);
    }
}

package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.domain.backup.BackupRecord;
import io.pitrguard.domain.backup.BackupState;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupFunctionTest {
    private final BackupFunctionBed bed = new BackupFunctionBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void takesWhatIsDueAndDeletesWhatIsKeptNoLonger() {
        bed.create("books-1", "books-2", "archive", "orders");

        assertThat(bed.run().get("taken")).isEqualTo(3L);
        assertThat(bed.run().get("taken")).isEqualTo(0L);
        for (int i = 0; i < 4; i++) {
            bed.pass(Duration.ofDays(5));
            assertThat(bed.run().get("taken")).isEqualTo(2L);
        }

        assertThat(bed.backups("books-1")).hasSize(4);
        assertThat(bed.backups("archive")).hasSize(1);
        assertThat(bed.backups("orders")).isEmpty();
        assertThat(bed.records())
                .filteredOn(record -> record.state() instanceof BackupState.Deleted)
                .extracting(record -> record.table().name())
                .containsExactlyInAnyOrder("books-1", "books-2");
        BackupRecord record = bed.records().getFirst();
        assertThat(record.request().requester()).endsWith(":function:pitr-guard-backup:live");
        assertThat(record.request().rule()).hasValue("books");
        assertThat(bed.subjects()).isEmpty();
    }

    @Test
    void readsTheTagsThatDecide() {
        bed.create("orders", "carts");
        bed.aws.sandbox().tables().get("orders").tags(Map.of("backup", "daily"));

        bed.run();

        assertThat(bed.backups("orders")).hasSize(1);
        assertThat(bed.backups("carts")).isEmpty();
        for (int day = 0; day < 4; day++) {
            bed.pass(Duration.ofDays(1));
            bed.run();
        }
        assertThat(bed.backups("orders")).hasSize(3);
        assertThat(bed.calls("ListTagsOfResource"))
                .as("tags of the table itself, before a deletion")
                .isPositive();
    }

    @Test
    void doesNothingWhereThePolicyAsksForNoBackups() {
        bed.policy = "version: 1\n";
        bed.create("books-1");

        assertThat(bed.run().get("left")).isEqualTo(0L);
        assertThat(bed.calls("ListTables")).isZero();
        assertThat(bed.calls("CreateBackup")).isZero();
    }

    @Test
    void tellsOnceWhatFailsAndFailsItself() {
        bed.create("books-1", "books-2");
        Fault denied = Fault.on("CreateBackup", Effect.DENIED);
        bed.aws.sandbox().faults().add(denied);

        assertThatThrownBy(bed::run)
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageStartingWith("2 problems with backups, the first: books-1: ")
                .hasMessageContaining("dynamodb:CreateBackup");
        assertThatThrownBy(bed::run).isInstanceOf(InvocationFailedException.class);
        assertThat(bed.subjects())
                .containsExactly("[pitr-guard] HIGH: 2 problems with backups (123456789012, eu-west-1)");
        assertThat(bed.log).contains("books-1: ", "books-2: ");

        bed.pass(Duration.ofDays(1));
        assertThatThrownBy(bed::run).isInstanceOf(InvocationFailedException.class);
        assertThat(bed.subjects()).as("a reminder").hasSize(2);

        bed.aws.sandbox().faults().clear();
        assertThat(bed.run().get("taken")).isEqualTo(2L);
        bed.run();
        assertThat(bed.subjects())
                .hasSize(3)
                .last()
                .isEqualTo("[pitr-guard] LOW: backups work again (123456789012, eu-west-1)");
    }

    @ParameterizedTest
    @CsvSource({"ListTables", "ListBackups", "Query", "DescribeTable"})
    void failsWhereAwsCannotBeRead(String operation) {
        bed.create("books-1");
        bed.aws.sandbox().faults().add(Fault.on(operation, Effect.DENIED));

        assertThatThrownBy(bed::run)
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("dynamodb:" + operation);
        assertThat(bed.subjects()).hasSize(1);
        assertThat(bed.calls("CreateBackup")).isZero();
    }

    @Test
    void failsWhereTheAlertCannotBeSentAndSendsItNextTime() {
        bed.create("books-1");
        bed.aws.sandbox().faults().add(Fault.on("CreateBackup", Effect.DENIED));
        bed.aws.sandbox().faults().add(Fault.on("Publish", Effect.DENIED));

        assertThatThrownBy(bed::run)
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("The alert about backups could not be sent; the log has the problems.");

        bed.aws.sandbox().faults().clear();
        bed.aws.sandbox().faults().add(Fault.on("CreateBackup", Effect.DENIED));
        assertThatThrownBy(bed::run).isInstanceOf(InvocationFailedException.class);
        assertThat(bed.subjects()).hasSize(1);
    }

    /** The scheduler may deliver an event twice, and Lambda repeats an invocation that failed under the same id. */
    @Test
    void leavesTheWorkToTheInvocationThatDoesIt() {
        bed.create("books-1");
        bed.killed = new KillSwitch(2, true);
        assertThatThrownBy(() -> bed.run("first"));
        bed.killed = KillSwitch.never();

        assertThat(bed.run("second").get("taken")).isEqualTo(0L);
        assertThat(bed.log).contains("Another invocation, first, takes and deletes backups");
        assertThat(bed.run("first").get("taken")).isEqualTo(1L);
    }

    @Test
    void doesNotBeginWhatItHasNoTimeFor() {
        bed.create("books-1", "books-2");
        bed.left = Duration.ZERO;

        assertThatThrownBy(bed::run)
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("Time was up before a backup could be taken. Not looked at: 3 tables");
        bed.left = Duration.ofMinutes(15);
        assertThat(bed.run().get("taken")).isEqualTo(2L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense | is not JSON",
                "[] | is JSON, but no object",
                "{} | takes and deletes backups on a schedule and takes events with \"detail-type\": \"Scheduled Event\"",
                "{\"detail-type\": \"AWS API Call via CloudTrail\"} | not \"AWS API Call via CloudTrail\""
            })
    void refusesWhatIsNoSchedule(String event, String why) {
        bed.create("books-1");

        assertThatThrownBy(() -> bed.invoke(event, "request-1"))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining(why);
        assertThat(bed.calls("CreateBackup")).isZero();
    }

    /** Never two backups of a table, never one without a record, and never a deletion that the policy does not allow. */
    @Test
    void losesNothingWhereverItIsKilled() {
        bed.create("books-1", "archive");
        bed.run();
        for (int i = 0; i < 4; i++) {
            bed.pass(Duration.ofDays(5));
            bed.run();
        }
        int call = 0;
        boolean more = true;
        while (more) {
            call++;
            bed.pass(Duration.ofDays(5));
            // After a call and before the next one are the same.
            bed.killed = new KillSwitch(call, true);
            more = diesOrEnds();
            bed.killed = KillSwitch.never();
            bed.pass(Duration.ofMinutes(16));
            bed.run();
            assertAsThePolicySays("killed after call " + call);
        }
        assertThat(call).isGreaterThan(15);
        assertThat(bed.subjects()).isEmpty();
    }

    private boolean diesOrEnds() {
        try {
            bed.run();
        } catch (Throwable end) {
            assertThat(bed.killed.hasKilled()).isTrue();
        }
        return bed.killed.hasKilled();
    }

    private void assertAsThePolicySays(String when) {
        assertThat(bed.backups("books-1")).as(when).hasSizeBetween(4, 5);
        assertThat(bed.backups("books-1").getLast().created())
                .as(when)
                .isAfter(bed.aws.time().instant().minus(Duration.ofHours(1)));
        assertThat(bed.backups("books-1").stream()
                        .map(each -> each.created().truncatedTo(ChronoUnit.DAYS))
                        .distinct())
                .as(when)
                .hasSameSizeAs(bed.backups("books-1"));
        assertThat(bed.records().stream()
                        .filter(record -> record.state() instanceof BackupState.Made)
                        .flatMap(record -> record.state().made().stream())
                        .map(backup -> backup.arn()))
                .as(when)
                .containsAll(
                        bed.backups("books-1").stream().map(each -> each.arn()).toList());
    }
}

package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Sixty days of the schedule, four runs a day, with outages, a table that is made anew, one that is deleted, and backups of
 * other people: what is due is taken, what the policy keeps is kept, the newest good one of a table is never deleted.
 */
class BackupScheduleSimulationTest {
    private static final Duration STEP = Duration.ofHours(6);
    private static final int DAYS = 60;

    private final BackupFunctionBed bed = new BackupFunctionBed();
    private final List<String> others = new ArrayList<>();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void keepsThePolicyForSixtyDays() {
        bed.create("books-1", "books-2", "books-3", "archive", "orders");
        bed.aws.sandbox().tables().get("orders").tags(Map.of("backup", "daily"));
        others.add(somebodyBacksUp("books-1", "pitr-guard-20200101-000000-scheduled-000000"));
        for (int day = 0; day < DAYS; day++) {
            events(day);
            for (int run = 0; run < 4; run++) {
                List<TableBackup> before = all();
                run(day);
                assertNoNewestWasDeleted(before, all());
                bed.pass(STEP);
            }
            assertKept(day);
        }
        assertThat(bed.backups("books-2")).as("of the deleted table").hasSize(2);
        assertThat(bed.subjects())
                .containsExactly(
                        "[pitr-guard] HIGH: 1 problem with backups (123456789012, eu-west-1)",
                        "[pitr-guard] LOW: backups work again (123456789012, eu-west-1)");
    }

    private void events(int day) {
        bed.aws.sandbox().faults().clear();
        switch (day) {
            case 10 -> bed.aws.sandbox().faults().add(Fault.on("ListTables", Effect.DENIED));
            case 20 -> {
                delete("books-3");
                bed.create("books-3");
            }
            case 30 -> delete("books-2");
            case 40 -> others.add(somebodyBacksUp("books-1", "before-release-12"));
            default -> {}
        }
    }

    private void run(int day) {
        try {
            bed.run();
        } catch (InvocationFailedException failed) {
            assertThat(day).as(failed.getMessage()).isEqualTo(10);
        }
    }

    private void delete(String table) {
        bed.aws.clients().dynamoDb().deleteTable(b -> b.tableName(table));
        bed.pass(Duration.ofMinutes(5));
    }

    private String somebodyBacksUp(String table, String name) {
        return bed.aws
                .clients()
                .dynamoDb()
                .createBackup(b -> b.tableName(table).backupName(name))
                .backupDetails()
                .backupArn();
    }

    private List<TableBackup> all() {
        return List.of("books-1", "books-2", "books-3", "archive", "orders").stream()
                .flatMap(table -> bed.backups(table).stream())
                .filter(each -> !others.contains(each.arn()))
                .toList();
    }

    /** Of each table id, the newest backup before is still there. */
    private static void assertNoNewestWasDeleted(List<TableBackup> before, List<TableBackup> after) {
        List<String> left = after.stream().map(TableBackup::arn).toList();
        before.stream()
                .map(TableBackup::tableId)
                .distinct()
                .forEach(id -> assertThat(left)
                        .contains(before.stream()
                                .filter(each -> each.tableId().equals(id))
                                .reduce((_, newer) -> newer)
                                .orElseThrow()
                                .arn()));
    }

    private void assertKept(int day) {
        Instant now = bed.aws.time().instant();
        assertFresh("books-1", 5, day, now);
        assertFresh("books-3", 5, day, now);
        assertFresh("orders", 1, day, now);
        assertFresh("archive", 30, day, now);
        // Every five days for twenty, and one that is just being replaced.
        assertThat(bed.backups("books-1").stream().filter(each -> !others.contains(each.arn())))
                .as("day %d", day)
                .hasSizeLessThanOrEqualTo(5);
        assertThat(bed.backups("orders")).as("day %d", day).hasSizeLessThanOrEqualTo(4);
        assertThat(bed.backups("archive")).as("day %d", day).hasSize(day / 30 + 1);
        assertThat(bed.backups("books-1").stream().map(TableBackup::arn))
                .as("those of other people, day %d", day)
                .containsAll(others);
    }

    private void assertFresh(String table, int every, int day, Instant now) {
        // The outage lasts a day.
        Duration longest = Duration.ofDays(every).plus(Duration.ofHours(day == 10 || day == 11 ? 36 : 13));
        assertThat(bed.backups(table).stream()
                        .filter(each -> !others.contains(each.arn()))
                        .reduce((_, newer) -> newer)
                        .orElseThrow()
                        .created())
                .as("%s on day %d", table, day)
                .isAfter(now.minus(longest));
    }
}

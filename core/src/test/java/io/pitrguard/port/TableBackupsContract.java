package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.backup.BackupError;
import io.pitrguard.domain.backup.BackupReply;
import io.pitrguard.domain.backup.ListedBackup;
import io.pitrguard.domain.backup.MadeBackup;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.TableBackups.Deletion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What holds for every way to make backups. */
public abstract class TableBackupsContract {
    /** Where the tables are. */
    protected static final AccountRegion WHERE = InMemoryTables.WHERE;

    private static final TableRef ORDERS = WHERE.table("orders");
    private static final TableRef BOOKS = WHERE.table("books");

    /** Returns the port. There are no tables yet. */
    protected abstract TableBackups backups();

    /** Makes a table without recovery, and returns its id. */
    protected abstract String create(TableRef table);

    /** Deletes a table. */
    protected abstract void remove(TableRef table);

    /** Lets AWS Backup back a table up. */
    protected abstract void awsBackup(TableRef table, String name);

    /** Sets how long a backup is being made. */
    protected abstract void backupsTake(Duration duration);

    /** Lets time pass. */
    protected abstract void pass(Duration duration);

    /** Returns AWS's time. */
    protected abstract Instant now();

    @Test
    void makesABackup() {
        String id = create(ORDERS);

        MadeBackup made = accepted(ORDERS, "monthly");

        assertThat(made.arn()).startsWith(ORDERS.arn() + "/backup/");
        TableBackup read = described(made).orElseThrow();
        assertThat(read.arn()).isEqualTo(made.arn());
        assertThat(read.name()).isEqualTo("monthly");
        assertThat(read.kind()).isEqualTo(TableBackup.Kind.USER);
        assertThat(read.status()).isEqualTo(TableBackup.Status.AVAILABLE);
        assertThat(read.tableId()).hasValue(id);
        assertThat(read.created()).isEqualTo(made.created());
        assertThat(read.expires()).isEmpty();
        assertThat(listed(Optional.empty())).containsExactly(new ListedBackup(ORDERS, read));
    }

    @Test
    void listsNewestFirstAlsoOfDeletedTables() {
        create(ORDERS);
        create(BOOKS);
        accepted(ORDERS, "one");
        pass(Duration.ofMinutes(1));
        accepted(BOOKS, "two");
        pass(Duration.ofMinutes(1));
        accepted(ORDERS, "three");
        remove(ORDERS);
        pass(Duration.ofMinutes(5));

        assertThat(listed(Optional.empty()))
                .extracting(each -> each.backup().name())
                .containsExactly("three", "two", "one");
        assertThat(listed(Optional.of("orders")))
                .extracting(each -> each.backup().name())
                .containsExactly("three", "one");
        assertThat(listed(Optional.of("nothing"))).isEmpty();
    }

    @Test
    void listsThoseOfAwsBackup() {
        create(ORDERS);
        awsBackup(ORDERS, "vaulted");

        assertThat(listed(Optional.empty()))
                .singleElement()
                .satisfies(each -> assertThat(each.backup().kind()).isEqualTo(TableBackup.Kind.AWS_BACKUP));
    }

    @Test
    void keepsBackupsOfOneNameApart() {
        create(ORDERS);
        accepted(ORDERS, "same");
        pass(Duration.ofMinutes(1));

        accepted(ORDERS, "same");

        assertThat(listed(Optional.empty())).hasSize(2);
    }

    @Test
    void makesOneBackupOfATableAtATime() {
        create(ORDERS);
        backupsTake(Duration.ofMinutes(2));
        MadeBackup made = accepted(ORDERS, "one");

        assertThat(error(ORDERS)).isEqualTo(BackupError.BACKUP_BUSY);
        assertThat(described(made)).map(TableBackup::status).hasValue(TableBackup.Status.CREATING);
        assertThat(backups().delete(WHERE, made.arn())).isEqualTo(new Result.Success<>(Deletion.BUSY));
        pass(Duration.ofMinutes(3));
        assertThat(described(made)).map(TableBackup::status).hasValue(TableBackup.Status.AVAILABLE);
        accepted(ORDERS, "two");
    }

    @Test
    void namesEachReasonOfARefusal() {
        assertThat(error(ORDERS)).isEqualTo(BackupError.TABLE_NOT_FOUND);
        create(ORDERS);
        remove(ORDERS);
        assertThat(error(ORDERS)).isEqualTo(BackupError.TABLE_BUSY);
    }

    @Test
    void deletesOne() {
        create(ORDERS);
        MadeBackup one = accepted(ORDERS, "one");
        pass(Duration.ofMinutes(1));
        accepted(ORDERS, "two");

        assertThat(backups().delete(WHERE, one.arn())).isEqualTo(new Result.Success<>(Deletion.DELETED));

        assertThat(described(one)).isEmpty();
        assertThat(backups().delete(WHERE, one.arn())).isEqualTo(new Result.Success<>(Deletion.ALREADY_GONE));
        assertThat(listed(Optional.empty()))
                .extracting(each -> each.backup().name())
                .containsExactly("two");
    }

    /** Makes a backup that AWS accepts. */
    protected final MadeBackup accepted(TableRef table, String name) {
        BackupReply reply = backups().create(table, name);
        assertThat(reply).isInstanceOf(BackupReply.Accepted.class);
        return ((BackupReply.Accepted) reply).backup();
    }

    private BackupError error(TableRef table) {
        BackupReply reply = backups().create(table, "any");
        assertThat(reply).isInstanceOf(BackupReply.Refused.class);
        return ((BackupReply.Refused) reply).error();
    }

    private Optional<TableBackup> described(MadeBackup made) {
        return backups().describe(WHERE, made.arn()).success().orElseThrow();
    }

    private List<ListedBackup> listed(Optional<String> table) {
        return backups().list(WHERE, table).success().orElseThrow();
    }
}

package io.pitrguard.port;

import io.pitrguard.domain.table.TableRef;
import java.time.Duration;
import java.time.Instant;

class InMemoryTableBackupsTest extends TableBackupsContract {
    private final SettableTime time = new SettableTime();
    private final InMemoryTableRestores tables = new InMemoryTableRestores(time);
    private final InMemoryTableBackups backups = new InMemoryTableBackups(tables, time);

    @Override
    protected TableBackups backups() {
        return backups;
    }

    @Override
    protected String create(TableRef table) {
        return tables.createWithoutRecovery(table);
    }

    @Override
    protected void remove(TableRef table) {
        tables.remove(table);
    }

    @Override
    protected void awsBackup(TableRef table, String name) {
        backups.awsBackup(table, name);
    }

    @Override
    protected void backupsTake(Duration duration) {
        backups.take(duration);
    }

    @Override
    protected void pass(Duration duration) {
        time.advance(duration);
    }

    @Override
    protected Instant now() {
        return time.instant();
    }
}

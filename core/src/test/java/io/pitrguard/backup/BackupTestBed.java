package io.pitrguard.backup;

import io.pitrguard.domain.backup.BackupRecord;
import io.pitrguard.domain.backup.BackupRequest;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.BackupRequirement;
import io.pitrguard.domain.policy.Glob;
import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.policy.Schedules;
import io.pitrguard.domain.policy.TagPattern;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.AnyBackup;
import io.pitrguard.port.BackupStore;
import io.pitrguard.port.InMemoryBackupStore;
import io.pitrguard.port.InMemoryTableBackups;
import io.pitrguard.port.InMemoryTableRestores;
import io.pitrguard.port.InMemoryTables;
import io.pitrguard.port.SettableTime;
import io.pitrguard.port.TableBackups;
import io.pitrguard.port.TableRestores;
import io.pitrguard.restore.Interruptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** An account in memory whose policy has books-* backed up, and the use cases of backups upon it. */
final class BackupTestBed {
    static final AccountRegion WHERE = InMemoryTables.WHERE;
    static final TableRef BOOKS = WHERE.table("books-1");

    final SettableTime time = new SettableTime(AnyBackup.AT);
    final InMemoryTableRestores tables = new InMemoryTableRestores(time);
    final InMemoryTableBackups backups = new InMemoryTableBackups(tables, time);
    final InMemoryBackupStore store = new InMemoryBackupStore();
    final InMemoryTables names = new InMemoryTables(time);
    Interruptions interruptions = new Interruptions(Interruptions.Kind.LOST, 0, () -> {});
    Policy policy = policy(30, 100, 2);
    private final AtomicInteger ids = new AtomicInteger();

    /** A policy that asks for backups of books-* and of what is tagged. */
    static Policy policy(int every, int keepFor, int keepLast) {
        BackupRequirement asked =
                new BackupRequirement(Duration.ofDays(every), Optional.of(Duration.ofDays(keepFor)), keepLast);
        return new Policy("policy.yaml", List.of(rule("books", "books-*", "", asked)), Limits.STANDARD);
    }

    static Rule rule(String name, String glob, String tag, BackupRequirement asked) {
        return new Rule(
                name,
                new Match(
                        List.of(new Glob(glob)),
                        tag.isEmpty() ? List.of() : List.of(TagPattern.parse(tag)),
                        List.of(),
                        List.of(),
                        List.of()),
                new Rule.Effect.Require(
                        Requirement.RECOVERY_ON, Action.ALERT, true, new Schedules(Optional.of(asked))));
    }

    /** Makes a table, and returns its id. */
    String create(String name) {
        names.create(name);
        return tables.createWithoutRecovery(WHERE.table(name));
    }

    /** Disturbs a call of those that follow. */
    void interrupt(Interruptions.Kind kind, int at, Runnable other) {
        interruptions = new Interruptions(kind, at, other);
    }

    BackupStore store() {
        return interruptions.wrap(BackupStore.class, store);
    }

    TableBackups backups() {
        return interruptions.wrap(TableBackups.class, backups);
    }

    /** From now on each call to AWS or the store takes a minute, until the work is done. */
    <T> T slowly(Supplier<T> work) {
        interruptions = new Interruptions(
                Interruptions.Kind.OVERTAKEN, Interruptions.EACH, () -> time.advance(Duration.ofMinutes(1)));
        try {
            return work.get();
        } finally {
            interrupt(Interruptions.Kind.LOST, 0, () -> {});
        }
    }

    TakeBackup take() {
        return new TakeBackup(
                new TakeBackup.Ports(store(), backups(), interruptions.wrap(TableRestores.class, tables)),
                time,
                () -> "%06x".formatted(ids.incrementAndGet()));
    }

    SettleBackups settle() {
        return new SettleBackups(store(), backups(), time);
    }

    DueBackups due() {
        return new DueBackups(
                settle(),
                new BackupRules(policy, names),
                new DueBackups.Tables(names, interruptions.wrap(TableRestores.class, tables)),
                time);
    }

    RunDueBackups runDue() {
        return new RunDueBackups(due(), take(), time);
    }

    PruneBackups prune() {
        return new PruneBackups(store(), backups(), new BackupRules(policy, names), time);
    }

    /** Takes a backup of a table that succeeds. */
    BackupRecord taken(TableRef table) {
        return ((Taking.Taken) take().take(request(table))).record();
    }

    static BackupRequest request(TableRef table) {
        return new BackupRequest(table, "monthly", AnyBackup.REQUESTER, Optional.empty(), Optional.empty());
    }

    /** Returns all records, newest first. */
    List<BackupRecord> records() {
        return store.list(WHERE).success().orElseThrow().records().stream()
                .map(BackupStore.Stored::record)
                .toList();
    }

    void days(int days) {
        time.advance(Duration.ofDays(days));
    }
}

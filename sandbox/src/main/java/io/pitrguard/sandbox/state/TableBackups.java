package io.pitrguard.sandbox.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The on-demand backups of one account and region; they outlive their tables. */
public final class TableBackups {

    /** What DynamoDB calls the backup of a deleted table, after the table's name (developer guide, Before you begin). */
    public static final String OF_DELETED = "$DeletedTableBackup";

    private static final Duration KEPT = Duration.ofDays(35);

    private final ConcurrentSkipListMap<String, TableBackup> byArn;
    private final AtomicInteger last;
    private final AccountRegion location;
    private final RestoreBehavior behavior;
    private final Vaults vaults;

    TableBackups(AccountRegion location, RestoreBehavior behavior) {
        this(location, behavior, new Vaults(), Map.of(), 0);
    }

    private TableBackups(
            AccountRegion location, RestoreBehavior behavior, Vaults vaults, Map<String, TableBackup> all, int last) {
        this.location = location;
        this.vaults = vaults;
        this.behavior = behavior;
        this.byArn = new ConcurrentSkipListMap<>(all);
        this.last = new AtomicInteger(last);
    }

    /** Returns how restores and backups of the sandbox go. */
    public RestoreBehavior behavior() {
        return behavior;
    }

    /** Returns what AWS Backup has. */
    public Vaults vaults() {
        return vaults;
    }

    /** Adds a backup of a table, made by its owner. */
    public TableBackup create(TableState table, String name, List<ObjectNode> items, Instant now) {
        return add(table, name, TableBackup.Type.USER, items, now, null);
    }

    /** Adds a backup of a table, made by AWS Backup. */
    public TableBackup byAwsBackup(TableState table, String name, List<ObjectNode> items, Instant now) {
        return add(table, name, TableBackup.Type.AWS_BACKUP, items, now, null);
    }

    /** Adds the backup that DynamoDB makes of a table that is deleted, and keeps for 35 days. */
    public TableBackup ofDeleted(TableState table, List<ObjectNode> items, Instant now) {
        return add(table, table.name() + OF_DELETED, TableBackup.Type.SYSTEM, items, now, now.plus(KEPT));
    }

    /** Returns the backup of that ARN. */
    public Optional<TableBackup> find(String arn, Instant now) {
        return Optional.ofNullable(byArn.get(arn)).filter(backup -> backup.existsAt(now));
    }

    /** Returns the backups whose ARNs come after the given one, in order; all, for the empty text. */
    public Stream<TableBackup> after(String arn, Instant now) {
        return byArn.tailMap(arn, false).values().stream().filter(backup -> backup.existsAt(now));
    }

    /** Removes a backup. */
    public void remove(TableBackup backup) {
        byArn.remove(backup.arn());
    }

    /** Returns whether a backup of the table is being made. */
    public boolean isBeingMade(TableIdentity table, Instant now) {
        return after("", now).anyMatch(backup -> backup.source().identity().equals(table) && !backup.isAvailable(now));
    }

    /** Returns an independent copy. */
    TableBackups copy() {
        return new TableBackups(location, behavior, vaults.copy(), byArn, last.get());
    }

    private TableBackup add(
            TableState table,
            String name,
            TableBackup.Type type,
            List<ObjectNode> items,
            Instant now,
            @Nullable Instant expiry) {
        String id = "%014d-%08x".formatted(now.toEpochMilli(), last.incrementAndGet());
        String arn = location.table(table.name()) + "/backup/" + id;
        Instant available = type == TableBackup.Type.USER ? now.plus(behavior.backupDuration()) : now;
        TableBackup backup = new TableBackup(arn, name, type, now, available, expiry, table, items);
        byArn.put(arn, backup);
        return backup;
    }
}

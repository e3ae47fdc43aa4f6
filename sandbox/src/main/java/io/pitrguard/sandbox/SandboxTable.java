package io.pitrguard.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.ContinuousBackups;
import io.pitrguard.sandbox.state.Recovery;
import io.pitrguard.sandbox.state.RecoveryWindow;
import io.pitrguard.sandbox.state.TableSchema;
import io.pitrguard.sandbox.state.TableSize;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** One table of the home region: changes its state, which every read sees at once, and returns what was written. */
public final class SandboxTable {

    private static final int LARGEST_BATCH = 25;

    private final String name;
    private final Account account;

    SandboxTable(String name, Account account) {
        this.name = name;
        this.account = account;
    }

    /**
     * Turns recovery on, with a window that is full.
     *
     * @param days 1 to 35
     */
    public SandboxTable enabled(int days) {
        return enabled(days, account.now().minus(Duration.ofDays(days)));
    }

    /** Turns recovery on, with a history that begins at the given moment. */
    public SandboxTable enabled(int days, Instant earliest) {
        return backups(backups -> backups.with(new RecoveryWindow(days, earliest)));
    }

    /**
     * Sets the key to these attributes of type String, instead of {@code pk} alone, and deletes all items.
     *
     * @param attributes the partition key, and the sort key if there is one
     */
    public SandboxTable keys(String... attributes) {
        return change(table -> table.withSchema(TableSchema.keyed(attributes)));
    }

    /** Turns recovery off. */
    public SandboxTable disabled() {
        return backups(ContinuousBackups::disabled);
    }

    /** Sets the status to one of AWS's values of TableStatus, such as {@code ARCHIVED}. */
    public SandboxTable status(String status) {
        return change(table -> table.withStatus(status));
    }

    /** Replaces all tags. */
    public SandboxTable tags(Map<String, String> tags) {
        return change(table -> table.withTags(table.tags().with(tags)));
    }

    /** Lets the tagging API keep showing the tags of this moment, as an eventually consistent API may. */
    public SandboxTable taggingDelayed() {
        return change(table -> table.withTags(table.tags().delay(account.now())));
    }

    /** Lets the tagging API show the table's own tags again. */
    public SandboxTable taggingCaughtUp() {
        return change(table -> table.withTags(table.tags().caughtUp()));
    }

    /** Sets the size of the data. */
    public SandboxTable sizeBytes(long bytes) {
        return change(table -> table.withSize(new TableSize(bytes, table.size().localIndexBytes())));
    }

    /** Sets the size of the local secondary indexes, which the price of PITR includes. */
    public SandboxTable localIndexSizeBytes(long bytes) {
        return change(table -> table.withSize(new TableSize(table.size().bytes(), bytes)));
    }

    /** Turns deletion protection on or off. */
    public SandboxTable deletionProtection(boolean on) {
        return change(table -> table.withDeletionProtection(on));
    }

    /** Returns the table's other settings, to set each. */
    public SandboxTableSettings settings() {
        return new SandboxTableSettings(arn(), account.now(), () -> state().settings(), this::change);
    }

    /** Sets how far LatestRestorableDateTime is behind now; the default is 5 minutes. */
    public SandboxTable latestLag(Duration lag) {
        return backups(backups -> backups.withLag(lag));
    }

    /** Lets UpdateContinuousBackups answer ContinuousBackupsUnavailableException for that long after the creation. */
    public SandboxTable notYetFor(Duration duration) {
        return change(table -> table.withBackups(
                table.backups().withAvailableFrom(table.identity().created().plus(duration))));
    }

    /** Adds a backup that AWS Backup made, and returns its ARN. */
    public String backedUpByAwsBackup(String backup) {
        TableState table = state();
        return account.backups()
                .byAwsBackup(table, backup, account.items().now(table), account.now())
                .arn();
    }

    /** Returns what AWS Backup has of the table. */
    public SandboxVaults vaults() {
        return new SandboxVaults(arn(), account);
    }

    /**
     * Puts items into it without going through the wire, 25 at once: for tables of many items.
     *
     * @param items as DynamoDB writes them, such as <code>{"pk": {"S": "1"}}</code>, each with a key of its own
     * @throws IllegalArgumentException when one is not JSON
     */
    public SandboxTable put(Stream<String> items) {
        List<String> batch = new ArrayList<>();
        Iterator<String> each = items.iterator();
        while (each.hasNext()) {
            batch.add(each.next());
            if (batch.size() == LARGEST_BATCH || !each.hasNext()) {
                write(batch);
                batch.clear();
            }
        }
        return this;
    }

    private void write(List<String> batch) {
        ObjectNode request = Json.object();
        ArrayNode writes = request.putObject("RequestItems").putArray(name);
        for (String item : batch) {
            ObjectNode read = Json.read(item);
            if (read == null) {
                throw new IllegalArgumentException("an item is an object in JSON, not " + item);
            }
            writes.addObject().putObject("PutRequest").set("Item", read);
        }
        account.items().perform("BatchWriteItem", request, List.of(state()));
    }

    /** Returns the table's name. */
    public String name() {
        return name;
    }

    /** Returns the table's ARN. */
    public String arn() {
        return account.location().table(name);
    }

    /** Returns the table's id; a later table of the same name has another. */
    public String tableId() {
        return state().identity().id();
    }

    /** Returns what can be restored now. */
    public Recovery recovery() {
        return state().backups().recovery(account.now());
    }

    /** Returns the current tags, in the order of keys. */
    public Map<String, String> tags() {
        return state().tags().current().tags();
    }

    /** Returns everything else that the sandbox knows of the table. */
    public TableState state() {
        return account.tables().find(name).orElseThrow(this::deleted);
    }

    private SandboxTable backups(UnaryOperator<ContinuousBackups> change) {
        return change(table -> table.withBackups(change.apply(table.backups())));
    }

    private SandboxTable change(UnaryOperator<TableState> change) {
        if (account.tables().update(name, change).isEmpty()) {
            throw deleted();
        }
        return this;
    }

    private IllegalStateException deleted() {
        return new IllegalStateException("table '" + name + "' was deleted");
    }
}

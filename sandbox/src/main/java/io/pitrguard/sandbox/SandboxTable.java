package io.pitrguard.sandbox;

import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.ContinuousBackups;
import io.pitrguard.sandbox.state.Recovery;
import io.pitrguard.sandbox.state.RecoveryWindow;
import io.pitrguard.sandbox.state.TableSchema;
import io.pitrguard.sandbox.state.TableSize;
import io.pitrguard.sandbox.state.TableState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;

/** One table of the home region: changes its state, which every read sees at once, and returns what was written. */
public final class SandboxTable {

    private final String name;
    private final Account account;

    SandboxTable(String name, Account account) {
        this.name = name;
        this.account = account;
    }

    /**
     * Recovery has been on for so long that the window is full.
     *
     * @param days 1 to 35
     */
    public SandboxTable enabled(int days) {
        return enabled(days, account.now().minus(Duration.ofDays(days)));
    }

    /** Recovery is on and its history begins at the given moment. */
    public SandboxTable enabled(int days, Instant earliest) {
        return backups(backups -> backups.with(new RecoveryWindow(days, earliest)));
    }

    /**
     * The key is made of these attributes of type String, instead of {@code pk} alone; items that are there are gone.
     *
     * @param attributes the partition key, and the sort key if there is one
     */
    public SandboxTable keys(String... attributes) {
        return change(table -> table.withSchema(TableSchema.keyed(attributes)));
    }

    /** Recovery is off. */
    public SandboxTable disabled() {
        return backups(ContinuousBackups::disabled);
    }

    /** One of AWS's values of TableStatus, such as {@code ARCHIVED}. */
    public SandboxTable status(String status) {
        return change(table -> table.withStatus(status));
    }

    /** Replaces all tags. */
    public SandboxTable tags(Map<String, String> tags) {
        return change(table -> table.withTags(table.tags().with(tags)));
    }

    /** From now on the tagging API keeps showing the tags of this moment, as an eventually consistent one may. */
    public SandboxTable taggingDelayed() {
        return change(table -> table.withTags(table.tags().delay(account.now())));
    }

    /** The tagging API shows the table's own tags again. */
    public SandboxTable taggingCaughtUp() {
        return change(table -> table.withTags(table.tags().caughtUp()));
    }

    /** The size of the data. */
    public SandboxTable sizeBytes(long bytes) {
        return change(table -> table.withSize(new TableSize(bytes, table.size().localIndexBytes())));
    }

    /** The size of the local secondary indexes, which PITR is also priced by. */
    public SandboxTable localIndexSizeBytes(long bytes) {
        return change(table -> table.withSize(new TableSize(table.size().bytes(), bytes)));
    }

    /** Deletion protection. */
    public SandboxTable deletionProtection(boolean on) {
        return change(table -> table.withDeletionProtection(on));
    }

    /** How far LatestRestorableDateTime is behind now; 5 minutes if not set. */
    public SandboxTable latestLag(Duration lag) {
        return backups(backups -> backups.withLag(lag));
    }

    /** UpdateContinuousBackups answers ContinuousBackupsUnavailableException for that long after the creation. */
    public SandboxTable notYetFor(Duration duration) {
        return change(table -> table.withBackups(
                table.backups().withAvailableFrom(table.identity().created().plus(duration))));
    }

    /** The table's name. */
    public String name() {
        return name;
    }

    /** The table's ARN. */
    public String arn() {
        return account.place().table(name);
    }

    /** The table's id; a later table of the same name has another. */
    public String tableId() {
        return state().identity().id();
    }

    /** What can be restored now. */
    public Recovery recovery() {
        return state().backups().recovery(account.now());
    }

    /** The current tags, in the order of keys. */
    public Map<String, String> tags() {
        return state().tags().current().tags();
    }

    /** Everything else that the sandbox knows of the table. */
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

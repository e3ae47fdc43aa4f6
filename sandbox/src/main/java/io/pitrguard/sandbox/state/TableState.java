package io.pitrguard.sandbox.state;

/**
 * Everything the sandbox knows of one table, at one moment.
 *
 * @param backupVersions the continuous backups, which reads see after a lag
 */
public record TableState(
        TableIdentity identity,
        String status,
        boolean deletionProtection,
        Lagging<ContinuousBackups> backupVersions,
        TableTags tags,
        TableSize size,
        TableSchema schema) {

    /** The status of a table that can be used and changed. */
    public static final String ACTIVE = "ACTIVE";

    /** An active, empty, untagged table without point-in-time recovery. */
    public static TableState created(TableIdentity identity, TableSchema schema) {
        return new TableState(
                identity,
                ACTIVE,
                false,
                Lagging.of(ContinuousBackups.disabled(identity.created())),
                TableTags.NONE,
                new TableSize(0, 0),
                schema);
    }

    /** The table's name. */
    public String name() {
        return identity.name();
    }

    /** The same table in another status. */
    public TableState withStatus(String newStatus) {
        return new TableState(identity, newStatus, deletionProtection, backupVersions, tags, size, schema);
    }

    /** The same table with deletion protection on or off. */
    public TableState withDeletionProtection(boolean on) {
        return new TableState(identity, status, on, backupVersions, tags, size, schema);
    }

    /** The continuous backups as they were written last. */
    public ContinuousBackups backups() {
        return backupVersions.latest();
    }

    /** The same table with other continuous backups, visible at once. */
    public TableState withBackups(ContinuousBackups newBackups) {
        return withBackups(Lagging.of(newBackups));
    }

    /** The same table with other versions of its continuous backups. */
    public TableState withBackups(Lagging<ContinuousBackups> newVersions) {
        return new TableState(identity, status, deletionProtection, newVersions, tags, size, schema);
    }

    /** The same table with other tags. */
    public TableState withTags(TableTags newTags) {
        return new TableState(identity, status, deletionProtection, backupVersions, newTags, size, schema);
    }

    /** The same table with another size. */
    public TableState withSize(TableSize newSize) {
        return new TableState(identity, status, deletionProtection, backupVersions, tags, newSize, schema);
    }

    /** The same table with another schema. */
    public TableState withSchema(TableSchema newSchema) {
        return new TableState(identity, status, deletionProtection, backupVersions, tags, size, newSchema);
    }
}

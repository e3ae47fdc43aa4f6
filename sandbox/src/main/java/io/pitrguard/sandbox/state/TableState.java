package io.pitrguard.sandbox.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Everything the sandbox knows of one table, at one moment.
 *
 * @param backupVersions the continuous backups, which reads see after a lag
 * @param restoration null for a table that was not restored
 * @param goneFrom when the table vanishes by itself; null for never
 */
public record TableState(
        TableIdentity identity,
        String status,
        boolean deletionProtection,
        Lagging<ContinuousBackups> backupVersions,
        TableTags tags,
        TableSize size,
        TableSchema schema,
        Encryption encryption,
        TableSettings settings,
        @Nullable Restoration restoration,
        @Nullable Instant goneFrom) {
    /** The status of a table that can be used and changed. */
    public static final String ACTIVE = "ACTIVE";

    /** The status of a table that is being made. */
    public static final String CREATING = "CREATING";

    /** Returns an active, empty, untagged table without point-in-time recovery. */
    public static TableState created(TableIdentity identity, TableSchema schema) {
        return new TableState(
                identity,
                ACTIVE,
                false,
                Lagging.of(ContinuousBackups.disabled(identity.created())),
                TableTags.NONE,
                new TableSize(0, 0),
                schema,
                Encryption.AWS_OWNED,
                TableSettings.NONE,
                null,
                null);
    }

    /** Returns the table's name. */
    public String name() {
        return identity.name();
    }

    /** Returns the continuous backups as they were written last. */
    public ContinuousBackups backups() {
        return backupVersions.latest();
    }

    /** Returns a copy in another status. */
    public TableState withStatus(String newStatus) {
        return new TableState(
                identity,
                newStatus,
                deletionProtection,
                backupVersions,
                tags,
                size,
                schema,
                encryption,
                settings,
                restoration,
                goneFrom);
    }

    /** Returns a copy with deletion protection on or off. */
    public TableState withDeletionProtection(boolean on) {
        return new TableState(
                identity, status, on, backupVersions, tags, size, schema, encryption, settings, restoration, goneFrom);
    }

    /** Returns a copy with other continuous backups, visible at once. */
    public TableState withBackups(ContinuousBackups newBackups) {
        return withBackups(Lagging.of(newBackups));
    }

    /** Returns a copy with other versions of its continuous backups. */
    public TableState withBackups(Lagging<ContinuousBackups> newVersions) {
        return new TableState(
                identity,
                status,
                deletionProtection,
                newVersions,
                tags,
                size,
                schema,
                encryption,
                settings,
                restoration,
                goneFrom);
    }

    /** Returns a copy with other tags. */
    public TableState withTags(TableTags newTags) {
        return new TableState(
                identity,
                status,
                deletionProtection,
                backupVersions,
                newTags,
                size,
                schema,
                encryption,
                settings,
                restoration,
                goneFrom);
    }

    /** Returns a copy with another size. */
    public TableState withSize(TableSize newSize) {
        return new TableState(
                identity,
                status,
                deletionProtection,
                backupVersions,
                tags,
                newSize,
                schema,
                encryption,
                settings,
                restoration,
                goneFrom);
    }

    /** Returns a copy with another schema. */
    public TableState withSchema(TableSchema newSchema) {
        return new TableState(
                identity,
                status,
                deletionProtection,
                backupVersions,
                tags,
                size,
                newSchema,
                encryption,
                settings,
                restoration,
                goneFrom);
    }

    /** Returns a copy with other encryption. */
    public TableState withEncryption(Encryption newEncryption) {
        return new TableState(
                identity,
                status,
                deletionProtection,
                backupVersions,
                tags,
                size,
                schema,
                newEncryption,
                settings,
                restoration,
                goneFrom);
    }

    /** Returns a copy with other settings. */
    public TableState withSettings(TableSettings newSettings) {
        return new TableState(
                identity,
                status,
                deletionProtection,
                backupVersions,
                tags,
                size,
                schema,
                encryption,
                newSettings,
                restoration,
                goneFrom);
    }

    /** Returns a copy that a restore made. */
    public TableState withRestoration(Restoration newRestoration) {
        return new TableState(
                identity,
                status,
                deletionProtection,
                backupVersions,
                tags,
                size,
                schema,
                encryption,
                settings,
                newRestoration,
                goneFrom);
    }

    /** Returns a copy that vanishes at that moment. */
    public TableState vanishing(Instant moment) {
        return new TableState(
                identity,
                status,
                deletionProtection,
                backupVersions,
                tags,
                size,
                schema,
                encryption,
                settings,
                restoration,
                moment);
    }

    /** Returns the status that DescribeTable shows at that moment. */
    public String statusAt(Instant now) {
        if (restoration != null && restoration.inProgress(now)) {
            return CREATING;
        }
        return status.equals(ACTIVE) && now.isBefore(settings.busyUntil()) ? "UPDATING" : status;
    }

    /** Returns whether the table still exists at that moment. */
    public boolean existsAt(Instant now) {
        return goneFrom == null || now.isBefore(goneFrom);
    }
}

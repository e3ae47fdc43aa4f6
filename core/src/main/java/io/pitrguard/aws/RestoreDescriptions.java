package io.pitrguard.aws;

import io.pitrguard.domain.restore.BackupDescription;
import io.pitrguard.domain.restore.RestoreSummary;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.restore.TableIndex;
import io.pitrguard.domain.restore.TableShape;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.TableStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BackupDetails;
import software.amazon.awssdk.services.dynamodb.model.BackupSummary;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ReplicaDescription;
import software.amazon.awssdk.services.dynamodb.model.SSEDescription;
import software.amazon.awssdk.services.dynamodb.model.SourceTableDetails;
import software.amazon.awssdk.services.dynamodb.model.SourceTableFeatureDetails;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;

/** Reads what DynamoDB returns of tables and backups; what it left out, or this version does not know, is unknown. */
final class RestoreDescriptions {
    private RestoreDescriptions() {}

    /** Returns the description; empty where AWS left out which table it is. */
    static Optional<TableDescription> table(
            TableRef table, software.amazon.awssdk.services.dynamodb.model.TableDescription read) {
        if (read.tableId() == null || read.creationDateTime() == null) {
            return Optional.empty();
        }
        return Optional.of(new TableDescription(
                table,
                constant(TableStatus.values(), read.tableStatusAsString(), TableStatus.UNKNOWN),
                read.tableId(),
                read.creationDateTime(),
                restore(read.restoreSummary()),
                shape(read),
                Optional.ofNullable(read.deletionProtectionEnabled()),
                read.replicas().stream()
                        .map(ReplicaDescription::regionName)
                        .filter(Objects::nonNull)
                        .toList(),
                DescribedKeys.of(read)));
    }

    private static Optional<RestoreSummary> restore(
            software.amazon.awssdk.services.dynamodb.model.@Nullable RestoreSummary read) {
        return read == null || read.restoreDateTime() == null
                ? Optional.empty()
                : Optional.of(new RestoreSummary(
                        Optional.ofNullable(read.sourceTableArn()),
                        Optional.ofNullable(read.sourceBackupArn()),
                        read.restoreDateTime(),
                        // Only an explicit "no" is one.
                        !Boolean.FALSE.equals(read.restoreInProgress())));
    }

    private static TableShape shape(software.amazon.awssdk.services.dynamodb.model.TableDescription read) {
        BillingMode mode = read.billingModeSummary() == null
                ? null
                : read.billingModeSummary().billingMode();
        return new TableShape(
                size(read.tableSizeBytes()),
                indexes(read),
                billing(
                        mode,
                        read.provisionedThroughput() == null
                                ? null
                                : read.provisionedThroughput().readCapacityUnits(),
                        read.provisionedThroughput() == null
                                ? null
                                : read.provisionedThroughput().writeCapacityUnits()),
                encryption(read.sseDescription()),
                stream(read.streamSpecification(), read.latestStreamArn()));
    }

    private static List<TableIndex> indexes(software.amazon.awssdk.services.dynamodb.model.TableDescription read) {
        List<TableIndex> all = new ArrayList<>();
        read.globalSecondaryIndexes()
                .forEach(index -> all.add(new TableIndex(
                        String.valueOf(index.indexName()),
                        TableIndex.Kind.GLOBAL,
                        constant(TableIndex.Status.values(), index.indexStatusAsString(), TableIndex.Status.UNKNOWN),
                        size(index.indexSizeBytes()))));
        read.localSecondaryIndexes().forEach(index -> all.add(local(index.indexName(), index.indexSizeBytes())));
        return all;
    }

    private static TableIndex local(@Nullable String name, @Nullable Long bytes) {
        return new TableIndex(String.valueOf(name), TableIndex.Kind.LOCAL, TableIndex.Status.ACTIVE, size(bytes));
    }

    /** AWS leaves the mode out for tables that never were on demand, and gives zero units for those that are. */
    private static TableShape.Billing billing(
            @Nullable BillingMode mode, @Nullable Long readUnits, @Nullable Long writeUnits) {
        if (mode == BillingMode.PAY_PER_REQUEST) {
            return new TableShape.Billing.OnDemand();
        }
        boolean known = mode == null || mode == BillingMode.PROVISIONED;
        return known && readUnits != null && writeUnits != null && readUnits > 0
                ? new TableShape.Billing.Provisioned(readUnits, writeUnits)
                : new TableShape.Billing.Unknown();
    }

    /** AWS describes no encryption for a key that DynamoDB owns. */
    private static TableShape.Encryption encryption(@Nullable SSEDescription read) {
        if (read == null || "DISABLED".equals(read.statusAsString())) {
            return new TableShape.Encryption.AwsOwned();
        }
        return read.kmsMasterKeyArn() == null
                ? new TableShape.Encryption.Unknown()
                : new TableShape.Encryption.Kms(read.kmsMasterKeyArn());
    }

    /** AWS shows the ARN of the latest stream also after it was disabled. */
    private static TableShape.Stream stream(@Nullable StreamSpecification read, @Nullable String arn) {
        return read == null || !Boolean.TRUE.equals(read.streamEnabled())
                ? new TableShape.Stream.None()
                : new TableShape.Stream.Enabled(Optional.ofNullable(arn));
    }

    /** Returns the backup; empty where AWS left out which one it is, or of when. */
    static Optional<TableBackup> backup(BackupSummary read) {
        return backup(
                read.backupArn(),
                read.backupCreationDateTime(),
                () -> new TableBackup(
                        read.backupArn(),
                        String.valueOf(read.backupName()),
                        kind(read.backupTypeAsString()),
                        status(read.backupStatusAsString()),
                        read.backupCreationDateTime(),
                        Optional.ofNullable(read.tableId()),
                        Optional.ofNullable(read.backupExpiryDateTime()),
                        size(read.backupSizeBytes())));
    }

    private static Optional<TableBackup> backup(
            @Nullable String arn, @Nullable Instant created, Supplier<TableBackup> value) {
        return arn == null || created == null ? Optional.empty() : Optional.of(value.get());
    }

    /** Returns the backup with its table's facts; empty where AWS left out what it is. */
    static Optional<BackupDescription> backup(
            software.amazon.awssdk.services.dynamodb.model.@Nullable BackupDescription read) {
        BackupDetails details = read == null ? null : read.backupDetails();
        SourceTableDetails source = read == null ? null : read.sourceTableDetails();
        SourceTableFeatureDetails features = read == null ? null : read.sourceTableFeatureDetails();
        if (details == null || source == null) {
            return Optional.empty();
        }
        return backup(
                        details.backupArn(),
                        details.backupCreationDateTime(),
                        () -> new TableBackup(
                                details.backupArn(),
                                String.valueOf(details.backupName()),
                                kind(details.backupTypeAsString()),
                                status(details.backupStatusAsString()),
                                details.backupCreationDateTime(),
                                Optional.ofNullable(source.tableId()),
                                Optional.ofNullable(details.backupExpiryDateTime()),
                                size(details.backupSizeBytes())))
                .map(backup -> new BackupDescription(backup, shape(source, features)));
    }

    private static TableShape shape(SourceTableDetails source, @Nullable SourceTableFeatureDetails features) {
        return new TableShape(
                size(source.tableSizeBytes()),
                features == null ? List.of() : indexes(features),
                billing(
                        source.billingMode(),
                        source.provisionedThroughput() == null
                                ? null
                                : source.provisionedThroughput().readCapacityUnits(),
                        source.provisionedThroughput() == null
                                ? null
                                : source.provisionedThroughput().writeCapacityUnits()),
                encryption(features == null ? null : features.sseDescription()),
                stream(features == null ? null : features.streamDescription(), null));
    }

    private static List<TableIndex> indexes(SourceTableFeatureDetails features) {
        return Stream.concat(
                        features.globalSecondaryIndexes().stream()
                                .map(index -> new TableIndex(
                                        String.valueOf(index.indexName()),
                                        TableIndex.Kind.GLOBAL,
                                        TableIndex.Status.ACTIVE,
                                        OptionalLong.empty())),
                        features.localSecondaryIndexes().stream().map(index -> local(index.indexName(), null)))
                .toList();
    }

    private static TableBackup.Kind kind(@Nullable String name) {
        return constant(TableBackup.Kind.values(), name, TableBackup.Kind.UNKNOWN);
    }

    private static TableBackup.Status status(@Nullable String name) {
        return constant(TableBackup.Status.values(), name, TableBackup.Status.UNKNOWN);
    }

    private static OptionalLong size(@Nullable Long bytes) {
        return bytes == null || bytes < 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
    }

    private static <E extends Enum<E>> E constant(E[] known, @Nullable String name, E unknown) {
        return Stream.of(known)
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(unknown);
    }
}

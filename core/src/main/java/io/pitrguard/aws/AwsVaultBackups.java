package io.pitrguard.aws;

import io.pitrguard.domain.backup.RecoveryPoint;
import io.pitrguard.domain.backup.VaultRestore;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Result;
import io.pitrguard.port.VaultBackups;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.backup.model.ListRecoveryPointsByResourceResponse;
import software.amazon.awssdk.services.backup.model.ListRestoreJobsByProtectedResourceResponse;
import software.amazon.awssdk.services.backup.model.RecoveryPointByResource;
import software.amazon.awssdk.services.backup.model.ResourceNotFoundException;
import software.amazon.awssdk.services.backup.model.RestoreJobCreator;
import software.amazon.awssdk.services.backup.model.RestoreJobsListMember;

/**
 * Reads AWS Backup.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListRecoveryPointsByResource.html
 */
public final class AwsVaultBackups implements VaultBackups {
    /** What reading takes of the caller's permissions. */
    public static final Set<String> ACTIONS =
            Set.of("backup:ListRecoveryPointsByResource", "backup:ListRestoreJobsByProtectedResource");

    private static final String POINTS = "backup:ListRecoveryPointsByResource";
    private static final String RESTORES = "backup:ListRestoreJobsByProtectedResource";

    private final Supplier<BackupClient> client;

    /** Reads with this client. */
    public AwsVaultBackups(Supplier<BackupClient> client) {
        this.client = client;
    }

    @Override
    public Result<List<RecoveryPoint>> points(TableRef table) {
        return read(
                POINTS,
                table,
                () -> new Pages<>(
                                POINTS,
                                after -> client.get()
                                        .listRecoveryPointsByResource(
                                                b -> b.resourceArn(table.arn()).nextToken(after)),
                                page -> page.hasRecoveryPoints() ? page.recoveryPoints() : null,
                                ListRecoveryPointsByResourceResponse::nextToken)
                        .all(),
                AwsVaultBackups::point,
                RecoveryPoint::created);
    }

    @Override
    public Result<List<VaultRestore>> restores(TableRef table) {
        return read(
                RESTORES,
                table,
                () -> new Pages<>(
                                RESTORES,
                                after -> client.get()
                                        .listRestoreJobsByProtectedResource(
                                                b -> b.resourceArn(table.arn()).nextToken(after)),
                                page -> page.hasRestoreJobs() ? page.restoreJobs() : null,
                                ListRestoreJobsByProtectedResourceResponse::nextToken)
                        .all(),
                AwsVaultBackups::restore,
                VaultRestore::created);
    }

    private static <A, T, K extends Comparable<K>> Result<List<T>> read(
            String action,
            TableRef table,
            Supplier<List<A>> all,
            Function<A, Optional<T>> value,
            Function<T, K> created) {
        try {
            return new Result.Success<>(all.get().stream()
                    .map(each -> value.apply(each).orElseThrow(() -> broken(action, table)))
                    .sorted(Comparator.comparing(created).reversed())
                    .toList());
        } catch (ResourceNotFoundException none) {
            return new Result.Success<>(List.of());
        } catch (SdkException e) {
            return new Result.Failure<>(AwsErrors.sort(action, table.name(), e));
        } catch (NotUnderstoodException e) {
            return new Result.Failure<>(e.sorted());
        }
    }

    private static NotUnderstoodException broken(String action, TableRef table) {
        return new NotUnderstoodException(new Cause(
                Cause.Kind.BROKEN, "AWS answered " + action + " on " + table.name() + " without id, status or time."));
    }

    private static Optional<RecoveryPoint> point(RecoveryPointByResource read) {
        if (read.recoveryPointArn() == null || read.creationDate() == null || read.statusAsString() == null) {
            return Optional.empty();
        }
        return Optional.of(new RecoveryPoint(
                read.recoveryPointArn(),
                String.valueOf(read.backupVaultName()),
                Stream.of(RecoveryPoint.Status.values())
                        .filter(status -> status.name().equals(pointStatus(read.statusAsString())))
                        .findFirst()
                        .orElse(RecoveryPoint.Status.UNKNOWN),
                read.creationDate(),
                read.backupSizeBytes() == null ? OptionalLong.empty() : OptionalLong.of(read.backupSizeBytes())));
    }

    /** Points of continuous backups are AVAILABLE, all others COMPLETED. */
    private static String pointStatus(String status) {
        return status.equals("AVAILABLE") ? RecoveryPoint.Status.COMPLETED.name() : status;
    }

    private static Optional<VaultRestore> restore(RestoreJobsListMember read) {
        if (read.restoreJobId() == null || read.creationDate() == null || read.statusAsString() == null) {
            return Optional.empty();
        }
        return Optional.of(new VaultRestore(
                read.restoreJobId(),
                outcome(read),
                read.creationDate(),
                Optional.ofNullable(read.completionDate()),
                Optional.ofNullable(read.createdBy()).map(RestoreJobCreator::restoreTestingPlanArn)));
    }

    private static VaultRestore.Outcome outcome(RestoreJobsListMember read) {
        return switch (read.statusAsString()) {
            case "PENDING", "RUNNING" -> VaultRestore.Outcome.RUNNING;
            case "ABORTED", "FAILED" -> VaultRestore.Outcome.FAILED;
            case "COMPLETED" -> validated(Optional.ofNullable(read.validationStatusAsString()));
            default -> VaultRestore.Outcome.UNKNOWN;
        };
    }

    private static VaultRestore.Outcome validated(Optional<String> status) {
        return switch (status.orElse("")) {
            case "" -> VaultRestore.Outcome.RESTORED;
            case "VALIDATING" -> VaultRestore.Outcome.RUNNING;
            case "SUCCESSFUL" -> VaultRestore.Outcome.VALIDATED;
            case "FAILED", "TIMED_OUT" -> VaultRestore.Outcome.NOT_VALIDATED;
            default -> VaultRestore.Outcome.UNKNOWN;
        };
    }
}

package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.backup.model.ListRecoveryPointsByResourceResponse;
import software.amazon.awssdk.services.backup.model.RecoveryPointByResource;
import software.amazon.awssdk.services.backup.model.RecoveryPointStatus;
import software.amazon.awssdk.services.backup.model.RestoreJobStatus;
import software.amazon.awssdk.services.backup.model.RestoreValidationStatus;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DefaultRetention;
import software.amazon.awssdk.services.s3.model.ObjectLockConfiguration;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/** What backups and exports ask beside DynamoDB: AWS Backup, and S3's Object Lock. */
class BackupServicesTest extends SandboxFixture {
    private BackupClient backup() {
        return target.configure(BackupClient.builder(), target.region())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private S3Client s3() {
        return target.configure(S3Client.builder(), target.region())
                .forcePathStyle(true)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @Test
    void listsRecoveryPointsOfATableByPages() {
        SandboxTable orders = sandbox.tables().create("orders");
        String arn = orders.vaults().point("monthly", "COMPLETED");
        orders.vaults().point("monthly", "PARTIAL");
        orders.vaults().point("yearly", "EXPIRED");
        sandbox.tables().create("carts").vaults().point("monthly", "COMPLETED");
        try (BackupClient backup = backup()) {
            ListRecoveryPointsByResourceResponse first =
                    backup.listRecoveryPointsByResource(b -> b.resourceArn(orders.arn()));

            assertThat(first.recoveryPoints())
                    .extracting(RecoveryPointByResource::status)
                    .containsExactly(RecoveryPointStatus.COMPLETED, RecoveryPointStatus.PARTIAL);
            assertThat(first.recoveryPoints().getFirst().recoveryPointArn()).isEqualTo(arn);
            assertThat(first.recoveryPoints().getFirst().creationDate()).isEqualTo(NOW);
            assertThat(backup.listRecoveryPointsByResource(
                                    b -> b.resourceArn(orders.arn()).nextToken(first.nextToken()))
                            .recoveryPoints())
                    .singleElement()
                    .satisfies(point -> assertThat(point.backupVaultName()).isEqualTo("yearly"));
        }
    }

    @Test
    void listsWhatRestoreTestsCameTo() {
        SandboxTable orders = sandbox.tables().create("orders");
        String id = orders.vaults().tested("COMPLETED", "SUCCESSFUL", Duration.ofMinutes(40));
        orders.vaults().tested("RUNNING", "", Duration.ZERO);
        try (BackupClient backup = backup()) {
            var jobs = backup.listRestoreJobsByProtectedResource(b -> b.resourceArn(orders.arn()))
                    .restoreJobs();

            assertThat(jobs).hasSize(2);
            assertThat(jobs.getFirst().restoreJobId()).isEqualTo(id);
            assertThat(jobs.getFirst().validationStatus()).isEqualTo(RestoreValidationStatus.SUCCESSFUL);
            assertThat(jobs.getFirst().createdBy().restoreTestingPlanArn()).contains(":restore-testing-plan:");
            assertThat(jobs.getLast().status()).isEqualTo(RestoreJobStatus.RUNNING);
            assertThat(jobs.getLast().completionDate()).isNull();
            sandbox.faults().add(Fault.on("ListRestoreJobsByProtectedResource", Effect.DENIED));
            assertRefused(
                    () -> backup.listRestoreJobsByProtectedResource(b -> b.resourceArn(orders.arn())),
                    "AccessDeniedException");
        }
    }

    @Test
    void showsObjectLock() {
        SandboxBucket bucket = sandbox.buckets().create("audit");
        try (S3Client s3 = s3()) {
            assertRefused(
                    () -> s3.getObjectLockConfiguration(b -> b.bucket("audit")),
                    "ObjectLockConfigurationNotFoundError");
            bucket.lockable();
            ObjectLockConfiguration lockable =
                    s3.getObjectLockConfiguration(b -> b.bucket("audit")).objectLockConfiguration();
            assertThat(lockable.objectLockEnabled()).isEqualTo(ObjectLockEnabled.ENABLED);
            assertThat(lockable.rule()).isNull();
            bucket.locked("COMPLIANCE", "Years", 7);
            DefaultRetention retention = s3.getObjectLockConfiguration(b -> b.bucket("audit"))
                    .objectLockConfiguration()
                    .rule()
                    .defaultRetention();
            assertThat(retention.mode()).isEqualTo(ObjectLockRetentionMode.COMPLIANCE);
            assertThat(retention.years()).isEqualTo(7);
        }
    }
}

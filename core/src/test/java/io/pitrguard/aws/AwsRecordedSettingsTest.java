package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.settings.IndexesSetting;
import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.TableClassSetting;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.RecordedSettings;
import io.pitrguard.port.RecordedSettingsContract;
import io.pitrguard.port.Result;
import io.pitrguard.sandbox.SandboxTable;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BackupDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** {@link AwsRecordedSettings} keeps the contract of its port, on the sandbox. */
class AwsRecordedSettingsTest extends RecordedSettingsContract {
    private final SandboxAws aws = SandboxAws.start(options -> options.withStaleReads(0));
    private final RecordedSettings settings =
            new AwsRecordedSettings(aws.clients().dynamoDb(), aws.clients().config());

    @AfterEach
    void close() {
        aws.close();
    }

    @Override
    protected RecordedSettings settings() {
        return settings;
    }

    @Override
    protected TableRef table(String name) {
        return aws.where().table(name);
    }

    @Override
    protected void deleted(String table, String team, String viewType, String expires) {
        aws.sandbox().tables().create(table);
        SandboxTable made = aws.sandbox().tables().get(table);
        made.enabled(35).tags(Map.of("team", team, "aws:x", "y"));
        made.settings().stream(viewType).timeToLive(expires);
        aws.sandbox().config().record(table);
        aws.time().advance(Duration.ofMinutes(1));
        aws.sandbox().tables().delete(table);
        aws.sandbox().config().recordDeleted(table);
    }

    @Override
    protected void fail(Cause.Kind kind) {
        for (String operation : List.of("ListBackups", "DescribeBackup", "GetResourceConfigHistory")) {
            aws.sandbox().faults().add(Fault.on(operation, SandboxWorld.effect(kind)));
        }
    }

    @Test
    void knowsTheTableClassWhereConfigRecordedIt() {
        aws.sandbox().tables().create("orders");
        aws.sandbox().tables().get("orders").settings().tableClass("STANDARD_INFREQUENT_ACCESS");
        aws.sandbox().config().record("orders");

        assertThat(settings.ofConfig(table("orders")).get(new TableClassSetting()))
                .isInstanceOf(Reading.Known.class);
    }

    @Test
    void takesAnAnswerWithoutAListForNoList() {
        aws.sandbox().faults().add(Fault.on("ListBackups", Effect.EMPTY));

        assertThat(settings.systemBackup(table("orders"))).isInstanceOf(Result.Failure.class);
    }

    @Test
    void takesABackupWithoutDetailsForUnreadable() {
        assertThat(BackupSettings.of(BackupDescription.builder().build()))
                .hasSameSizeAs(BackupSettings.ALL)
                .allSatisfy((_, reading) -> assertThat(reading).isInstanceOf(Reading.Unreadable.class));
    }

    @Test
    void takesStatusesThatNobodyKnowsForUnreadable() {
        Setting ttl = new io.pitrguard.domain.settings.TtlSetting();
        assertThat(BackupSettings.of(ttl(null, "x")).get(ttl)).isInstanceOf(Reading.Unreadable.class);
        assertThat(BackupSettings.of(ttl("NEW", "x")).get(ttl)).isInstanceOf(Reading.Unreadable.class);
        assertThat(BackupSettings.of(ttl("ENABLED", null)).get(ttl)).isInstanceOf(Reading.Unreadable.class);
        assertThat(BackupSettings.of(ttl(TimeToLiveStatus.DISABLED.toString(), null))
                        .get(ttl))
                .isInstanceOf(Reading.Known.class);
    }

    private static BackupDescription ttl(String status, String attribute) {
        return BackupDescription.builder()
                .sourceTableFeatureDetails(features -> features.timeToLiveDescription(
                        t -> t.timeToLiveStatus(status).attributeName(attribute)))
                .build();
    }

    @Test
    void cannotCompareIndexesOfABackup() {
        BackupDescription backup = BackupDescription.builder()
                .sourceTableFeatureDetails(features -> features.globalSecondaryIndexes(
                                software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexInfo.builder()
                                        .indexName("i")
                                        .build())
                        .localSecondaryIndexes(
                                software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexInfo.builder()
                                        .indexName("l")
                                        .build()))
                .build();

        assertThat(BackupSettings.of(backup).get(new IndexesSetting())).isInstanceOf(Reading.NotKnown.class);
    }

    @Test
    void takesAnEmptyAnswerForNoBackup() {
        aws.sandbox().faults().add(Fault.on("DescribeBackup", Effect.EMPTY));

        assertThat(settings.ofBackup(table("orders"), table("orders").arn() + "/backup/01"))
                .allSatisfy((_, reading) -> assertThat(reading).isInstanceOf(Reading.Unreadable.class));
    }
}

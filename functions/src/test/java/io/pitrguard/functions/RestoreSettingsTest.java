package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.restore.Confirmation;
import io.pitrguard.domain.restore.PendingSetting;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.restore.SettingsChoice;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Settings of every service go with a restored table; those that can do harm once a person has confirmed them. */
class RestoreSettingsTest {
    private static final String STREAM = "arn:aws:kinesis:eu-west-1:123456789012:stream/changes";

    private final RestoreTestBed bed = new RestoreTestBed();
    private final RestoreTestSettings orders = new RestoreTestSettings(bed.aws, "orders");
    private final RestoreTestSettings target = new RestoreTestSettings(bed.aws, RestoreTestBed.TARGET);

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void theFunctionCopiesThemAndAsksBeforeThoseThatCanDoHarm() {
        bed.settings = SettingsChoice.ALL;
        orders.set(STREAM);
        orders.connect(bed.topic());
        bed.planned();

        assertThat(bed.run()).isEqualTo("PERSON");
        assertThat(pending()).contains("ttl", "stream", "kinesis", "event-sources", "event-sources-on", "alarms-on");
        assertThat(target.kinesisStreams()).isEmpty();
        confirmAll();

        assertThat(bed.run()).isEqualTo("DONE");
        assertThat(target.compositeRule())
                .isEqualTo("ALARM(\"%s-throttled\")".formatted(RestoreTestBed.TARGET))
                .isNotEqualTo(orders.compositeRule());
        assertThat(target.kinesisStreams()).containsExactly(STREAM);
        assertThat(notCopied())
                .as("what only costs money is left out: %s", bed.record().log())
                .singleElement()
                .asString()
                .startsWith("warm throughput");
    }

    /** Other services take tags of what is there already by a call of its own. */
    @Test
    void tagsThatCameWhileARestoreWaitedGoWithTheTable() {
        bed.settings = SettingsChoice.ALL;
        orders.set(STREAM);
        orders.connect(bed.topic());
        bed.planned();
        bed.run();
        assertThat(target.alarmTags()).isEmpty();
        assertThat(target.scalingTags()).isEmpty();

        orders.tagAlarm(Map.of("team", "data"));
        orders.tagScaling(Map.of("team", "data"));
        confirmAll();
        assertThat(bed.run(() -> !target.mappings().isEmpty())).isEmpty();
        assertThat(target.mappingTags()).isEmpty();
        orders.tagMapping(Map.of("team", "data"));

        assertThat(bed.run()).isEqualTo("DONE");
        assertThat(target.alarmTags()).isEqualTo(Map.of("team", "data"));
        assertThat(target.scalingTags()).isEqualTo(Map.of("team", "data"));
        assertThat(target.mappingTags()).isEqualTo(Map.of("team", "data"));
    }

    @Test
    void replicasAndTheirScalingAreReportedAndNotCopied() {
        bed.aws.sandbox().tables().get("orders").settings().replicas("us-east-1");
        bed.planned();

        assertThat(bed.run()).isEqualTo("DONE");
        assertThat(notCopied())
                .extracting(setting -> setting.replaceFirst(": .*", ""))
                .containsExactly("replicas", "auto scaling of replicas");
        assertThat(notCopied()).last().asString().contains("It belongs to the replicas");
    }

    /** Its backup holds neither tags nor table class: AWS Config recorded them while the table existed. */
    @Test
    void aDeletedTableGetsWhatItsBackupAndConfigRecorded() {
        orders.set(STREAM);
        bed.aws.sandbox().tables().get("orders").deletionProtection(false);
        bed.aws.sandbox().config().record("orders");
        bed.aws.sandbox().tables().delete("orders");
        bed.aws.sandbox().config().recordDeleted("orders");
        bed.plannedOfDeleted();

        assertThat(bed.run()).isEqualTo("DONE");
        assertThat(bed.record().state()).isInstanceOf(RestoreState.Completed.class);
        assertThat(bed.aws.sandbox().tables().names())
                .contains(RestoreTestBed.TARGET)
                .doesNotContain("orders");
        assertThat(bed.aws.sandbox().tables().get(RestoreTestBed.TARGET).tags()).isEqualTo(Map.of("team", "data"));
        assertThat(target.tableClass()).isEqualTo("STANDARD_INFREQUENT_ACCESS");
        assertThat(notCopied())
                .extracting(setting -> setting.replaceFirst(": .*", ""))
                .contains("stream", "resource policy")
                .doesNotContain("tags", "table class", "capacity");
    }

    private Collection<String> pending() {
        return bed.record().state() instanceof RestoreState.AwaitingConfirmation waits
                ? waits.settings().stream().map(PendingSetting::name).toList()
                : List.of();
    }

    private void confirmAll() {
        RestoreRecord record = bed.record();
        if (record.state() instanceof RestoreState.AwaitingConfirmation waits) {
            Confirmation all =
                    new Confirmation(RestoreTestBed.BEN, bed.aws.time().instant(), Set.copyOf(pending()));
            bed.write(record.confirmed(all, new RestoreState.CopyingSettings(waits.table()), "Confirmed."));
        }
    }

    private List<String> notCopied() {
        return bed.record().state() instanceof RestoreState.Completed completed ? completed.notCopied() : List.of();
    }
}

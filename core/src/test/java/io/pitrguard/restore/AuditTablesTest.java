package io.pitrguard.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.restore.SettingsChoice;
import io.pitrguard.domain.settings.DeletionProtectionSetting;
import io.pitrguard.domain.settings.ResourcePolicySetting;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.settings.TagsSetting;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.AnyRestore;
import io.pitrguard.restore.AuditTables.AuditTable;
import io.pitrguard.restore.AuditTables.Condition;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whether a table is still kept as it must be. */
class AuditTablesTest {
    private static final Cause DENIED = new Cause(Cause.Kind.DENIED, "AWS denied it.");

    private final RestoreTestBed bed = new RestoreTestBed();
    private final AuditTables tables = new AuditTables(bed.tables, bed.settings, bed.time);

    private void made() {
        bed.create(AnyRestore.auditPlan(bed.plan(SettingsChoice.NONE)));
        bed.run();
    }

    private Condition condition() {
        return read().condition();
    }

    private AuditTable read() {
        return tables.of(bed.record()).orElseThrow();
    }

    @Test
    void isKeptUntilItsLastDay() {
        made();

        assertThat(condition()).isEqualTo(new Condition.Kept());
        assertThat(read().over()).isFalse();
        bed.time.advance(Duration.ofDays(400));
        assertThat(condition()).isEqualTo(new Condition.Kept());
        assertThat(read().over()).isTrue();
    }

    @Test
    void namesWhatSomebodyTookAway() {
        made();
        bed.settings.set(RestoreTestBed.TARGET, new DeletionProtectionSetting(), SettingValue.NONE);
        bed.settings.set(RestoreTestBed.TARGET, new ResourcePolicySetting(), SettingValue.NONE);

        assertThat(condition())
                .isInstanceOfSatisfying(
                        Condition.Weakened.class,
                        weakened -> assertThat(weakened.missing())
                                .satisfiesExactly(
                                        protection -> assertThat(protection)
                                                .startsWith("deletion protection: aws dynamodb update-table"),
                                        policy -> assertThat(policy)
                                                .startsWith("resource policy: aws dynamodb put-resource-policy")));
    }

    @Test
    void toleratesFurtherTags() {
        made();
        SettingValue tags = bed.settings.get(RestoreTestBed.TARGET, new TagsSetting());
        bed.settings.set(RestoreTestBed.TARGET, new TagsSetting(), tags.with("cost-centre", "42"));

        assertThat(condition()).isEqualTo(new Condition.Kept());
    }

    @Test
    void doesNotCallKeptWhatCouldNotBeRead() {
        made();
        bed.settings.unreadable(new ResourcePolicySetting(), DENIED);
        assertThat(condition()).isEqualTo(new Condition.NotKnown(DENIED));

        bed.tables.unreadable(Optional.of(DENIED));
        assertThat(condition()).isEqualTo(new Condition.NotKnown(DENIED));
    }

    @Test
    void isGoneAlsoWhereAnotherTableHasItsName() {
        made();
        bed.tables.vanish(RestoreTestBed.TARGET);
        assertThat(condition()).isEqualTo(new Condition.Gone());
        bed.tables.createWithoutRecovery(RestoreTestBed.TARGET);
        assertThat(condition()).isEqualTo(new Condition.Gone());
    }

    @Test
    void tellsTheBeginningAndTheEnd() {
        bed.create(AnyRestore.auditPlan(bed.plan(SettingsChoice.NONE)));
        assertThat(condition()).isEqualTo(new Condition.NotComplete());
        bed.run();
        bed.state(new RestoreState.Discarded(AnyRestore.AT, Optional.empty()));
        assertThat(condition()).isEqualTo(new Condition.Discarded());
    }

    @Test
    void knowsNothingOfOtherRestores() {
        bed.create(bed.plan(SettingsChoice.NONE));

        assertThat(tables.of(bed.record())).isEmpty();
    }
}

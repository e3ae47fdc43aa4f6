package io.pitrguard.domain.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.settings.DeletionProtectionSetting;
import io.pitrguard.domain.settings.KnownSettings;
import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.ResourcePolicySetting;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.SettingRow;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.settings.SettingsDiff;
import io.pitrguard.domain.settings.TagsSetting;
import io.pitrguard.domain.settings.TtlSetting;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.AnyRestore;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditSettingsTest {
    private static final RestorePlan PLAN = AnyRestore.auditPlan(AnyRestore.plan());
    private static final KnownSettings WANTED = AuditSettings.of(PLAN, AnyRestore.terms());

    @Test
    void areMissingWhereTheyDifferOrCouldNotBeRead() {
        SettingValue tags = ((Reading.Known) WANTED.of(new TagsSetting())).value();
        KnownSettings target = new KnownSettings(
                PLAN.target(),
                Map.<Setting, Reading>of(
                        new TagsSetting(), Reading.of(tags.with("more", "tags")),
                        new DeletionProtectionSetting(), Reading.of(SettingValue.NONE),
                        new ResourcePolicySetting(),
                                new Reading.Unreadable(new Cause(Cause.Kind.DENIED, "AWS denied it.")),
                        new TtlSetting(), Reading.of(SettingValue.of(TtlSetting.ATTRIBUTE, "expires"))));

        assertThat(AuditSettings.missing(SettingsDiff.of(WANTED, target)))
                .extracting(SettingRow::setting)
                .containsExactly(new DeletionProtectionSetting(), new ResourcePolicySetting());
        assertThat(AuditSettings.missing(SettingsDiff.of(WANTED, WANTED))).isEmpty();
    }

    @Test
    void denyNothingButWrites() {
        assertThat(AuditSettings.READ_ONLY)
                .contains("dynamodb:PutItem", "dynamodb:UpdateTimeToLive", "\"Effect\":\"Deny\"")
                .doesNotContain("GetItem", "Scan", "Query", "DeleteTable", "dynamodb:*");
    }
}

package io.pitrguard.domain.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.Evaluator;
import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.finding.Notice;
import io.pitrguard.domain.policy.Exemption;
import io.pitrguard.domain.policy.Policy;
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
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.Tags;
import io.pitrguard.port.AnyRestore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditSettingsTest {
    private static final RestorePlan PLAN = AnyRestore.auditPlan(AnyRestore.plan());
    private static final KnownSettings WANTED = AuditSettings.of(PLAN, AnyRestore.terms());
    private static final Exemption ENDS =
            new Exemption("annual audit 2026", "audit@example.com", LocalDate.of(2027, 3, 31));

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

    /** Its tags are an exemption: whoever judges the table lets it be until its last day, and reports it from then on. */
    @Test
    void exemptTheTableUntilItsLastDay() {
        assertThat(judged("2027-03-31T23:00:00Z").verdict()).isEqualTo(new Verdict.Exempt(ENDS));

        Judgement after = judged("2027-04-01T00:00:00Z");
        assertThat(after.verdict()).isInstanceOf(Verdict.NonCompliant.class);
        assertThat(after.notices()).containsExactly(new Notice.ExemptionEnded("the table's tags", ENDS));
    }

    private static Judgement judged(String at) {
        SettingValue tags = ((Reading.Known) WANTED.of(new TagsSetting())).value();
        return Evaluator.evaluate(
                Policy.BUILT_IN,
                new TableFacts(PLAN.target(), new Tags.Known(tags.entries())),
                new RecoveryState.Disabled(),
                Instant.parse(at));
    }

    @Test
    void denyNothingButWrites() {
        assertThat(AuditSettings.READ_ONLY)
                .contains("dynamodb:PutItem", "dynamodb:UpdateTimeToLive", "\"Effect\":\"Deny\"")
                .doesNotContain("GetItem", "Scan", "Query", "DeleteTable", "dynamodb:*");
    }
}

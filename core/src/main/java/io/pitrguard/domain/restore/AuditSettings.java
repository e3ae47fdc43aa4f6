package io.pitrguard.domain.restore;

import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.settings.DeletionProtectionSetting;
import io.pitrguard.domain.settings.KnownSettings;
import io.pitrguard.domain.settings.Placeholders;
import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.ResourcePolicySetting;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.SettingRow;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.settings.SettingsDiff;
import io.pitrguard.domain.settings.TagsSetting;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The settings that an audit table has, instead of those of its source. */
public final class AuditSettings {
    /** The tag that names the table whose content an audit table has. */
    public static final String OF = "pitr-guard:audit-of";

    /** The tag with the moment of that content. */
    public static final String MOMENT = "pitr-guard:audit-moment";

    /** All of them. */
    public static final Set<Setting> ALL =
            Set.of(new TagsSetting(), new DeletionProtectionSetting(), new ResourcePolicySetting());

    /**
     * Denies everybody to write an item, or to let DynamoDB delete some, in the form in which policies compare.
     * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-iam-actions.html
     */
    public static final String READ_ONLY = "{\"Statement\":[{\"Action\":[\"dynamodb:BatchWriteItem\","
            + "\"dynamodb:DeleteItem\",\"dynamodb:PartiQLDelete\",\"dynamodb:PartiQLInsert\","
            + "\"dynamodb:PartiQLUpdate\",\"dynamodb:PutItem\",\"dynamodb:UpdateItem\","
            + "\"dynamodb:UpdateTimeToLive\"],\"Effect\":\"Deny\",\"Principal\":\"*\",\"Resource\":\""
            + Placeholders.ARN + "\",\"Sid\":\"PitrGuardAuditTable\"}],\"Version\":\"2012-10-17\"}";

    private AuditSettings() {}

    /**
     * Returns the settings that the table of a plan gets. Its tags are those of an exemption: sweeps do not report that a
     * table which nobody changes lacks recovery, until the last day.
     */
    public static KnownSettings of(RestorePlan plan, AuditTerms terms) {
        return new KnownSettings(
                plan.sourceTable(),
                Map.of(
                        new TagsSetting(), Reading.of(tags(plan, terms)),
                        new DeletionProtectionSetting(), Reading.of(DeletionProtectionSetting.ON),
                        new ResourcePolicySetting(),
                                Reading.of(SettingValue.of(ResourcePolicySetting.POLICY, READ_ONLY))));
    }

    /** Returns what a table lacks of them, or could not be read. Further tags do no harm. */
    public static List<SettingRow> missing(SettingsDiff diff) {
        return diff.open().stream()
                .filter(row -> ALL.contains(row.setting()))
                .filter(row -> !(row.target() instanceof Reading.Known)
                        || !row.changes().isEmpty())
                .toList();
    }

    private static SettingValue tags(RestorePlan plan, AuditTerms terms) {
        return new SettingValue(Map.of(
                Policy.EXEMPT_TAG + "-until",
                terms.until().toString(),
                Policy.EXEMPT_TAG + "-reason",
                terms.purpose(),
                Policy.EXEMPT_TAG + "-owner",
                terms.owner(),
                OF,
                plan.sourceTable().name(),
                MOMENT,
                plan.from().moment().toString()));
    }
}

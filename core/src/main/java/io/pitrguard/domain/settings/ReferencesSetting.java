package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import java.util.List;
import java.util.Set;

/** Backup plans, DAX clusters, IAM policies, parameters and dashboards that name the table. */
public record ReferencesSetting() implements Setting {
    private static final Description DESCRIPTION = new Description(
            "references",
            "what names the table elsewhere",
            Carried.NO,
            new Copying.ByHand(
                    "AWS Backup selections by ARN, DAX clusters, IAM policies, SSM parameters and dashboards name the source: search them for its name."),
            Set.of(),
            Set.of());

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public String command(SettingChange change, TableRef target) {
        return AwsCli.of("backup list-backup-plans", target);
    }

    @Override
    public List<SettingChange> changes(SettingValue source, SettingValue target) {
        return List.of();
    }
}

package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.ShellWord;
import java.util.List;
import java.util.Set;

/** The replicas of a global table, and how consistent they are. */
public record ReplicasSetting() implements Setting {
    /** Starts the entries of witnesses, which only vote. */
    public static final String WITNESS = "witness ";

    private static final Description DESCRIPTION = new Description(
            "replicas",
            "replicas",
            Carried.NO,
            new Copying.ReportOnly(
                    "A restore makes an independent table. A replica copies all items and costs as much as the table: add it yourself."),
            Set.of("dynamodb:DescribeTable"),
            Set.of());

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public String command(SettingChange change, TableRef target) {
        String region = change.wanted().entries().keySet().stream()
                .filter(entry -> entry.contains("-") && !entry.startsWith(WITNESS))
                .findFirst()
                .orElse("REGION");
        return AwsCli.dynamoDb(
                "update-table", target, "--replica-updates " + ShellWord.quoted("Create={RegionName=" + region + "}"));
    }

    @Override
    public List<SettingChange> changes(SettingValue source, SettingValue target) {
        return List.of();
    }
}

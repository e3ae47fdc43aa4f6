package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.ShellWord;
import java.util.List;
import java.util.Set;

/** CloudWatch Contributor Insights of the table and its global indexes. */
public record InsightsSetting() implements Setting {
    /** The entry of the table itself. */
    public static final String TABLE = "table";

    /** Starts the entries of indexes. */
    public static final String INDEX = "index/";

    /** The value of an entry where insights are off; otherwise it is the mode. */
    public static final String OFF = "OFF";

    private static final Description DESCRIPTION = new Description(
            "contributor-insights",
            "Contributor Insights",
            Carried.UNDOCUMENTED,
            new Copying.Automatic("AWS charges for it. Keys of items are visible in CloudWatch as plain text."),
            Set.of("dynamodb:DescribeContributorInsights"),
            Set.of("dynamodb:UpdateContributorInsights"));

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public String command(SettingChange change, TableRef target) {
        String index = change.name().equals(TABLE)
                ? ""
                : ShellWord.option("--index-name", change.name().substring(INDEX.length())) + " ";
        return AwsCli.dynamoDb(
                "update-contributor-insights",
                target,
                index + "--contributor-insights-action ENABLE",
                "--contributor-insights-mode "
                        + ShellWord.quoted(change.wanted().get(change.name()).orElse("")));
    }

    /** The target has an entry for each index that it has: what others have cannot be set. */
    @Override
    public List<SettingChange> changes(SettingValue source, SettingValue target) {
        return Setting.super.changes(
                source.only(entry ->
                        target.get(entry).isPresent() && !source.get(entry).equals(java.util.Optional.of(OFF))),
                target);
    }

    /** Insights are off, for the table and each index. */
    @Override
    public SettingValue begun(SettingValue source) {
        return source.all(OFF);
    }

    @Override
    public String obstacle(SettingValue source, SettingValue target) {
        return "The target has more than the source, or one of them has an index that the other lacks."
                + " pitr-guard turns nothing off.";
    }
}

package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.ShellWord;
import java.util.List;
import java.util.Set;

/** The stream of changes to items. */
public record StreamSetting() implements Setting {
    /** The entry with the stream's view type; without it there is no stream. */
    public static final String VIEW_TYPE = "view type";

    private static final Description DESCRIPTION = new Description(
            "stream",
            "stream",
            Carried.NO,
            new Copying.Confirmed("Consumers see every later write to the table. The stream gets a new ARN."),
            Set.of("dynamodb:DescribeTable"),
            Set.of("dynamodb:UpdateTable"));

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public String command(SettingChange change, TableRef target) {
        return AwsCli.dynamoDb(
                "update-table",
                target,
                "--stream-specification StreamEnabled=true,StreamViewType="
                        + ShellWord.quoted(change.wanted().get(VIEW_TYPE).orElse("")));
    }

    /** The view type of a stream is fixed. */
    @Override
    public List<SettingChange> changes(SettingValue source, SettingValue target) {
        return target.isNone() ? whole(source, target) : List.of();
    }

    @Override
    public String obstacle(SettingValue source, SettingValue target) {
        return "The target has a stream already. Its view type is fixed: disable the stream first."
                + " pitr-guard turns nothing off.";
    }
}

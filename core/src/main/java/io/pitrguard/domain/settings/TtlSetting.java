package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.ShellWord;
import java.util.List;
import java.util.Set;

/** Time to live: the attribute by which items expire. */
public record TtlSetting() implements Setting {
    /** The entry with the attribute's name; without it, time to live is off. */
    public static final String ATTRIBUTE = "attribute";

    private static final Description DESCRIPTION = new Description(
            "ttl",
            "time to live",
            Carried.NO,
            new Copying.Confirmed(
                    "It deletes restored items that expired within the last five years, and the stream shows each as removed. AWS takes one change an hour."),
            Set.of("dynamodb:DescribeTimeToLive"),
            Set.of("dynamodb:UpdateTimeToLive"));

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public String command(SettingChange change, TableRef target) {
        return AwsCli.dynamoDb(
                "update-time-to-live",
                target,
                "--time-to-live-specification",
                ShellWord.quoted("{\"Enabled\":true,\"AttributeName\":"
                        + AwsCli.json(change.wanted().get(ATTRIBUTE).orElse("")) + "}"));
    }

    /** Another attribute takes turning time to live off first. */
    @Override
    public List<SettingChange> changes(SettingValue source, SettingValue target) {
        return target.isNone() ? whole(source, target) : List.of();
    }

    @Override
    public String obstacle(SettingValue source, SettingValue target) {
        return "The target has time to live on already: turn it off before it can use another attribute."
                + " pitr-guard turns nothing off.";
    }
}
